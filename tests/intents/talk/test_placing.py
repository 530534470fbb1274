"""A line after 在哪栋楼？: a place, that nobody can say, or a word that drops it."""

from dataclasses import replace

import pytest

from bot.domain import requests
from bot.domain.requests import OpenTicket, OrderMeal, Pending, WithdrawTicket
from bot.domain.tickets import Kind
from intents import reader
from intents.scene import Scene

DRAIN = OpenTicket("下水道堵了", Kind.HAZARD, "drainage")
LUNCH = OrderMeal("明天中午三份送家里", "lunch", quantity=3, delivery=True)


def _asked(scene: Scene, said: str, waiting: OpenTicket | OrderMeal = DRAIN) -> tuple[requests.Request, ...]:
    return reader.read(said, replace(scene, pending=Pending("place", waiting))).requests


@pytest.mark.parametrize(
    "said",
    [
        "2栋",
        "文化长廊那边",
        "在超市对面",
        "在3栋电梯口",
        "就在配电箱那里",
        "3栋门口垃圾桶旁边",
        "一进大门往左拐",
        "幼儿园后面那条路",
        "老年活动室",
        "菜场",
        "3栋下水道堵了",
    ],
)
def test_what_can_be_a_place_becomes_the_place(scene: Scene, said: str) -> None:
    (opened,) = _asked(scene, said)
    assert isinstance(opened, OpenTicket)
    assert (opened.text, opened.unplaced) == (DRAIN.text, False)
    assert opened.place is not None


@pytest.mark.parametrize("said", ["不知道", "说不清", "我也说不上来", "不知道是哪栋", "到处都是", "你们自己来看"])
def test_whoever_cannot_say_has_it_filed_without_a_place(scene: Scene, said: str) -> None:
    assert _asked(scene, said) == (replace(DRAIN, unplaced=True),)


@pytest.mark.parametrize("said", ["算了", "算了吧", "算了不说了", "你别管了", "不用了", "那就算了 谢谢", "不弄了"])
@pytest.mark.parametrize("waiting", [DRAIN, LUNCH])
def test_a_question_that_somebody_is_tired_of_is_dropped(
    scene: Scene, said: str, waiting: OpenTicket | OrderMeal
) -> None:
    assert _asked(scene, said, waiting) == (WithdrawTicket(None, said),)


@pytest.mark.parametrize(
    ("said", "place"), [("3", ("3", None)), ("三", ("3", None)), ("3-2", ("3", "2")), ("三栋嘛", ("3", None))]
)
def test_a_number_alone_is_the_building_we_asked_for(scene: Scene, said: str, place: tuple[str, str | None]) -> None:
    (opened,) = _asked(scene, said)
    assert isinstance(opened, OpenTicket)
    assert opened.place is not None
    assert (opened.place.building, opened.place.unit) == place


def test_what_stands_around_a_place_is_left_out(scene: Scene) -> None:
    (opened,) = _asked(scene, "哎呀就是广场那边嘛")
    assert isinstance(opened, OpenTicket)
    assert opened.place is not None
    assert opened.place.landmark == "广场那边"


@pytest.mark.parametrize(
    "said",
    [
        "就那儿嘛",
        "老地方",
        "就那个地方",
        "你们来了就看见了",
        "上次修过的那个",
        "哭得厉害",
        "打牌那帮赌鬼住的那边",
        "图上有",
    ],
)
def test_words_that_are_no_place_leave_it_to_the_leader(scene: Scene, said: str) -> None:
    (opened,) = _asked(scene, said)
    assert isinstance(opened, OpenTicket)
    assert (opened.place, opened.unplaced) == (None, True)


def test_whom_one_has_asked_is_no_matter_of_its_own(scene: Scene) -> None:
    here = replace(scene, person=scene.community.person("wang"), pending=Pending("place", DRAIN))
    (filed,) = reader.read("整栋都没有 我问了对门", here).requests
    assert isinstance(filed, OpenTicket)
    assert filed.category == "drainage"
    assert filed.place is not None
    assert filed.place.building == "3"
