import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.domain import requests
from bot.domain.delivery import BACKOFF, REST, Outcome, Post, PostState, Priority, Route, Verdict
from bot.ports import Claimed
from scheduler import policy
from scheduler.delivery import LEASE, Delivery, Outside
from tests.fakes.store import FakeStore
from tests.scheduler.world import START, World, lines, post, put, robot, seconds, states

MINUTE = timedelta(minutes=1)
RETRY = Outcome(Verdict.RETRY)
UNKNOWN = Outcome(Verdict.UNKNOWN)


class Killed(BaseException):
    """The process ends here."""


def kill_at(point: str) -> Callable[[str], None]:
    def probe(reached: str) -> None:
        if reached == point:
            raise Killed

    return probe


async def test_a_due_post_is_sent_with_the_key_of_its_group(world: World, store: FakeStore) -> None:
    await put(store, post("p"))
    assert await world.sender().flush() == 1
    assert [(send.key, send.post.cause) for send in world.courier.sends] == [("secret of g1", "p")]
    assert states(store) == {"p": "sent"}


async def test_a_post_held_back_waits_for_its_moment(world: World, store: FakeStore) -> None:
    await put(store, post("p", at=START + MINUTE))
    sender = world.sender()
    assert await sender.flush() == 0
    assert await sender.next_due(START) == START + MINUTE
    world.clock.set(START + MINUTE)
    assert await sender.flush() == 1


async def test_one_target_hears_the_most_urgent_first_and_then_in_order(world: World, store: FakeStore) -> None:
    urgent = [post("u1", Priority.URGENT), post("u2", Priority.URGENT)]
    await put(store, post("o1"), urgent[0], post("o2"), post("r", Priority.RED), urgent[1])
    await world.sender().flush()
    assert world.courier.causes == ["r", "u1", "u2", "o1", "o2"]


async def test_with_one_place_in_flight_a_red_target_goes_before_the_others(world: World, store: FakeStore) -> None:
    await put(store, post("o", target="g1"), post("r", Priority.RED, target="g2"))
    await world.sender(in_flight=1).flush()
    assert world.courier.causes == ["r", "o"]


async def test_a_failed_attempt_is_repeated_by_the_table_and_what_is_given_up_is_told(
    world: World, store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "GIVE_UP_AFTER", 2 * policy.AWAY_WAIT)
    await put(store, post("p"))
    world.courier.script["p"] = [RETRY] * (len(BACKOFF) + 3)
    await world.until(world.sender(), START + timedelta(hours=1))
    times = [send.at for send in world.courier.sends]
    assert [later - sooner for sooner, later in pairwise(times)] == [*BACKOFF, policy.AWAY_WAIT, policy.AWAY_WAIT]
    assert states(store) == {"p": "failed"}
    assert world.dispatcher.undelivered == [("p", Verdict.FINAL)]


@pytest.mark.parametrize("away", [RETRY, Outcome(Verdict.RETRY, -1), Outcome(Verdict.PAUSED, 45009, REST)])
@pytest.mark.parametrize("priority", [Priority.RED, Priority.ORDINARY])
async def test_a_platform_that_is_away_for_hours_loses_nothing(
    world: World, store: FakeStore, priority: Priority, away: Outcome
) -> None:
    await put(store, post("p", priority))
    world.courier.script["p"] = [away] * 35
    await world.until(world.sender(), START + timedelta(hours=4))
    assert states(store) == {"p": "sent"}


async def test_a_busy_platform_is_tried_three_times_with_longer_waits_and_then_now_and_again(
    world: World, store: FakeStore
) -> None:
    await put(store, post("p"))
    world.courier.script["p"] = [Outcome(Verdict.RETRY, -1)] * 5
    await world.until(world.sender(), START + timedelta(hours=1))
    assert [(send.at - START).total_seconds() for send in world.courier.sends] == [0, 10, 70, 370, 670, 970]
    assert states(store) == {"p": "sent"}


async def test_a_red_post_comes_back_soon_to_a_busy_platform(world: World, store: FakeStore) -> None:
    await put(store, post("p", Priority.RED))
    world.courier.script["p"] = [Outcome(Verdict.RETRY, -1)]
    await world.until(world.sender(), START + MINUTE)
    assert [(send.at - START).total_seconds() for send in world.courier.sends] == [0, 2]


async def test_a_paused_key_rests_and_nothing_else_is_sent_by_it(world: World, store: FakeStore) -> None:
    await put(store, post("a"))
    world.courier.script["a"] = [Outcome(Verdict.PAUSED, 45009)]
    sender = world.sender()
    await sender.flush()
    await put(store, post("b", Priority.RED))
    world.clock.set(START + REST - seconds(1))
    assert await sender.flush() == 0
    assert await sender.next_due(world.clock.now()) == START + REST
    world.clock.set(START + REST)
    await sender.flush()
    assert world.courier.causes == ["a", "b", "a"]


@pytest.mark.parametrize("priority", [Priority.ANSWER, Priority.URGENT, Priority.ORDINARY])
async def test_an_unknown_outcome_is_never_sent_again(world: World, store: FakeStore, priority: Priority) -> None:
    await put(store, post("p", priority))
    world.courier.script["p"] = [UNKNOWN]
    await world.until(world.sender(), START + timedelta(days=1))
    assert world.courier.causes == ["p"]
    assert states(store) == {"p": "unknown"}
    assert world.dispatcher.undelivered == []


async def test_an_unknown_red_goes_once_more_by_the_route_the_handler_names(world: World, store: FakeStore) -> None:
    await put(store, post("p", Priority.RED))
    world.courier.script["p"] = [UNKNOWN]
    world.dispatcher.says = lambda request, now: [post("p:app", Priority.RED, route=Route.APP, target="li", at=now)]
    await world.until(world.sender(), START + timedelta(days=1))
    assert [(send.post.cause, send.post.route) for send in world.courier.sends] == [
        ("p", Route.ROBOT),
        ("p:app", Route.APP),
    ]
    assert world.dispatcher.undelivered == [("p", Verdict.UNKNOWN)]


async def test_a_courier_that_raises_leaves_the_outcome_unknown(world: World, store: FakeStore) -> None:
    await put(store, post("p"), post("q"))
    world.courier.script["p"] = [RuntimeError("a bug")]
    await world.sender().flush()
    assert states(store) == {"p": "unknown", "q": "sent"}


async def test_a_dead_route_is_told_and_so_is_whatever_waits_for_it(world: World, store: FakeStore) -> None:
    await put(store, post("a", Priority.URGENT), post("b"), post("elsewhere", target="g2"))
    world.courier.script["a"] = [Outcome(Verdict.DEAD_ROUTE, 93000)]
    await world.sender().flush()
    await put(store, post("later"))
    await world.sender().flush()
    assert world.dispatcher.undelivered == [(cause, Verdict.DEAD_ROUTE) for cause in ("a", "b", "later")]
    assert world.courier.causes == ["a", "elsewhere"]
    assert states(store) == {"a": "failed", "b": "failed", "elsewhere": "sent", "later": "failed"}


async def test_a_group_without_a_robot_is_a_dead_route(world: World, store: FakeStore) -> None:
    await put(store, post("p", target="bare-1"))
    await world.sender().flush()
    assert world.dispatcher.undelivered == [("p", Verdict.DEAD_ROUTE)]
    assert states(store) == {"p": "failed"}


async def test_an_expired_post_is_not_sent_and_told(world: World, store: FakeStore) -> None:
    late = post("p", route=Route.REPLY, target="7", expires_at=START)
    await put(store, late, post("q", route=Route.REPLY, target="8"))
    await world.sender().flush()
    assert states(store) == {"p": "failed", "q": "sent"}
    assert world.dispatcher.undelivered == [("p", Verdict.FINAL)]


async def test_a_robot_says_at_most_sixteen_things_a_minute_and_keeps_four_places_for_red(
    world: World, store: FakeStore
) -> None:
    await put(store, *(post(f"u{number}", Priority.URGENT) for number in range(20)))
    sender = world.sender()
    assert await sender.flush() == 16
    await put(store, *(post(f"r{number}", Priority.RED) for number in range(6)))
    assert await sender.flush() == 4
    assert await sender.next_due(world.clock.now()) == START + MINUTE
    world.clock.set(START + MINUTE)
    await sender.flush()
    assert world.courier.causes[-6:] == ["r4", "r5", "u16", "u17", "u18", "u19"]


async def test_two_groups_with_one_webhook_share_its_window(world: World, store: FakeStore) -> None:
    targets = ["shared-1", "shared-2"]
    await put(store, *(post(f"u{number}", Priority.URGENT, target=targets[number % 2]) for number in range(30)))
    await world.sender().flush()
    assert len(world.courier.sends) == 16


async def test_ordinary_posts_that_do_not_fit_go_out_as_one_digest(world: World, store: FakeStore) -> None:
    await put(store, *(post(f"o{number}") for number in range(25)), post("u", Priority.URGENT))
    await world.sender().flush()
    assert world.courier.causes[0] == "u"
    assert len(world.courier.sends) == 2
    digest = world.courier.sends[1].post
    assert digest.body.startswith("25 条")
    assert all(f"<o{number}>" in digest.body for number in range(25))
    assert {one.state for one in store.posts() if one.cause.startswith("o")} == {PostState.FOLDED}


async def test_ordinary_posts_wait_in_the_full_window_and_are_folded_when_it_opens(
    world: World, store: FakeStore
) -> None:
    sender = world.sender()
    await put(store, *(post(f"a{number}") for number in range(16)))
    await sender.flush()
    world.clock.set(START + seconds(20))
    await put(store, *(post(f"b{number}", at=world.clock.now()) for number in range(20)))
    assert await sender.flush() == 0
    await world.until(sender, START + MINUTE)
    assert len(world.courier.sends) == 17
    assert world.courier.sends[-1].at == START + MINUTE
    assert world.courier.sends[-1].post.body.startswith("20 条")


async def test_if_the_digest_cannot_be_worded_the_posts_go_singly(world: World, store: FakeStore) -> None:
    def broken(posts: Sequence[Post]) -> str:
        raise RuntimeError("a bug")

    await put(store, *(post(f"o{number}") for number in range(30)), post("r", Priority.RED))
    outside = Outside(store.queue, world.courier, world.dispatcher, world.clock, robot, broken)
    await Delivery(outside).flush()
    assert world.courier.causes == ["r", *(f"o{number}" for number in range(15))]


async def test_every_attempt_is_counted_with_its_route_and_outcome(world: World, store: FakeStore) -> None:
    counted: list[tuple[Route, Verdict]] = []
    await put(store, post("p"), post("q", target="g2"))
    world.courier.script["q"] = [UNKNOWN]
    outside = Outside(
        store.queue,
        world.courier,
        world.dispatcher,
        world.clock,
        robot,
        lines,
        on_send=lambda route, verdict: counted.append((route, verdict)),
    )
    await Delivery(outside).flush()
    assert sorted(counted) == [(Route.ROBOT, Verdict.SENT), (Route.ROBOT, Verdict.UNKNOWN)]


async def test_a_process_killed_after_the_answer_does_not_send_again(world: World, store: FakeStore) -> None:
    await put(store, post("o"), post("r", Priority.RED, target="g2"))
    await world.sender(kill_at("sent")).flush()
    assert states(store) == {"o": "sending", "r": "sending"}
    survivor = world.sender()
    world.clock.set(START + LEASE)
    assert await survivor.settle_abandoned() == 0
    world.clock.set(START + LEASE + seconds(1))
    assert await survivor.settle_abandoned() == 2
    await survivor.flush()
    assert sorted(world.courier.causes) == ["o", "r"]
    assert states(store) == {"o": "unknown", "r": "unknown"}
    assert world.dispatcher.undelivered == [("r", Verdict.UNKNOWN)]


async def test_a_process_killed_before_the_call_leaves_an_attempt_that_counts(world: World, store: FakeStore) -> None:
    await put(store, post("killed", Priority.URGENT))
    await world.sender(kill_at("claimed")).flush()
    assert world.courier.sends == []
    await put(store, *(post(f"u{number}", Priority.URGENT) for number in range(20)))
    await world.sender().flush()
    assert len(world.courier.sends) == 15


async def test_an_outcome_nobody_could_be_told_of_stays_open_until_its_lease_ends(
    world: World, store: FakeStore
) -> None:
    await put(store, post("p"), post("q"))
    world.courier.script["p"] = [Outcome(Verdict.FINAL, 40058)]
    world.dispatcher.broken = {"p"}
    await world.sender().flush()
    assert states(store) == {"p": "sending", "q": "sent"}
    world.clock.set(START + LEASE + seconds(1))
    await world.sender().settle_abandoned()
    assert states(store) == {"p": "unknown", "q": "sent"}


async def test_a_stopped_sender_starts_nothing_more(world: World, store: FakeStore) -> None:
    await put(store, post("p"))
    sender = world.sender()
    await sender.start_due()
    await asyncio.wait(sender.stop())
    assert states(store)["p"] in {"sent", "queued"}
    await put(store, post("q", target="g2"))
    assert await sender.start_due() >= 1
    assert await sender.flush() == 0
    assert states(store)["q"] == "queued"


async def test_an_outcome_that_cannot_be_recorded_does_not_hold_up_those_after_it(
    world: World, store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(store, post("p"), post("q", target="g2"))
    with pytest.raises(Killed):
        await world.sender(kill_at("claimed"))._visit(("robot", "g1"))
    with pytest.raises(Killed):
        await world.sender(kill_at("claimed"))._visit(("robot", "g2"))
    world.clock.set(START + LEASE + seconds(1))
    recording = store.queue.record

    async def record(claimed: Claimed, *rest: Any, **more: Any) -> bool:
        if claimed.post.cause == "p":
            raise KeyError("outcome")
        return await recording(claimed, *rest, **more)

    monkeypatch.setattr(store.queue, "record", record)
    assert await world.sender().settle_abandoned() == 2
    assert states(store) == {"p": "sending", "q": "unknown"}


async def test_a_post_that_cannot_be_given_up_does_not_hold_up_what_waits_behind_it(
    world: World, store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(store, post("old", expires_at=START), post("new"))

    async def fail(*_: object) -> None:
        raise KeyError("reason")

    monkeypatch.setattr(store.queue, "fail", fail)
    await world.sender().flush()
    assert states(store) == {"old": "queued", "new": "sent"}


@pytest.mark.parametrize(("outcome", "late"), [(Outcome(Verdict.FINAL, 60011), False), (Outcome(Verdict.RETRY), True)])
async def test_what_was_refused_is_told_from_what_was_given_up_with_time(
    world: World, store: FakeStore, outcome: Outcome, late: bool
) -> None:
    await put(store, post("p"))
    world.courier.script["p"] = [outcome] * 400
    await world.until(world.sender(), START + timedelta(days=2))
    assert [one.late for _, one in world.dispatcher.ran if isinstance(one, requests.Undelivered)] == [late]
