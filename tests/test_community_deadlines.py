"""[[tickets.deadlines]] in a community file."""

from pathlib import Path

import pytest

from bot import community
from bot.domain.errors import BadConfiguration
from bot.domain.roster import DeadlineRule
from bot.domain.urgency import Urgency
from tests.builders import EXAMPLE


def written(folder: Path, rule: str) -> Path:
    path = folder / "c.toml"
    path.write_text(f"{EXAMPLE.read_text(encoding='utf-8')}\n[[tickets.deadlines]]\n{rule}\n", encoding="utf-8")
    return path


def test_a_rule_may_name_kind_category_and_urgency(tmp_path: Path) -> None:
    rule = 'kind = "hazard"\ncategory = "lift"\nurgency = "yellow"\naccept_minutes = 15\nresolve_hours = 8'
    loaded = community.load(written(tmp_path, rule), {})
    assert DeadlineRule("hazard", "lift", Urgency.YELLOW, 15, 8) in loaded.tickets.deadlines


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('category = "ufo"\naccept_minutes = 15', "no category is called 'ufo'"),
        ("accept_minutes = 15", "needs kind, category or urgency"),
        ('kind = "hazard"', "needs accept_minutes or resolve_hours"),
        ('kind = "riddle"\naccept_minutes = 15', "tickets.deadlines"),
        ('kind = "hazard"\naccept_minutes = 0', "greater than or equal to 1"),
        ('kind = "hazard"\naccept_hours = 1', "accept_hours"),
    ],
)
def test_a_rule_that_says_nothing_or_nonsense_is_a_mistake(tmp_path: Path, rule: str, said: str) -> None:
    with pytest.raises(BadConfiguration, match=said):
        community.load(written(tmp_path, rule), {})
