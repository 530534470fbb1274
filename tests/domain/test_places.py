"""How much of a place is shown."""

import pytest

from bot.domain.places import Place, plain_building


@pytest.mark.parametrize("written", ["甲3", "甲3栋", "甲3幢", "甲3座", "甲3号楼", " 甲3# "])
def test_a_building_is_known_by_its_bare_name(written: str) -> None:
    assert plain_building(written) == "甲3"


@pytest.mark.parametrize(
    ("place", "public", "exact"),
    [
        (Place("三号楼二单元501", "3", "2", "501"), "3栋2单元", "3栋2单元501"),
        (Place("3栋501", "3", None, "501"), "3栋", "3栋501"),
        (Place("3栋东门", "3", landmark="东门"), "3栋东门", "3栋东门"),
        (Place("小区东门口", landmark="东门"), "东门", "东门"),
        (Place("我家501"), "", "我家501"),
    ],
)
def test_the_room_is_shown_only_in_the_exact_form(place: Place, public: str, exact: str) -> None:
    assert (place.public(), place.exact()) == (public, exact)


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (Place("3栋", "3"), Place("3栋2单元", "3", "2"), True),
        (Place("3栋1单元", "3", "1"), Place("3栋2单元", "3", "2"), False),
        (Place("3栋501", "3", None, "501"), Place("3栋2单元502", "3", "2", "502"), False),
        (Place("3栋东门", "3", landmark="东门"), Place("3栋东门口", "3", landmark="东门口"), True),
        (Place("3栋东门", "3", landmark="东门"), Place("3栋车棚", "3", landmark="车棚"), False),
        (Place("3栋2单元", "3", "2"), Place("4栋2单元", "4", "2"), False),
    ],
)
def test_places_are_told_apart_by_what_both_of_them_name(one: Place, other: Place, may_be: bool) -> None:
    assert one.may_be(other) is may_be
    assert other.may_be(one) is may_be
