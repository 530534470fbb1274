"""How much of a place is shown."""

import pytest

from bot.domain.places import Place


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
