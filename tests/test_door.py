"""Query strings and signatures."""

import pytest

from bot import door
from bot.domain import errors


def test_each_name_counts_once() -> None:
    query = door.Query.read("a=1&b=2&b=2&c=&d")
    assert query.need("a") == "1"
    for name in "bcdx":
        with pytest.raises(errors.Forged):
            query.need(name)


def test_escapes_are_undone_and_plus_signs_kept() -> None:
    query = door.Query.read("a=x%2By%2F%3D&b=x+y/=&c=%E7%81%AF")
    assert (query.need("a"), query.need("b"), query.need("c")) == ("x+y/=", "x+y/=", "灯")


@pytest.mark.parametrize("value", ["%ff", "%ed%a0%80", "\udcff"])
def test_broken_utf8_is_as_good_as_absent(value: str) -> None:
    with pytest.raises(errors.Forged):
        door.Query.read(f"nonce={value}").need("nonce")


@pytest.mark.parametrize("value", ["", "-1", "1.5", "１７", "9" * 12, "1700000000 ", "0x10"])
def test_a_timestamp_is_a_few_digits(value: str) -> None:
    with pytest.raises(errors.Forged):
        _ = door.Query({"timestamp": value}).timestamp
    assert door.Query({"timestamp": "1700000000"}).called_at.timestamp() == 1700000000


def test_a_signature_does_not_depend_on_the_order_of_its_parts() -> None:
    assert door.sign("b", "a") == door.sign("a", "b")
    door.check_signature(door.sign("a", "b"), "b", "a")
    with pytest.raises(errors.Forged):
        door.check_signature(door.sign("a", "b"), "a", "c")
