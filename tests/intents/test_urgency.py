"""How urgent words sound."""

import pytest

from bot.domain.urgency import Urgency
from intents import urgency


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("电线裸露在外面", Urgency.RED),
        ("护栏断了下面是河", Urgency.RED),
        ("楼道积水好几天", Urgency.YELLOW),
        ("草坪黄了", Urgency.BLUE),
    ],
)
def test_words_press_or_do_not(line: str, level: Urgency) -> None:
    assert urgency.heard(line) is level
