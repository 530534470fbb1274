"""The law of the window: whatever is queued, however many senders there are, whatever restarts."""

import asyncio
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.delivery import PostState, Priority
from tests.fakes.store import FakeStore
from tests.scheduler.plays import BURSTS, STEPS, Burst, Play, Step


def fake_states(store: FakeStore) -> dict[str, PostState]:
    return {one.cause: one.state for one in store.posts()}


def played(steps: list[Step]) -> tuple[Play, FakeStore]:
    store = FakeStore()
    play = Play(store)
    asyncio.run(play.run(steps))
    return play, store


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_no_robot_says_more_than_twenty_things_in_any_sixty_seconds(steps: list[Step]) -> None:
    played(steps)[0].check_window()


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_nothing_is_lost(steps: list[Step]) -> None:
    play, store = played(steps)
    play.check_nothing_lost(fake_states(store))


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_what_may_have_arrived_is_never_said_again(steps: list[Step]) -> None:
    played(steps)[0].check_nothing_doubled()


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_only_ordinary_posts_are_ever_folded(steps: list[Step]) -> None:
    _, store = played(steps)
    folded = [one for one in store.posts() if one.state is PostState.FOLDED]
    assert all(one.priority is Priority.ORDINARY for one in folded)


@settings(max_examples=60, deadline=None)
@given(st.lists(BURSTS, min_size=1, max_size=4))
def test_red_goes_first(bursts: list[Burst]) -> None:
    play = Play(FakeStore())

    async def all_at_once() -> None:
        for burst in bursts:
            await play.queue(burst.posts)
        await play.sender.flush()

    asyncio.run(all_at_once())
    by_target = defaultdict(list)
    for send in play.world.courier.sends:
        by_target[send.post.target].append(send.post.priority)
    assert all(priorities == sorted(priorities) for priorities in by_target.values())
