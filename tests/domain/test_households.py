"""How many households speak, and whose home a matter touches."""

from dataclasses import replace

import pytest

from bot.domain import households
from bot.domain.places import Place
from bot.domain.register import Care
from bot.domain.roster import Community, Person
from tests.builders import LI, WANG, ZHOU, changed, example

HOME = Person("wang", "王", building="3", unit="2", room="501")


def with_(*people: Person) -> Community:
    return changed(example(), people=people)


def test_people_of_one_door_are_one_household() -> None:
    place = with_(HOME, replace(HOME, userid="husband"), replace(HOME, userid="next", room="502"))
    assert households.number(place, ["wang", "husband"]) == 1
    assert households.number(place, ["wang", "next"]) == 2


def test_whoever_has_no_door_is_a_household_and_nobody_is_none() -> None:
    assert households.number(example(), [WANG, LI, ZHOU, "stranger", "stranger", ""]) == 4


@pytest.mark.parametrize(
    ("place", "home"),
    [
        (None, True),
        (Place("家里"), True),
        (Place("3栋", "3"), True),
        (Place("3栋2单元楼道", "3", "2", landmark="楼道"), True),
        (Place("3栋1单元", "3", "1"), False),
        (Place("4栋", "4"), False),
        (Place("小区门口", landmark="小区门口"), False),
    ],
)
def test_a_place_that_may_be_home_touches_the_speakers_door(place: Place | None, home: bool) -> None:
    assert households.at_home(place, HOME) is home
    assert (households.concerned(place, HOME) is not None) is home


def test_a_door_that_is_named_is_the_door_whoever_speaks() -> None:
    there = Place("5栋1单元101", "5", "1", "101")
    assert households.concerned(there, HOME) == there
    assert households.concerned(there, None) == there
    assert households.concerned(None, None) is None


@pytest.mark.parametrize(
    ("unit", "room", "needs"), [("2", "501", True), (None, "501", True), ("1", "501", False), ("2", "502", False)]
)
def test_anybody_marked_behind_the_door_makes_it_one_that_needs_care(unit: str | None, room: str, needs: bool) -> None:
    place = with_(HOME, replace(HOME, userid="mother", care=frozenset({Care.ALONE})))
    assert households.needs_care(place, Place("", "3", unit, room)) is needs
    assert not households.needs_care(with_(HOME), Place("", "3", unit, room))
