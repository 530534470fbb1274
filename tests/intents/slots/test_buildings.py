"""What a place says of a building, by how it was written."""

import pytest

from intents.slots import buildings


@pytest.mark.parametrize(
    ("written", "begins", "names"),
    [
        ("9栋", True, True),
        ("十二号楼门口", True, True),
        ("阳光小区9栋", False, True),
        ("3-2-501", False, True),
        ("楼道口", False, False),
    ],
)
def test_a_place_as_it_was_written_may_begin_with_a_building_or_name_one(
    written: str, begins: bool, names: bool
) -> None:
    assert (buildings.begins(written), buildings.named(written)) == (begins, names)
