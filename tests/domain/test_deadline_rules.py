"""Which deadline a ticket has: the rule that names most of it speaks."""

from datetime import timedelta

import pytest

from bot.domain.roster import DeadlineRule, TicketRules
from bot.domain.urgency import Urgency

RULES = TicketRules(
    {Urgency.RED: 5, Urgency.YELLOW: 120, Urgency.BLUE: 480},
    {Urgency.RED: 4, Urgency.YELLOW: 48, Urgency.BLUE: 120},
    deadlines=(
        DeadlineRule(kind="hazard", category="lift", accept_minutes=30),
        DeadlineRule(kind="hazard", resolve_hours=80),
        DeadlineRule(category="lift", urgency=Urgency.BLUE, resolve_hours=16),
        DeadlineRule(kind="hazard", category="lift", urgency=Urgency.RED, accept_minutes=3, resolve_hours=2),
        DeadlineRule(kind="wish", accept_minutes=900),
        DeadlineRule(kind="wish", accept_minutes=960),
    ),
)


@pytest.mark.parametrize(
    ("kind", "category", "urgency", "minutes", "hours"),
    [
        ("help", "family", Urgency.BLUE, 480, 120),
        ("hazard", "lighting", Urgency.BLUE, 480, 80),
        ("hazard", "lift", Urgency.YELLOW, 30, 80),
        ("hazard", "lift", Urgency.BLUE, 30, 16),
        ("hazard", "lift", Urgency.RED, 3, 2),
        ("wish", "activity", Urgency.BLUE, 960, 120),
    ],
)
def test_the_closest_rule_says_how_long(kind: str, category: str, urgency: Urgency, minutes: int, hours: int) -> None:
    assert RULES.spans(kind, category, urgency) == (timedelta(minutes=minutes), timedelta(hours=hours))


def test_without_rules_the_urgency_alone_decides() -> None:
    plain = TicketRules(RULES.accept_minutes, RULES.resolve_hours)
    assert plain.spans("hazard", "lift", Urgency.BLUE) == (timedelta(minutes=480), timedelta(hours=120))
