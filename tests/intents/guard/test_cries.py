"""A cry that is all a line says, but for marks and where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.guard.cries import Cries

CRIES = Cries({"救命": "violence", "着火了": "fire", "119": "fire"})
AROUND = st.sampled_from(["", " ", "!", "🆘", "快", "4栋", "6-1-1", "3号楼", "2单元"])


@given(first=AROUND, cry=st.sampled_from(["救命", "着火了"]), last=AROUND)
def test_marks_and_an_address_may_stand_around_it(first: str, cry: str, last: str) -> None:
    assert CRIES.heard(f"{first}{cry}{last}") == cry


@pytest.mark.parametrize(
    ("line", "cry"),
    [
        ("!119!", "119"),
        ("着火!了", "着火了"),
        ("救命" + "!" * 40, "救命"),
        ("救命 谢谢", "救命"),
        ("4栋救命,谢谢大家!", "救命"),
        ("求求你们 救命", "救命"),
    ],
)
def test_a_number_is_one_and_marks_may_part_it(line: str, cry: str) -> None:
    assert CRIES.heard(line) == cry


@pytest.mark.parametrize(
    "line", ["", "4栋", "119室", "救命恩人", "谢谢救命", "谢谢大家救命", "救命 " + "4栋" * 8, "着火"]
)
def test_whatever_says_more_or_less_is_none(line: str) -> None:
    assert CRIES.heard(line) == ""


def test_each_cry_has_its_kind() -> None:
    assert CRIES.kind("着火了") == "fire"
