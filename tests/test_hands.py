"""What is in hand: which message is looked at when."""

import asyncio
from collections.abc import AsyncIterator, Callable
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

    def glance(self, message: ports.Message) -> Reading | None:
        self.glanced.append(message.id)
        return None if message.id in self.asks else SILENT

    async def handle(
        self,
        message_id: int,
        said: ports.Message | None = None,
        reading: Reading | None = None,
        *,
        awaited: Callable[[], bool],
    ) -> str | None:
        self.handled.append(message_id)
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
    assert hands.begin(1, one, message, later=False) is False
    assert (order.glanced, order.handled, len(hands)) == ([1], [], 0)


async def test_what_asks_for_something_is_in_hand_until_it_has_been_handled(order: Order, hands: Hands) -> None:
    order.asks = {1}
    one, message = said(1)
    assert hands.begin(1, one, message, later=False) is True
    assert (1 in hands, len(hands)) == (True, 1)
    await hands.drain(5)
    assert (order.handled, 1 in hands, len(hands)) == ([1], False, 0)


async def test_what_is_for_later_is_not_even_looked_at_yet(order: Order, hands: Hands) -> None:
    assert hands.begin(1, *said(1), later=True) is True
    assert (order.glanced, order.handled) == ([], [])


async def test_what_is_for_later_lets_those_who_arrive_go_first(order: Order, hands: Hands) -> None:
    with hands.taking(said(2)[0]):
        hands.begin(1, *said(1), later=True)
        for _ in range(3):
            await asyncio.sleep(0)
        assert order.glanced + order.handled == []
    await hands.drain(5)
    assert order.handled == [1]


async def test_what_is_for_later_has_its_turn_even_if_somebody_always_arrives(order: Order, hands: Hands) -> None:
    with hands.taking(said(2)[0]):
        hands.begin(1, *said(1), later=True)
        await hands.drain(5)
        assert order.handled == [1]


async def test_a_talk_keeps_its_order_when_its_first_word_was_for_later(order: Order, hands: Hands) -> None:
    for number in (1, 2, 3):
        hands.begin(number, *said(number), later=True)
    hands.begin(4, said(4)[0], None, later=False)
    await hands.drain(5)
    assert order.handled == [1, 2, 3, 4]


async def test_only_work_that_ended_in_silence_is_known_to_have_no_answer(order: Order, hands: Hands) -> None:
    order.asks = {2}
    for number in (1, 2):
        hands.begin(number, said(number)[0], None, later=False)
    works = [hands[1], hands[2]]
    assert [work.answer for work in works] == [None, None]
    await hands.drain(5)
    assert [work.answer for work in works] == ["", None]
