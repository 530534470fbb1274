"""Numbers people use."""

import pytest

from intents import numbers


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("12", 12),
        ("十二", 12),
        ("两", 2),
        ("二十", 20),
        ("三十五", 35),
        ("十", 10),
        ("俩", 2),
        ("饭", None),
        ("十十", None),
    ],
)
def test_a_written_number_has_one_value(said: str, value: int | None) -> None:
    assert numbers.value_of(said) == value
