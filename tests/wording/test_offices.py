"""Offices are named where people are not."""

import pytest

from bot.domain.roster import Role
from bot.wording import offices


@pytest.mark.parametrize(
    ("roles", "called"),
    [
        ({Role.SECRETARY, Role.WORKER}, "书记"),
        ({Role.LEADER, Role.WORKER}, "网格长"),
        ({Role.WORKER}, "网格员"),
        ({Role.PROPERTY}, "物业"),
        (set(), "居民"),
    ],
)
def test_the_highest_office_speaks(roles: set[Role], called: str) -> None:
    assert offices.highest(frozenset(roles)) == called


def test_whoever_is_above_the_assignee_is_the_secretary_or_the_leader() -> None:
    assert (offices.above(secretary=True), offices.above(secretary=False)) == ("书记", "网格长")


def test_the_office_of_a_grid_is_called_by_its_grid() -> None:
    assert offices.of_grid("3网格", Role.WORKER) == "3网格网格员"
