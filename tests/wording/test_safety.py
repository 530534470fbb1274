"""What to do comes first, and that a group is no emergency call."""

import pytest

from bot.wording import safety
from intents import sources

DANGERS = sorted(sources.table_of("safety_dangers.toml"))


@pytest.mark.parametrize("kind", ["fire", "gas", "lift_trapped", "something new"])
def test_every_advice_says_whom_to_call_and_that_the_group_is_no_substitute(kind: str) -> None:
    said = safety.advice(kind)
    assert said.startswith("⚠️")
    assert "本群不能代替110/119/120" in said


@pytest.mark.parametrize("kind", DANGERS)
def test_every_danger_that_can_be_understood_has_advice_of_its_own(kind: str) -> None:
    assert safety.advice(kind) != safety.advice("something new")


def test_a_danger_of_no_known_kind_gets_the_advice_of_its_category() -> None:
    assert safety.advice("", "medical") == safety.advice("medical")
    assert safety.advice("", "other_hazard") == safety.advice("something new")
