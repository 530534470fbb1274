"""How urgent words sound."""

import pytest

from bot.domain.urgency import Urgency
from intents.normalise import Normal
from intents.slots import urgency


def _heard(line: str, category: str = "") -> Urgency:
    return urgency.heard(Normal(line, line), category)


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("电线裸露在外面", Urgency.RED),
        ("护栏断了下面是河", Urgency.RED),
        ("楼道积水好几天", Urgency.YELLOW),
        ("草坪黄了", Urgency.BLUE),
    ],
)
def test_words_press_or_do_not(line: str, level: Urgency) -> None:
    assert _heard(line) is level


@pytest.mark.parametrize(
    "line",
    [
        "楼道里放着两桶汽油",
        "煤炉拎到走廊里烧",
        "停电了,我爸靠制氧机",
        "幼儿园班车塞了三十个娃",
        "鞭炮就堆在仓库里",
        "顶楼那块玻璃悬着,只剩一个角",
        "配电箱敞着,小孩伸手就摸到",
        "大坝渗水",
        "天然气管子锈得穿孔",
    ],
)
def test_two_things_together_are_an_emergency_that_neither_is_alone(line: str) -> None:
    assert _heard(line) is Urgency.RED


@pytest.mark.parametrize("line", ["一桶汽油", "停电了", "玻璃脏了", "配电箱旁边", "娃在走廊里"])
def test_one_of_the_two_alone_is_no_emergency(line: str) -> None:
    assert _heard(line) is not Urgency.RED


@pytest.mark.parametrize(
    "line", ["哪天砸到人就晚了", "上个礼拜我母亲被困二十分钟", "夜间极易坠落", "保温层起火隐患谁管", "去年着火烧过一回"]
)
def test_what_is_feared_or_was_some_time_ago_is_soon_rather_than_now(line: str) -> None:
    assert _heard(line) is Urgency.YELLOW


def test_an_earlier_time_does_not_quieten_what_burns_now() -> None:
    assert _heard("去年就烧过,现在又冒烟了") is Urgency.RED


@pytest.mark.parametrize(
    "line",
    [
        "那棵树歪得厉害",
        "秋千链子锈了",
        "栏杆少了两根",
        "大黑狗没拴",
        "地上一把图钉",
        "我妈差点绊倒",
        "救护车进不来",
        "整栋没电",
        "马蜂在窗外做窝",
        "灯又坏了",
        "独居的大爷家暖气",
        "有人尾随",
    ],
)
def test_danger_health_supply_and_repetition_are_soon(line: str) -> None:
    assert _heard(line) is Urgency.YELLOW


@pytest.mark.parametrize(
    ("line", "category", "level"),
    [
        ("麻将声吵得老人睡不着", "noise", Urgency.BLUE),
        ("装修吵,学生没法写作业", "noise", Urgency.BLUE),
        ("装修吵,还砸了承重墙", "noise", Urgency.YELLOW),
        ("老人出门的坡道太陡", "road", Urgency.YELLOW),
    ],
)
def test_whom_a_nuisance_troubles_makes_it_no_more_urgent(line: str, category: str, level: Urgency) -> None:
    assert _heard(line, category) is level


@pytest.mark.parametrize("line", ["路边种花", "绿化带栽树", "狗随地乱拉屎", "长椅掉漆", "想要个书屋"])
def test_small_matters_do_not_press(line: str) -> None:
    assert _heard(line) is Urgency.BLUE
