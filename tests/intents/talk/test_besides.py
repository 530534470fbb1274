"""A line that does not answer our question: another matter, a question, thanks, or what it was all about."""

from dataclasses import replace

import pytest

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.requests import Clarify, Guide, OpenTicket, OrderMeal, Pending, Slot
from bot.domain.tickets import Kind
from intents import reader
from intents.scene import Scene

DRAIN = OpenTicket("下水道堵了", Kind.HAZARD, "drainage")
LUNCH = OrderMeal("明天中午三份送家里", "lunch", quantity=3, delivery=True)


def _asked(scene: Scene, said: str, waiting: OpenTicket | OrderMeal = DRAIN) -> tuple[requests.Request, ...]:
    return reader.read(said, replace(scene, pending=Pending("place", waiting))).requests


@pytest.mark.parametrize("said", ["2栋电梯有异响", "3栋楼道灯不亮", "明天晚上两份饭"])
def test_another_matter_is_heard_and_the_first_filed_without_a_place(scene: Scene, said: str) -> None:
    first, second = _asked(scene, said)
    assert first == replace(DRAIN, unplaced=True)
    assert getattr(second, "text", "") == said


@pytest.mark.parametrize("said", ["我那个路灯咋样了", "谢谢", "我的积分"])
def test_a_question_a_command_or_thanks_leaves_the_matter_waiting(scene: Scene, said: str) -> None:
    assert not any(isinstance(one, OpenTicket) for one in _asked(scene, said))


def test_the_same_again_without_a_place_is_asked_about_like_the_first(scene: Scene) -> None:
    (asked,) = _asked(scene, "下水道又堵了")
    assert isinstance(asked, Clarify)


def test_a_report_instead_of_an_address_is_filed_and_the_order_asked_about_again(scene: Scene) -> None:
    report, again = _asked(scene, "我家停电了", LUNCH)
    assert isinstance(report, OpenTicket)
    assert report.text == "我家停电了"
    assert again == Clarify("place", LUNCH)


@pytest.mark.parametrize("said", ["算了", "算了算了", "别管了"])
def test_never_mind_is_met_with_silence_where_nothing_was_asked(scene: Scene, said: str) -> None:
    assert reader.read(said, scene).requests == ()


def test_words_that_are_no_address_do_not_become_one(scene: Scene) -> None:
    assert _asked(scene, "你们看着办", LUNCH) == (Guide(),)


@pytest.mark.parametrize(
    ("slot", "said", "kind", "unplaced"),
    [
        ("matter", "路灯坏了", Kind.HAZARD, True),
        ("matter", "3栋路灯坏了", Kind.HAZARD, False),
        ("matter", "那边老是那样子", Kind.HAZARD, True),
        ("wish", "想有个地方下棋", Kind.WISH, False),
    ],
)
def test_what_is_said_when_asked_what_it_is_is_filed(
    scene: Scene, slot: str, said: str, kind: Kind, unplaced: bool
) -> None:
    (opened,) = reader.read(said, replace(scene, pending=Pending(slot, None))).requests
    assert isinstance(opened, OpenTicket)
    assert (opened.text, opened.kind, opened.unplaced) == (said, kind, unplaced)


@pytest.mark.parametrize("said", ["好", "嗯", "行吧", "哦。"])
def test_a_nod_to_nothing_is_left_alone(scene: Scene, said: str) -> None:
    assert reader.read(said, scene).requests == ()


def test_a_building_named_when_we_asked_whether_it_is_one_is_where_it_is(scene: Scene) -> None:
    waiting = OpenTicket("单元门关不上", Kind.HAZARD, "security", place=Place("单元门", landmark="单元门"))
    (opened,) = reader.read("5栋", replace(scene, pending=Pending(Slot.WHETHER, waiting))).requests
    assert isinstance(opened, OpenTicket)
    assert opened.place is not None
    assert (opened.place.building, opened.place.landmark) == ("5", "单元门")


def test_the_building_that_comes_with_a_yes_is_where_it_is(scene: Scene) -> None:
    waiting = Pending(Slot.INTENT, OpenTicket("水小得很", Kind.HAZARD, "water"))
    (filed,) = reader.read("就我们5栋 楼上楼下都一样", replace(scene, pending=waiting)).requests
    assert isinstance(filed, OpenTicket)
    assert filed.place is not None
    assert filed.place.building == "5"
