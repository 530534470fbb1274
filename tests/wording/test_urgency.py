"""How it is said that something became more urgent, and why."""

import pytest

from bot.domain.urgency import Ground, Urgency, Verdict
from bot.wording import urgency as say


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_has_words_and_can_be_hidden(ground: Ground) -> None:
    verdict = Verdict(Urgency.YELLOW, (ground,))
    shown = say.became(verdict, ())
    assert shown.startswith("升为尽快：")
    assert say.became(verdict, {ground}) == "升为尽快：另有原因" != shown


def test_what_is_hidden_leaves_the_rest() -> None:
    both = Verdict(Urgency.YELLOW, (Ground.NIGHT, Ground.PERSON))
    assert say.became(both, ()) == "升为尽快：夜里；住户需要照顾"
    assert say.became(both, {Ground.PERSON}) == "升为尽快：夜里；另有原因"
