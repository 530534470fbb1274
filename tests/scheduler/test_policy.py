from datetime import datetime, timedelta

import pytest

from bot.domain.delivery import BACKOFF, REST, Outcome, Post, Priority, Verdict
from bot.ports import Claimed, Lane
from scheduler import policy
from tests.scheduler.world import START, post, robot, seconds


def decide(verdict: Verdict, attempts: int = 0, priority: Priority = Priority.ORDINARY, after: float = 0) -> object:
    outcome = Outcome(verdict, after=seconds(after))
    return policy.decide(Claimed(post("p", priority), 1, attempts), outcome, START)


@pytest.mark.parametrize(("attempts", "wait"), list(enumerate(BACKOFF)))
def test_what_surely_was_not_delivered_is_tried_again_by_the_table(attempts: int, wait: timedelta) -> None:
    assert decide(Verdict.RETRY, attempts) == policy.Decision(START + wait)


@pytest.mark.parametrize(
    ("verdict", "priority", "table", "even"),
    [
        (Verdict.RETRY, Priority.ORDINARY, len(BACKOFF), policy.AWAY_WAIT),
        (Verdict.RETRY, Priority.RED, 3, policy.AWAY_WAIT_RED),
        (Verdict.PAUSED, Priority.ORDINARY, 0, REST),
        (Verdict.PAUSED, Priority.RED, 0, REST),
    ],
)
def test_a_platform_that_is_away_is_asked_evenly_for_a_day_and_then_the_post_is_given_up_and_told(
    verdict: Verdict, priority: Priority, table: int, even: timedelta
) -> None:
    last = table + timedelta(days=1) // even
    for attempts in (table + 5, last - 1):
        assert decide(verdict, attempts, priority) == policy.Decision(START + even)
    assert decide(verdict, last, priority) == policy.Decision(tell=Verdict.FINAL)


def test_a_longer_wait_asked_by_the_remote_wins() -> None:
    assert decide(Verdict.RETRY, after=100) == policy.Decision(START + seconds(100))


def test_those_who_were_too_many_at_once_do_not_come_back_together() -> None:
    crowded = Outcome(Verdict.RETRY, 45033)
    back = [policy.decide(Claimed(post(f"p{one}"), 1, 0), crowded, START).retry_at for one in range(9)]
    assert len(set(back)) == 9
    assert all(at is not None and BACKOFF[0] <= at - START < 2 * BACKOFF[0] for at in back)


def test_a_paused_key_waits_for_the_rest_whatever_the_attempt() -> None:
    assert decide(Verdict.PAUSED, 0) == policy.Decision(START + REST)
    assert decide(Verdict.PAUSED, 4) == policy.Decision(START + REST)


@pytest.mark.parametrize("verdict", [Verdict.FINAL, Verdict.DEAD_ROUTE])
@pytest.mark.parametrize("priority", list(Priority))
def test_what_can_never_arrive_is_told_and_never_tried_again(verdict: Verdict, priority: Priority) -> None:
    assert decide(verdict, priority=priority) == policy.Decision(tell=verdict)


@pytest.mark.parametrize("priority", list(Priority))
def test_unknown_is_never_tried_again_and_told_only_for_red(priority: Priority) -> None:
    told = Verdict.UNKNOWN if priority is Priority.RED else None
    assert decide(Verdict.UNKNOWN, priority=priority) == policy.Decision(tell=told)


def test_red_is_told_by_another_route_after_three_failures_and_still_tried_here() -> None:
    assert decide(Verdict.RETRY, 1, Priority.RED) == policy.Decision(START + BACKOFF[1])
    assert decide(Verdict.RETRY, 2, Priority.RED) == policy.Decision(START + BACKOFF[2], Verdict.UNKNOWN)


def test_the_robot_of_a_group_gives_its_limits_and_a_group_without_one_is_unreachable() -> None:
    limits = policy.limits(("robot", "g1"), robot)
    assert (limits.limit, limits.reserve, limits.key, limits.secret) == (20, 4, "g1", "secret of g1")
    assert not policy.limits(("robot", "bare-1"), robot).reachable


def test_one_member_gets_at_most_thirty_app_messages_a_minute_a_thousand_an_hour_and_red_finds_room() -> None:
    limits = policy.limits(("app", "zhang"), robot)
    assert limits.limit <= 30
    assert limits.limit * 60 <= 1000
    assert 0 < limits.reserve < limits.limit
    assert policy.limits(("reply", "7"), robot) == policy.Limits(policy.NO_LIMIT)


def test_a_post_has_expired_at_its_very_moment() -> None:
    assert policy.expired(post("p", expires_at=START), START)
    assert not policy.expired(post("p", expires_at=START), START - seconds(1))
    assert not policy.expired(post("p"), START)


@pytest.mark.parametrize(
    ("posts", "tried", "rests", "opens"),
    [
        ((), (START,), None, None),
        ((post("p"),), (START, START + seconds(5)), None, START + seconds(60)),
        ((post("p"),), (), START + seconds(65), START + seconds(65)),
        ((post("p"),), (START,), START + seconds(65), START + seconds(65)),
    ],
)
def test_a_lane_opens_when_its_oldest_attempt_leaves_and_its_rest_is_over(
    posts: tuple[Post, ...], tried: tuple[datetime, ...], rests: datetime | None, opens: datetime | None
) -> None:
    assert policy.opens_at(Lane(posts, tried, rests), policy.limits(("robot", "g1"), robot)) == opens
