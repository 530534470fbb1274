"""Every refusal has its sentence, and none repeats what somebody typed with its powers."""

import pytest

from bot.domain.errors import Refused
from bot.domain.tickets import STATELESS, Move, State
from bot.wording import refusals


@pytest.mark.parametrize("move", [one for one in Move if one not in STATELESS | {Move.OPEN}])
@pytest.mark.parametrize("state", State)
def test_every_impossible_move_is_refused_in_words(state: State, move: Move) -> None:
    said = refusals.refused(Refused("no_such_move", (state.value, move.value)))
    assert "不能" in said
    assert state.value not in said
    assert move.value not in said


@pytest.mark.parametrize("move", [one for one in Move if one not in STATELESS | {Move.OPEN}])
def test_every_forbidden_move_is_refused_in_words(move: Move) -> None:
    assert "负责的人" in refusals.refused(Refused("not_allowed", (move.value,)))


def test_a_name_nobody_has_is_repeated_without_powers() -> None:
    assert "@" not in refusals.refused(Refused("no_person", ("@all",)))


def test_an_unworded_refusal_is_a_bug() -> None:
    with pytest.raises(KeyError):
        refusals.refused(Refused("nobody_thought_of_it"))
