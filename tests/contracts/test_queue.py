"""What every outbox queue promises."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cards import Button, Card, Press
from bot.domain.delivery import (
    BARRED_FOR,
    DEAD_FOR,
    REST,
    Outcome,
    PostState,
    Priority,
    Route,
    ShownCard,
    Verdict,
)
from tests.contracts.values import HOME, MINUTE, NOW, SECOND, post, put

SENT = Outcome(Verdict.SENT)


async def claim(database: Any, at: Any = NOW, *, target: str = "group1", limit: int = 20, **more: Any) -> Any:
    return await database.queue.claim("robot", target, at, limit=limit, span=MINUTE, **more)


async def state_of(database: Any, cause: str) -> Any:
    """Seen from outside: what may still be claimed or failed is queued."""
    lane = await database.queue.look("robot", "group1", NOW + 100 * MINUTE, span=MINUTE)
    return next((one for one in lane.posts if one.cause == cause), None)


async def test_the_same_cause_is_said_once(database: Any) -> None:
    await put(database, post("c1"), post("c1", body="again"))
    await put(database, post("c1", body="once more"))
    claimed = await claim(database)
    assert [one.post.body for one in claimed] == ["#1 c1"]


async def test_a_claimed_post_is_nobody_elses(database: Any) -> None:
    await put(database, post("c1"))
    answers = await asyncio.gather(*(claim(database) for _ in range(5)))
    assert sum(len(one) for one in answers) == 1


async def test_a_claim_gives_the_post_as_it_was_put(database: Any) -> None:
    said = post("c1", mentions=("li",), fallback=("zhang",), expires_at=NOW + MINUTE, response_url="https://r")
    said = replace(said, tickets=(1, 12), messages=(7,), short_lived=True)
    await put(database, said)
    [claimed] = await claim(database)
    assert replace(claimed.post, id=None, state=PostState.QUEUED) == said
    assert claimed.post.state is PostState.SENDING
    assert claimed.attempts == 0


async def test_a_card_and_the_code_that_changes_one_come_back_as_they_were_put(database: Any) -> None:
    drawn = Card("t-1", "#1", "d", "t", (("地点", "3栋"),), (Button(Press.ACCEPT, "受理", main=True),), "办结")
    said = post("c1", route=Route.APP, target="li", card=drawn, response_code="R")
    await put(database, said)
    [claimed] = await database.queue.claim("app", "li", NOW, limit=20, span=MINUTE)
    assert (claimed.post.card, claimed.post.response_code) == (drawn, "R")


async def test_the_most_urgent_goes_first(database: Any) -> None:
    await put(database, post("late"), post("red", priority=Priority.RED), post("urgent", priority=Priority.URGENT))
    assert [one.post.cause for one in await claim(database)] == ["red", "urgent", "late"]


async def test_keys_come_most_urgent_first_and_only_when_due(database: Any) -> None:
    await put(
        database,
        post("a", target="calm"),
        post("b", target="burning", priority=Priority.RED),
        post("c", target="later", not_before=NOW + SECOND),
    )
    assert await database.queue.due_keys(NOW) == [("robot", "burning"), ("robot", "calm")]


async def test_a_span_never_holds_more_than_the_limit(database: Any) -> None:
    await put(database, *(post(f"c{n}") for n in range(7)))
    first = await claim(database, limit=3)
    assert len(first) == 3
    for one in first:
        await database.queue.record(one, SENT, NOW + SECOND, retry_at=None)
    assert await claim(database, NOW + MINUTE, limit=3) == []
    assert len(await claim(database, NOW + MINUTE + SECOND, limit=3)) == 3


async def test_an_attempt_without_an_outcome_keeps_its_place(database: Any) -> None:
    await put(database, *(post(f"c{n}") for n in range(4)))
    await claim(database, limit=3)
    assert await claim(database, NOW + 10 * MINUTE, limit=3) == []


async def test_targets_with_the_same_key_share_a_window(database: Any) -> None:
    await put(database, post("a"), post("b", target="group2"))
    assert len(await claim(database, limit=1, key="secret")) == 1
    assert await claim(database, target="group2", limit=1, key="secret") == []
    assert len(await claim(database, target="group2", limit=1, key="other")) == 1


async def test_the_last_places_are_kept_for_red(database: Any) -> None:
    await put(database, *(post(f"c{n}") for n in range(3)), post("red", priority=Priority.RED))
    claimed = await claim(database, limit=3, reserve=2)
    assert [one.post.cause for one in claimed] == ["red"]
    assert await claim(database, limit=3, reserve=2) == []


async def test_no_more_are_taken_than_asked_for(database: Any) -> None:
    await put(database, *(post(f"c{n}") for n in range(3)))
    assert len(await claim(database, most=2)) == 2


async def test_an_expired_post_is_never_taken(database: Any) -> None:
    await put(database, post("c1", expires_at=NOW))
    assert await claim(database) == []
    lane = await database.queue.look("robot", "group1", NOW, span=MINUTE)
    await database.queue.fail(lane.posts[0], "expired")
    assert await database.queue.due_keys(NOW) == []


async def test_a_retry_waits_for_its_moment_and_counts(database: Any) -> None:
    await put(database, post("c1"))
    [first] = await claim(database)
    await database.queue.record(first, Outcome(Verdict.RETRY, -1), NOW, retry_at=NOW + 2 * SECOND)
    assert await claim(database, NOW + SECOND) == []
    assert await database.queue.next_due() == NOW + 2 * SECOND
    [second] = await claim(database, NOW + 2 * SECOND)
    assert second.attempts == 1


@pytest.mark.parametrize("verdict", [Verdict.SENT, Verdict.UNKNOWN, Verdict.FINAL])
async def test_what_is_settled_is_never_sent_again(database: Any, verdict: Verdict) -> None:
    await put(database, post("c1"))
    [claimed] = await claim(database)
    await database.queue.record(claimed, Outcome(verdict), NOW, retry_at=None)
    assert await database.queue.due_keys(NOW + MINUTE) == []
    assert await database.queue.abandoned(NOW + MINUTE) == []


async def test_an_outcome_is_recorded_once(database: Any) -> None:
    await put(database, post("c1"))
    [claimed] = await claim(database)
    await database.queue.record(claimed, SENT, NOW, retry_at=None)
    await database.queue.record(claimed, Outcome(Verdict.RETRY), NOW, retry_at=NOW)
    assert await claim(database) == []


async def test_a_dead_route_stays_dead_until_its_key_changes(database: Any) -> None:
    await put(database, post("c1"), post("c2"))
    [claimed] = await claim(database, most=1, key="old")
    await database.queue.record(claimed, Outcome(Verdict.DEAD_ROUTE, 93000), NOW, retry_at=None)
    assert await claim(database, NOW + 60 * MINUTE, key="old") == []
    assert (await database.queue.look("robot", "group1", NOW, span=MINUTE, key="old")).disabled
    assert len(await claim(database, key="new")) == 1


async def test_a_dead_robot_is_tried_again_after_a_day_for_it_may_be_back_under_its_old_key(database: Any) -> None:
    await put(database, post("c1"), post("c2"))
    [claimed] = await claim(database, most=1, key="old")
    await database.queue.record(claimed, Outcome(Verdict.DEAD_ROUTE, 93004), NOW, retry_at=None)
    assert await claim(database, NOW + DEAD_FOR - SECOND, key="old") == []
    assert not (await database.queue.look("robot", "group1", NOW + DEAD_FOR, span=MINUTE, key="old")).disabled
    [again] = await claim(database, NOW + DEAD_FOR, key="old")
    await database.queue.record(again, Outcome(Verdict.PAUSED, 45009), NOW + DEAD_FOR, retry_at=None)
    lane = await database.queue.look("robot", "group1", NOW + DEAD_FOR, span=MINUTE, key="old")
    assert (lane.disabled, lane.rests_until) == (False, NOW + DEAD_FOR + REST)


async def test_a_way_that_this_process_has_not_is_open_again_to_the_next(database: Any) -> None:
    await put(database, post("c1", route=Route.APP, target="li"), post("c2", route=Route.APP, target="li"))
    [claimed] = await database.queue.claim("app", "li", NOW, limit=1, span=MINUTE)
    await database.queue.record(claimed, Outcome(Verdict.DEAD_ROUTE), NOW, retry_at=None)
    assert not (await database.queue.look("app", "li", NOW, span=MINUTE)).disabled
    assert len(await database.queue.claim("app", "li", NOW + MINUTE, limit=1, span=MINUTE)) == 1


async def test_what_goes_through_one_api_rests_together(database: Any) -> None:
    await put(database, *(post(f"c{who}", route=Route.APP, target=who) for who in ("li", "wang")), post("c3"))
    [claimed] = await database.queue.claim("app", "li", NOW, limit=1, span=MINUTE)
    await database.queue.record(claimed, Outcome(Verdict.PAUSED, 45009), NOW, retry_at=NOW + REST)
    assert (await database.queue.look("app", "wang", NOW, span=MINUTE)).rests_until == NOW + REST
    assert await database.queue.claim("app", "wang", NOW + REST - SECOND, limit=1, span=MINUTE) == []
    assert len(await database.queue.claim("app", "wang", NOW + REST, limit=1, span=MINUTE)) == 1
    assert len(await claim(database)) == 1


@pytest.mark.parametrize(("retry_at", "rest"), [(None, REST), (NOW + 2 * MINUTE, 2 * MINUTE)])
async def test_a_paused_key_rests(database: Any, retry_at: Any, rest: timedelta) -> None:
    await put(database, post("c1"), post("c2"))
    [claimed] = await claim(database, most=1)
    await database.queue.record(claimed, Outcome(Verdict.PAUSED, 45009), NOW, retry_at=retry_at)
    lane = await database.queue.look("robot", "group1", NOW, span=MINUTE)
    assert lane.rests_until == NOW + rest
    assert await claim(database, NOW + rest - SECOND) == []
    assert "c2" in [one.post.cause for one in await claim(database, NOW + rest)]


async def test_looking_changes_nothing(database: Any) -> None:
    await put(database, post("c1"), post("red", priority=Priority.RED))
    [claimed] = await claim(database, most=1)
    lane = await database.queue.look("robot", "group1", NOW, span=MINUTE)
    assert [one.cause for one in lane.posts] == ["c1"]
    assert lane.tried == (NOW,)
    assert (lane.rests_until, lane.disabled) == (None, False)
    assert claimed.post.cause == "red"


async def test_folding_is_all_or_nothing(database: Any) -> None:
    await put(database, post("a"), post("b"), post("c"))
    lane = await database.queue.look("robot", "group1", NOW, span=MINUTE)
    [taken] = await claim(database, most=1)
    digest = post("digest")
    assert not await database.queue.fold(lane.posts, digest)
    assert await state_of(database, "digest") is None
    assert await database.queue.fold([one for one in lane.posts if one.id != taken.post.id], digest)
    assert [one.post.cause for one in await claim(database)] == ["digest"]


async def test_what_a_dead_process_left_is_found(database: Any) -> None:
    await put(database, post("c1"))
    [claimed] = await claim(database)
    assert await database.queue.abandoned(NOW) == []
    [left] = await database.queue.abandoned(NOW + SECOND)
    assert left == claimed
    await database.queue.record(left, Outcome(Verdict.UNKNOWN), NOW + MINUTE, retry_at=None)
    assert await database.queue.abandoned(NOW + MINUTE) == []


async def test_the_next_moment_is_that_of_the_earliest_post(database: Any) -> None:
    assert await database.queue.next_due() is None
    await put(database, post("a", not_before=NOW + MINUTE), post("b", route=Route.APP, target="li"))
    assert await database.queue.next_due() == NOW
    assert await database.queue.next_due(NOW) == NOW + MINUTE
    assert await database.queue.next_due(NOW + MINUTE) is None


async def test_posts_of_two_communities_with_one_cause_are_two(database: Any) -> None:
    await put(database, post("c1"), replace(post("c1"), community="other"))
    assert sorted(one.post.community for one in await claim(database)) == [HOME, "other"]


async def shown(database: Any, cause: str, code: str = "R", **more: Any) -> Card:
    """A card that was sent, with the code that changes it."""
    card = Card(f"t-{cause}", "#1")
    await put(database, post(cause, route=Route.APP, target="li", card=card, **more))
    [claimed] = await database.queue.claim("app", "li", NOW, limit=20, span=MINUTE)
    await database.queue.record(claimed, Outcome(Verdict.SENT, response_code=code), NOW, retry_at=None)
    return card


async def taken(database: Any, ticket: int, since: Any = NOW - MINUTE, community: str = HOME) -> list[Any]:
    async with database.store.work() as work:
        return list(await work.outbox.take_shown(community, ticket, since))


async def test_a_shown_card_is_given_out_once_with_its_code(database: Any) -> None:
    card = await shown(database, "ticket:1:assigned:0", tickets=(1,))
    await shown(database, "ticket:12:assigned:0", "another", tickets=(12,))
    assert await taken(database, 1, community="elsewhere") == []
    assert await taken(database, 1) == [ShownCard("li", card, "R")]
    assert await taken(database, 1) == []
    assert [one.response_code for one in await taken(database, 12)] == ["another"]


async def test_a_card_shown_too_long_ago_and_one_without_a_code_are_left_alone(database: Any) -> None:
    await shown(database, "ticket:1:assigned:0", tickets=(1,))
    await shown(database, "ticket:1:assigned:1", code="", tickets=(1,))
    assert await taken(database, 1, since=NOW) == []
    assert len(await taken(database, 1)) == 1


async def barred(database: Any) -> None:
    """Something said by the app, which the platform has refused because of our settings."""
    await put(database, *(post(f"c{who}", route=Route.APP, target=who) for who in ("li", "wang")))
    [claimed] = await database.queue.claim("app", "li", NOW, limit=1, span=MINUTE)
    assert not await database.queue.record(claimed, Outcome(Verdict.BARRED, 60020), NOW, retry_at=NOW)


async def by_app(database: Any, target: str, at: Any) -> Any:
    return await database.queue.claim("app", target, at, limit=9, span=MINUTE)


async def test_a_way_that_is_barred_rests_for_all_but_red(database: Any) -> None:
    await barred(database)
    lane = await database.queue.look("app", "wang", NOW, span=MINUTE)
    assert (lane.barred, lane.disabled, lane.rests_until) == (True, False, NOW + BARRED_FOR)
    assert await by_app(database, "wang", NOW) == []
    await put(database, post("red", route=Route.APP, target="wang", priority=Priority.RED))
    assert [one.post.cause for one in await by_app(database, "wang", NOW)] == ["red"]
    assert [one.post.cause for one in await by_app(database, "wang", NOW + BARRED_FOR)] == ["cwang"]


async def test_what_is_sent_opens_a_barred_way_for_all_once(database: Any) -> None:
    await barred(database)
    [claimed] = await by_app(database, "wang", NOW + BARRED_FOR)
    assert await database.queue.record(claimed, SENT, NOW + BARRED_FOR, retry_at=None)
    [held] = await by_app(database, "li", NOW + BARRED_FOR)
    assert (held.post.not_before, held.attempts) == (NOW, 1)
    assert not await database.queue.record(held, SENT, NOW + BARRED_FOR, retry_at=None)


async def test_barred_ways_are_tried_when_told_to_and_other_rests_are_kept(database: Any) -> None:
    await barred(database)
    await put(database, post("c3", route=Route.OA, target="w"), post("c4"))
    for route, target, verdict in (("oa", "w", Verdict.PAUSED), ("robot", "group1", Verdict.DEAD_ROUTE)):
        [claimed] = await database.queue.claim(route, target, NOW, limit=1, span=MINUTE)
        await database.queue.record(claimed, Outcome(verdict), NOW, retry_at=NOW + REST)
    await database.queue.try_barred(NOW)
    assert len(await by_app(database, "wang", NOW)) == 1
    assert (await database.queue.look("oa", "w", NOW, span=MINUTE)).rests_until == NOW + REST
    assert (await database.queue.look("robot", "group1", NOW, span=MINUTE)).disabled
