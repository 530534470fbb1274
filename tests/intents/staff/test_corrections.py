"""What staff say about something misread, in their own words."""

import pytest

from bot.domain import requests
from bot.domain.requests import Correct, ShowReasons
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from bot.domain.vocabulary import NOTHING
from intents import reader
from intents.scene import Scene
from intents.staff import corrections
from tests.builders import CHEN, NINE, SECRETARY, WANG, example


def read(text: str, quote: str = "", person: str = CHEN) -> requests.Request | None:
    home = example()
    scene = Scene(NINE, home, home.person(person), False, True, "连心", quote)
    found = reader.read(text, scene).requests
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "quote", "meant"),
    [
        ("12 改类 心愿", "", Correct(12, kind=Kind.WISH)),
        ("12改类心愿", "", Correct(12, kind=Kind.WISH)),
        ("#12 改类 排水", "", Correct(12, category="drainage", kind=Kind.HAZARD)),
        ("12 改成紧急", "", Correct(12, urgency=Urgency.RED)),
        ("12号单改成一般", "", Correct(12, urgency=Urgency.BLUE)),
        ("改成尽快", "#12 【一般·隐患】3栋 照明", Correct(12, urgency=Urgency.YELLOW)),
        ("这条不是隐患", "#12 【一般·隐患】3栋 照明", Correct(12, refuted=True)),
        ("12 不是报修", "", Correct(12, refuted=True)),
        ("这条不是隐患", "今天3栋的灯真亮啊", Correct(None, "今天3栋的灯真亮啊", refuted=True)),
        ("这条是心愿", "#12 【一般·隐患】3栋 照明", Correct(12, kind=Kind.WISH)),
        ("12 这条不是隐患", "", Correct(12, refuted=True)),
        ("12 其实不是报修", "", Correct(12, refuted=True)),
        ("12 这是照明的不是排水", "", Correct(12, category="lighting", kind=Kind.HAZARD)),
        ("12 类别错了 应该是照明", "", Correct(12, category="lighting", kind=Kind.HAZARD)),
        ("12 分类不对，是照明类的", "", Correct(12, category="lighting", kind=Kind.HAZARD)),
        ("12号不是隐患是心愿", "", Correct(12, kind=Kind.WISH)),
        ("12 为什么", "", ShowReasons(12)),
        ("为什么", "#12 【一般·隐患】3栋 照明", ShowReasons(12)),
        ("为什么这么记？", "3栋的灯", ShowReasons(None, "3栋的灯")),
    ],
)
def test_staff_correct_in_ordinary_words(text: str, quote: str, meant: requests.Request) -> None:
    assert read(text, quote) == meant


def test_a_quoted_line_is_filed_as_what_it_is_said_to_be() -> None:
    found = read("这条是报修", "3栋2单元那个灯泡又是老样子")
    assert isinstance(found, Correct)
    assert found.opens is not None
    assert (found.opens.kind, found.opens.text) == (Kind.HAZARD, "3栋2单元那个灯泡又是老样子")
    assert found.opens.place is not None
    assert found.opens.place.building == "3"


@pytest.mark.parametrize(
    ("text", "quote"),
    [("这条不是隐患", ""), ("为什么", ""), ("12 改类 香蕉", ""), ("这条是好事", "3栋的灯"), ("改成三份", "")],
)
def test_what_names_no_matter_or_no_kind_is_no_correction(text: str, quote: str) -> None:
    assert not isinstance(read(text, quote), Correct | ShowReasons)


def test_a_resident_corrects_nothing() -> None:
    assert not isinstance(read("12 改类 心愿", person=WANG), Correct)


def test_a_kind_keeps_its_own_categories_and_takes_the_general_one_for_others() -> None:
    assert corrections.fitting(Kind.HAZARD, "lighting", NOTHING) == "lighting"
    assert corrections.fitting(Kind.WISH, "lighting", NOTHING) == "other_wish"


@pytest.mark.parametrize(
    ("line", "amount", "reason"),
    [("王阿姨那5分扣回来，是假的", 5, "是假的"), ("把王阿姨的5分收回", 5, ""), ("王阿姨的积分收回", 0, "")],
)
def test_the_secretary_takes_points_back_by_the_name_of_their_owner(line: str, amount: int, reason: str) -> None:
    assert read(line, person=SECRETARY) == requests.TakePointsOf("王阿姨", amount, reason)
    assert not isinstance(read(line), requests.TakePointsOf)


def test_of_somebody_nobody_knows_nothing_is_taken() -> None:
    assert not isinstance(read("某某那5分扣回来", person=SECRETARY), requests.TakePointsOf)
