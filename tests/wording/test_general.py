import pytest

from bot.domain.requests import UNASKED, Slot
from bot.wording import general

#: Asked where more is known than the slot: beside the tickets, on a card, beside the rating.
ELSEWHERE = frozenset({Slot.WHICH, Slot.RESULT, Slot.WHOM, Slot.AGAIN})


@pytest.mark.parametrize("slot", sorted(set(Slot) - ELSEWHERE - UNASKED))
def test_every_slot_has_a_question(slot: Slot) -> None:
    assert general.question(slot, ("还要吗？",)).endswith(("？", "。"))
