"""What must not be told in front of everybody is filed as private, and at once."""

from datetime import datetime, timedelta, timezone

import pytest

from bot.domain.requests import Action, Clarify, Intent, OpenTicket
from bot.domain.tickets import Kind
from intents import reader
from intents.scene import Scene
from tests.builders import CHEN, LI, SECRETARY, example

_NOW = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))


def _scene(person: str = LI, *, addressed: bool = True) -> Scene:
    place = example()
    return Scene(_NOW, place, place.person(person), in_group=True, addressed=addressed, bot_name="连心")


def _opened(text: str, scene: Scene | None = None) -> OpenTicket:
    (request,) = reader.read(text, scene or _scene()).requests
    found = request.request if isinstance(request, Clarify) else request
    assert isinstance(found, OpenTicket)
    return found


@pytest.mark.parametrize("text", ["我要投诉陈静，态度太差了", "网格员陈静态度恶劣", "我要投诉陈静，说话太难听了"])
def test_a_complaint_about_staff_is_filed_without_a_question_and_says_about_whom(text: str) -> None:
    assert reader.read(text, _scene()).action is Action.ACT
    opened = _opened(text)
    assert (opened.category, opened.private, opened.about) == ("rights", True, (CHEN,))


def test_a_broken_lift_in_the_same_breath_stays_a_lift() -> None:
    opened = _opened("网格员陈静不接电话，3栋电梯坏了")
    assert (opened.category, opened.about) == ("lift", (CHEN,))


@pytest.mark.parametrize(
    ("text", "intent", "kind"),
    [
        ("我媳妇跟我吵架要离婚，能不能来劝劝", Intent.HAZARD, Kind.DISPUTE),
        ("我儿媳不让我看孙子，能帮着调解吗", Intent.HAZARD, Kind.DISPUTE),
        ("我家老头子有外遇，想离婚", Intent.HAZARD, Kind.DISPUTE),
        ("402刘建国家楼道堆满纸箱子", Intent.HAZARD, Kind.DISPUTE),
        ("我孙子抑郁了不肯上学", Intent.WISH, Kind.HELP),
    ],
)
def test_family_trouble_and_a_childs_trouble_are_filed_instead_of_asked_about(
    text: str, intent: Intent, kind: Kind
) -> None:
    found = reader.read(text, _scene())
    assert (found.intent, found.action, _opened(text).kind) == (intent, Action.ACT, kind)


@pytest.mark.parametrize("text", ["502那家天天打麻将赌钱", "3楼有人吸毒", "302那家传销的吧"])
def test_a_crime_stays_a_hazard_and_private_with_the_word_to_ring_the_police(text: str) -> None:
    opened = _opened(text)
    assert (opened.kind, opened.private, opened.safety) == (Kind.HAZARD, True, "crime")


@pytest.mark.parametrize(
    "text", ["我妈瘫痪在床，能不能上门理发", "我公公中风了，想申请轮椅", "俺家老头子偏瘫，想借个护理床用用"]
)
def test_a_wish_that_tells_of_somebodys_illness_is_private(text: str) -> None:
    assert _opened(text).private


@pytest.mark.parametrize(
    "text",
    [
        "台阶太高老人摔了", "孩子玩的滑梯断了", "楼道灯坏了，我妈有白内障看不见", "楼上漏水到我家了",
        "想给孩子们办个书法班", "希望社区搞反诈骗宣传", "小区有没有轮椅可以借的",
    ],
)  # fmt: skip
def test_a_public_matter_that_only_mentions_them_stays_public(text: str) -> None:
    assert not _opened(text).private


@pytest.mark.parametrize(
    "text", ["谢谢陈静，态度很好", "别送家里了，我在棋牌室打牌呢", "楼上那两口子吵架又和好了，还送了喜糖"]
)
def test_thanks_meals_and_good_news_are_no_complaint(text: str) -> None:
    found = reader.read(text, _scene())
    assert not [one for one in found.requests if isinstance(one, OpenTicket)]


def test_what_nobody_said_to_us_and_what_staff_say_opens_nothing() -> None:
    assert reader.read("我要投诉陈静，态度太差了", _scene(addressed=False)).requests == ()
    staff = reader.read("小陈说话太冲了", _scene(SECRETARY)).requests
    assert not [one for one in staff if isinstance(one, OpenTicket)]


def test_a_complaint_about_whoever_has_it_is_no_word_to_them() -> None:
    assert reader.read("陈静根本没来，态度恶劣", _scene()).concern is None


@pytest.mark.parametrize("text", ["我投诉赵刚的事怎么样了", "我反映陈静的事有结果吗"])
def test_whoever_asks_what_became_of_a_complaint_makes_no_new_one(text: str) -> None:
    assert not [one for one in reader.read(text, _scene()).requests if isinstance(one, OpenTicket)]


@pytest.mark.parametrize("text", ["陈静收了好处", "赵刚拿了红包", "网格员拿了好处"])
def test_whoever_takes_gifts_is_complained_of(text: str) -> None:
    assert _opened(text).private
    assert _opened(text).about


@pytest.mark.parametrize("said", ["我要告我们楼上", "我要投诉楼下", "反映一下隔壁"])
def test_whoever_complains_of_neighbours_and_has_not_said_why_is_heard_in_private(said: str) -> None:
    assert _opened(said).private
