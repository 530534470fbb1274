"""A platform that refuses our settings (60020, 40001): what was to be said waits, and goes out once they are mended."""

from datetime import timedelta

from bot.domain.delivery import BARRED_FOR, Outcome, Post, Priority, Route, Verdict
from bot.domain.requests import Undelivered
from scheduler import policy
from tests.fakes.store import FakeStore
from tests.scheduler.world import START, World, put, seconds, states
from tests.scheduler.world import post as any_post

BARRED = Outcome(Verdict.BARRED, 60020)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def post(cause: str, priority: Priority = Priority.ORDINARY, **more: object) -> Post:
    return any_post(cause, priority, target="li", route=Route.APP, **more)  # type: ignore[arg-type]


async def test_what_is_refused_because_of_a_setting_goes_out_by_itself_in_order_and_once(
    world: World, store: FakeStore
) -> None:
    await put(store, post("a"), post("b"), post("u", Priority.URGENT))
    world.courier.script["u"] = [BARRED] * 3
    await world.until(world.sender(), START + HOUR)
    assert world.courier.causes == ["u", "u", "u", "u", "a", "b"]
    assert [send.at - START for send in world.courier.sends[1:4]] == [BARRED_FOR, 2 * BARRED_FOR, 3 * BARRED_FOR]
    assert set(states(store).values()) == {"sent"}


async def test_a_barred_way_is_tried_by_one_post_and_not_by_all(world: World, store: FakeStore) -> None:
    await put(store, *(post(f"p{number}") for number in range(9)))
    world.courier.script["p0"] = [BARRED] * 20
    await world.until(world.sender(), START + HOUR)
    assert set(world.courier.causes) == {"p0"}
    assert len(world.courier.causes) == 13


async def test_what_waits_behind_a_barred_way_keeps_to_the_rate(world: World, store: FakeStore) -> None:
    await put(store, *(post(f"p{number}") for number in range(policy.APP_PER_MINUTE)))
    world.courier.script["p0"] = [BARRED]
    await world.until(world.sender(), START + BARRED_FOR)
    ordinary = policy.APP_PER_MINUTE - policy.APP_PER_MINUTE // policy.RESERVED
    assert list(states(store).values()).count("sent") == ordinary
    await world.until(world.sender(), START + HOUR)
    assert set(states(store).values()) == {"sent"}


async def test_a_danger_alarm_knocks_at_once_and_each_minute_and_is_told_another_way_too(
    world: World, store: FakeStore
) -> None:
    await put(store, post("a"))
    world.courier.script["a"] = [BARRED]
    sender = world.sender()
    await sender.flush()
    world.clock.set(START + seconds(30))
    await put(store, post("red", Priority.RED, at=world.clock.now()))
    world.courier.script["red"] = [BARRED] * 2
    await world.until(sender, START + 3 * MINUTE)
    assert world.courier.causes == ["a", "red", "red", "red", "a"]
    assert [send.at - START for send in world.courier.sends] == [seconds(s) for s in (0, 30, 90, 150, 150)]
    assert world.dispatcher.undelivered == [("a", Verdict.BARRED), *[("red", Verdict.BARRED)] * 2]


async def test_an_alarm_that_gets_through_opens_the_way_for_all(world: World, store: FakeStore) -> None:
    await put(store, post("a"))
    world.courier.script["a"] = [BARRED]
    sender = world.sender()
    await sender.flush()
    await put(store, post("red", Priority.RED))
    await sender.flush()
    assert world.courier.causes == ["a", "red", "a"]
    assert set(states(store).values()) == {"sent"}


async def test_a_new_start_does_not_wait_for_the_next_look_because_settings_may_be_others(
    world: World, store: FakeStore
) -> None:
    await put(store, post("a"))
    world.courier.script["a"] = [BARRED]
    await world.sender().flush()
    again = world.sender()
    await again.flush()
    assert world.courier.causes == ["a"]
    await again.try_barred()
    await again.flush()
    assert states(store) == {"a": "sent"}


async def test_what_is_a_day_late_behind_a_barred_way_is_given_up_and_told(world: World, store: FakeStore) -> None:
    await put(store, post("old"), post("new", at=START + DAY - MINUTE), post("menu", expires_at=START + HOUR))
    world.courier.script["old"] = [BARRED] * 300
    world.courier.script["new"] = [BARRED]
    await world.until(world.sender(), START + DAY + HOUR)
    assert states(store) == {"old": "failed", "new": "sent", "menu": "failed"}
    final = [one for _, one in world.dispatcher.ran if isinstance(one, Undelivered) and one.verdict is Verdict.FINAL]
    assert [(one.post.cause, one.late) for one in final] == [("menu", True), ("old", True)]


async def test_what_is_old_only_because_the_service_was_off_is_still_said(world: World, store: FakeStore) -> None:
    await put(store, post("old"))
    world.clock.set(START + 2 * DAY)
    await world.sender().flush()
    assert states(store) == {"old": "sent"}


async def test_a_red_post_that_is_barred_for_a_day_is_given_up(world: World, store: FakeStore) -> None:
    await put(store, post("red", Priority.RED))
    world.courier.script["red"] = [BARRED] * 2000
    await world.until(world.sender(), START + DAY + HOUR)
    assert states(store) == {"red": "failed"}
    assert len(world.courier.causes) == DAY // policy.AWAY_WAIT_RED + 1


async def test_an_answer_that_is_barred_takes_its_next_way_at_once(world: World, store: FakeStore) -> None:
    await put(store, any_post("reply", Priority.ANSWER, target="7", route=Route.REPLY))
    world.courier.script["reply"] = [BARRED]
    await world.until(world.sender(), START + HOUR)
    assert states(store) == {"reply": "failed"}
    assert world.dispatcher.undelivered == [("reply", Verdict.FINAL)]


async def test_robots_have_no_part_in_it(world: World, store: FakeStore) -> None:
    await put(store, post("a"), any_post("said"))
    world.courier.script["a"] = [BARRED]
    await world.sender().flush()
    assert states(store) == {"a": "queued", "said": "sent"}
