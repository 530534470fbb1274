import pytest

from bot.domain import requests
from intents import reader
from intents.normalise import normalise
from intents.scene import Scene
from intents.staff import register
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


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("捡到一个走丢的老人，卡上写着码 SNPT2D", ""),
        ("码SNPT2D 老人在东门", "东门"),
        ("卡号SNPT2D，老人家在东门口", "东门口"),
        ("SNPT2D", ""),
        ("捡到一张卡 snpt2d", ""),
        ("捡到一个老太太，码 SN PT2D", ""),
        ("有位老人迷路了，牌子上写SNPT2D，在3栋门口", "3栋门口"),
    ],
)
def test_a_code_calls_the_family_wherever_it_stands(scene: Scene, text: str, where: str) -> None:
    first = reader.read(text, scene).requests[0]
    assert isinstance(first, requests.FindFamily)
    assert (first.code, first.text) == ("SNPT2D", text)
    assert (first.place.text if first.place else "") == where


def test_a_line_about_somebody_lost_keeps_its_danger_beside_the_code(scene: Scene) -> None:
    call, danger = reader.read("捡到一个走丢的老人，卡上写着码 SNPT2D", scene).requests
    assert isinstance(call, requests.FindFamily)
    assert isinstance(danger, requests.OpenTicket)
    assert danger.safety == "missing_person"


@pytest.mark.parametrize(
    "text",
    ["快递取件码A3B4C5", "验证码 AB2345", "thanks", "粤B22345停在老人活动室门口", "码 223344 扫不了", "我密码AB2345"],
)
def test_other_letters_and_figures_are_no_code(scene: Scene, text: str) -> None:
    assert not any(isinstance(one, requests.FindFamily) for one in reader.read(text, scene).requests)
