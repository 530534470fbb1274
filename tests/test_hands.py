"""What is in hand: which message is looked at when."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import replace

import pytest

from bot import ports
from bot.domain.messages import Incoming
from bot.domain.requests import Action, Intent, Reading
from bot.hands import Hands
from tests.contracts.values import HOME, NOW, incoming

SILENT = Reading(Intent.OTHER, Action.SILENT, 0.0)


class Order:
    """A dispatcher that notes who came when. Only what is in `asks` is not met with silence at a glance."""

    def __init__(self) -> None:
        self.asks: set[int] = set()
        self.glanced: list[int] = []
        self.handled: list[int] = []
        self.ending = asyncio.Event()
        self.ending.set()

    def glance(self, message: ports.Message) -> Reading | None:
        self.glanced.append(message.id)
        return None if message.id in self.asks else SILENT

    async def handle(
        self, message_id: int, reading: Reading | None = None, *, awaited: Callable[[], bool]
    ) -> str | None:
        self.handled.append(message_id)
        await self.ending.wait()
        return None if message_id in self.asks else ""


@pytest.fixture
def order() -> Order:
    return Order()


@pytest.fixture
async def hands(order: Order) -> AsyncIterator[Hands]:
    hands = Hands(order)
    yield hands
    await hands.drain(5)


def said(number: int) -> tuple[Incoming, ports.Message]:
    one = replace(incoming(), msgid=f"m{number}")
    return one, ports.Message(number, HOME, one, NOW)


async def test_silence_leaves_nothing_in_hand(order: Order, hands: Hands) -> None:
    one, message = said(1)
    assert hands.begin(1, one, message, alone=True, later=False) is False
    assert (order.glanced, order.handled, len(hands)) == ([1], [], 0)


async def test_what_asks_for_something_is_in_hand_until_it_has_been_handled(order: Order, hands: Hands) -> None:
    order.asks = {1}
    one, message = said(1)
    assert hands.begin(1, one, message, alone=True, later=False) is True
    assert (1 in hands, len(hands)) == (True, 1)
    await hands.drain(5)
    assert (order.handled, 1 in hands, len(hands)) == ([1], False, 0)


async def test_what_is_for_later_is_not_even_looked_at_yet(order: Order, hands: Hands) -> None:
    assert hands.begin(1, *said(1), alone=True, later=True) is True
    assert (order.glanced, order.handled) == ([], [])


async def test_what_is_for_later_lets_those_who_arrive_go_first(order: Order, hands: Hands) -> None:
    hands.arrive(said(2)[0])
    hands.begin(1, *said(1), alone=True, later=True)
    for _ in range(3):
        await asyncio.sleep(0)
    assert order.glanced == []
    hands.has_arrived(said(2)[0])
    await hands.drain(5)
    assert order.glanced == [1]


async def test_what_is_for_later_has_its_turn_even_if_somebody_always_arrives(order: Order, hands: Hands) -> None:
    hands.arrive(said(2)[0])
    hands.begin(1, *said(1), alone=True, later=True)
    await hands.drain(5)
    assert order.glanced == [1]


async def test_what_is_for_later_and_met_with_silence_needs_no_more_than_a_glance(order: Order, hands: Hands) -> None:
    hands.begin(1, *said(1), alone=True, later=True)
    work = hands[1]
    await hands.drain(5)
    assert (order.handled, work.answer, len(hands)) == ([], "", 0)


async def test_what_is_for_later_and_asks_for_something_is_handled(order: Order, hands: Hands) -> None:
    order.asks = {1}
    hands.begin(1, *said(1), alone=True, later=True)
    work = hands[1]
    await hands.drain(5)
    assert (order.handled, work.answer, len(hands)) == ([1], None, 0)


async def test_what_has_not_had_its_turn_when_time_is_up_is_left_to_the_re_drive(order: Order, hands: Hands) -> None:
    hands.arrive(said(2)[0])
    hands.begin(1, *said(1), alone=True, later=True)
    work = hands[1]
    await hands.drain(0)
    assert (order.glanced, work.ended.cancelled()) == ([], True)


async def test_a_talk_keeps_its_order_when_its_first_word_was_for_later(order: Order, hands: Hands) -> None:
    order.asks = {1, 2, 3, 4}
    for number in (1, 2, 3):
        hands.begin(number, *said(number), alone=True, later=True)
    hands.begin(4, said(4)[0], None, alone=True, later=False)
    await hands.drain(5)
    assert order.handled == [1, 2, 3, 4]


async def in_one_talk(order: Order, hands: Hands, numbers: Iterable[int]) -> None:
    """Messages of one talk that are in hand together, each of which came by itself out of the inbox."""
    for number in numbers:
        hands.begin(number, *said(number), alone=number == 1, later=True)
    await hands.drain(5)


async def test_after_silence_alone_the_next_of_a_talk_needs_no_more_than_a_glance(order: Order, hands: Hands) -> None:
    await in_one_talk(order, hands, (1, 2, 3))
    assert (order.glanced, order.handled) == ([1, 2, 3], [])


async def test_after_an_answer_the_next_of_a_talk_is_not_read_by_itself(order: Order, hands: Hands) -> None:
    order.asks = {2}
    await in_one_talk(order, hands, (1, 2, 3))
    assert (order.glanced, order.handled) == ([1, 2], [2, 3])


async def test_what_comes_when_a_talk_has_ended_is_read_by_itself_again(order: Order, hands: Hands) -> None:
    order.asks = {1}
    await in_one_talk(order, hands, (1,))
    await in_one_talk(order, hands, (2,))
    assert (order.glanced, order.handled) == ([1, 2], [1])


async def test_only_so_many_that_went_in_turn_are_handled_side_by_side(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.hands.MOST_AT_ONCE", 2)
    hands = Hands(order)
    order.asks, order.ending = {1, 2, 3}, asyncio.Event()
    for number in (1, 2, 3):
        hands.begin(number, *said(number), alone=True, later=True)
    for _ in range(20):
        await asyncio.sleep(0)
    assert order.handled == [1, 2]
    order.ending.set()
    await hands.drain(5)
    assert order.handled == [1, 2, 3]


async def test_only_work_that_ended_in_silence_is_known_to_have_no_answer(order: Order, hands: Hands) -> None:
    order.asks = {2}
    for number in (1, 2):
        hands.begin(number, said(number)[0], None, alone=True, later=False)
    works = [hands[1], hands[2]]
    assert [work.answer for work in works] == [None, None]
    await hands.drain(5)
    assert [work.answer for work in works] == ["", None]
