"""Numbers people use."""

import pytest

from intents import meals, numbers


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


@pytest.mark.parametrize(
    ("said", "quantity"),
    [
        ("明天中午两份", (2, False)),
        ("来俩", (2, False)),
        ("仨人的饭，要仨", (6, False)),
        ("两三份吧", (None, True)),
        ("几份都行", (None, True)),
        ("一共五份，三份少盐", (5, False)),
        ("昨天两份改成三份", (3, False)),
        ("午饭一份晚饭一份", (2, False)),
        ("留份饭", (1, False)),
        ("明天吃什么", (None, False)),
    ],
)
def test_portions_are_counted_or_asked_for(said: str, quantity: tuple[int | None, bool]) -> None:
    assert meals.quantity_of(said) == quantity
