import pytest

from bot.domain import requests
from intents import register
from intents.normalise import normalise
from tests.builders import example


def read(text: str) -> requests.Request | None:
    return register.read(normalise(text), example())


@pytest.mark.parametrize("text", ["码 AB12CD", "码AB12CD", "防走失码 ab12cd", "码：AB12CD。", "卡号是 AB 12 CD"])
def test_a_finders_code_is_read_however_it_is_written(text: str) -> None:
    assert read(text) == requests.FindFamily("AB12CD")


@pytest.mark.parametrize("text", ["户卡 3栋2单元501", "查户卡3栋2单元501", "看看户卡：3栋2单元501"])
def test_a_card_is_asked_for_by_its_door(text: str) -> None:
    found = read(text)
    assert isinstance(found, requests.ShowHousehold)
    assert (found.place.building, found.place.unit, found.place.room) == ("3", "2", "501")


@pytest.mark.parametrize("text", ["二维码扫不了", "码头边的灯坏了", "户卡是什么", "AB12CD", "码 AB12"])
def test_other_words_are_neither(text: str) -> None:
    assert read(text) is None
