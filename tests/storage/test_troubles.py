"""What an operator hears of: what was given up, and a register that stays shut."""

from datetime import datetime, timedelta

from sqlalchemy import update

from bot.domain.delivery import BACKOFF, BARRED_FOR, Outcome, PostState, Route, Verdict
from bot.domain.register import Resident
from storage import schema, sealing, troubles
from storage.engine import Database, open_store
from tests.contracts.values import HOME, MINUTE, NOW, delivery, incoming, post, put

KEY = sealing.fresh_key()


async def _sent(database: Database, cause: str, verdict: Verdict) -> None:
    await put(database, post(cause, target=cause))
    [claimed] = await database.queue.claim("robot", cause, NOW, limit=1, span=MINUTE)
    again = NOW + MINUTE if verdict is Verdict.RETRY else None
    await database.queue.record(claimed, Outcome(verdict), NOW, retry_at=again)


async def test_what_reached_everybody_is_no_trouble(database: Database) -> None:
    await database.inbox.accept(delivery())
    await _sent(database, "c1", Verdict.SENT)
    assert await troubles.since(database.gate, NOW) == troubles.Troubles((), 0, 0, 0)


async def test_what_was_given_up_is_counted(database: Database) -> None:
    await database.inbox.accept(delivery())
    async with database.gate.writing() as connection:
        await connection.execute(update(schema.inbox).values(status="failed", error="KeyError"))
    verdicts = Verdict.FINAL, Verdict.DEAD_ROUTE, Verdict.UNKNOWN, Verdict.RETRY
    for number, verdict in enumerate(verdicts):
        await _sent(database, f"c{number}", verdict)
    found = await troubles.since(database.gate, NOW)
    assert ([error for _, error in found.set_aside], found.failed, found.unknown) == (["KeyError"], 2, 1)
    assert found.waiting == 1
    later = await troubles.since(database.gate, NOW + timedelta(days=1))
    assert (len(later.set_aside), later.failed, later.unknown) == (1, 0, 0)


async def test_what_was_set_aside_is_opened_again_and_tried_afresh(database: Database) -> None:
    several = [delivery(incoming(msgid=f"m{n}"), nonce=f"n{n}") for n in range(3)]
    sound, one, other = [(await database.inbox.accept(each)).id for each in several]  # type: ignore[union-attr]
    for number in (one, other) * 5:
        await database.inbox.failed(number, "KeyError", NOW)
    assert await database.set_aside() == 2
    assert await troubles.open_again(database.gate, [other, sound]) == [other]
    assert await database.inbox.pending(NOW, 9) == [sound, other]
    await database.inbox.failed(other, "KeyError", NOW)
    assert await database.inbox.pending(NOW + BACKOFF[0], 9) == [sound, other]
    assert await troubles.open_again(database.gate, []) == [one]
    assert await database.set_aside() == 0


async def test_what_reached_nobody_is_sent_again_once_the_channel_is_mended(database: Database) -> None:
    for cause, verdict in (("c1", Verdict.FINAL), ("c2", Verdict.DEAD_ROUTE), ("c3", Verdict.UNKNOWN)):
        await _sent(database, cause, verdict)
    assert await troubles.send_again(database.gate, [], NOW, NOW + MINUTE) == []
    opened = await troubles.send_again(database.gate, [], NOW + MINUTE, NOW)
    assert len(opened) == 2
    for cause in ("c1", "c2"):
        lane = await database.queue.look("robot", cause, NOW + MINUTE, span=MINUTE)
        assert ([one.cause for one in lane.posts], lane.disabled) == ([cause], False)
    assert await troubles.send_again(database.gate, [], NOW + MINUTE, NOW) == []


async def test_of_what_reached_nobody_the_named_ones_are_sent_again_whatever_their_age(database: Database) -> None:
    await _sent(database, "c1", Verdict.FINAL)
    await _sent(database, "c2", Verdict.FINAL)
    later = NOW + timedelta(days=9)
    assert await troubles.send_again(database.gate, [], later, later) == []
    assert await troubles.send_again(database.gate, [2, 7], later, later) == [2]


async def test_what_may_have_arrived_is_sent_again_only_when_somebody_names_it(database: Database) -> None:
    await _sent(database, "c1", Verdict.UNKNOWN)
    assert await troubles.send_again(database.gate, [], NOW, NOW) == []
    assert await troubles.send_again(database.gate, [1], NOW, NOW) == [1]


async def test_what_is_too_late_wordless_or_said_elsewhere_is_not_sent_again(database: Database) -> None:
    await put(
        database,
        post("late", expires_at=NOW + MINUTE, state=PostState.FAILED),
        post("wordless", body="", state=PostState.FAILED),
        post("told", state=PostState.FAILED),
        post("told:again:1", state=PostState.SENT),
        post("untold", state=PostState.FAILED),
        post("untold:again:1", state=PostState.FAILED),
    )
    assert await troubles.send_again(database.gate, [], NOW + MINUTE, NOW) == [5, 6]


async def test_a_register_needs_the_key_it_was_sealed_with(url: str) -> None:
    async with open_store(url, KEY) as database:
        assert await troubles.of_register(database.gate, "") == ""
        assert await troubles.of_register(database.gate, KEY) == ""
        assert "rotate-key --generate" in await troubles.of_register(database.gate, "none")
        async with database.store.work() as work:
            await work.register.put([Resident(HOME, "王秀英", "3")], by="admin", now=NOW)
        assert await troubles.of_register(database.gate, KEY) == ""
        assert "no key is set" in await troubles.of_register(database.gate, "")
        assert "none of the keys opens" in await troubles.of_register(database.gate, sealing.fresh_key())


async def _by_app(database: Database, cause: str, verdict: Verdict, at: datetime) -> None:
    [claimed] = await database.queue.claim("app", cause, at, limit=1, span=MINUTE)
    again = NOW if verdict is Verdict.BARRED else None
    await database.queue.record(claimed, Outcome(verdict, 60020), at, retry_at=again)


async def test_a_way_that_is_barred_is_named_with_its_code_until_something_gets_through(database: Database) -> None:
    assert await troubles.barred(database.gate) == []
    await put(database, *(post(cause, route=Route.APP, target=cause) for cause in ("c1", "c2")))
    await _by_app(database, "c1", Verdict.BARRED, NOW)
    assert await troubles.barred(database.gate) == [("app", 60020, 2)]
    await _by_app(database, "c1", Verdict.SENT, NOW + BARRED_FOR)
    assert await troubles.barred(database.gate) == []


async def test_what_arrived_late_is_told_with_how_late(database: Database) -> None:
    await put(database, *(post(cause, route=Route.APP, target=cause) for cause in ("c1", "c2", "c3")))
    await _by_app(database, "c3", Verdict.SENT, NOW + MINUTE)
    await _by_app(database, "c1", Verdict.BARRED, NOW)
    later = NOW + timedelta(hours=1)
    await _by_app(database, "c1", Verdict.SENT, later)
    await _by_app(database, "c2", Verdict.SENT, later)
    assert (await troubles.since(database.gate, NOW)).late == (timedelta(hours=1),) * 2
    assert (await troubles.since(database.gate, later + MINUTE)).late == ()


async def test_who_has_posts_sent_again_opens_barred_ways(database: Database) -> None:
    await put(database, *(post(cause, route=Route.APP, target=cause) for cause in ("c1", "c2")))
    await _by_app(database, "c1", Verdict.BARRED, NOW)
    await troubles.send_again(database.gate, [], NOW, NOW)
    assert len(await database.queue.claim("app", "c2", NOW, limit=1, span=MINUTE)) == 1
