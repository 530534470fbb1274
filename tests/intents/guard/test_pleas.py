"""Whoever asks for a hand is heard, and not told how to report a lamp."""

import pytest

from bot.domain.requests import Action, OpenTicket
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    "line",
    [
        "胰岛素打完了",
        "药吃完了 没人买",
        "我要去医院 没人陪",
        "我一个人 摔了也没人知道",
        "有没有人能来看看我",
        "儿子不管我",
        "家里没米了",
        "帮我读个信",
        "帮我交下电费",
        "能来给我量个血压吗",
        "被子太重 洗不动",
        "助听器坏了",
        "轮椅轮子掉了",
        "没人给我送菜",
        "米搬不上楼",
        "谁能帮我扛袋米",
        "没人管我",
        "我手机看不清 能不能打电话来",
        "我眼睛不好 你们打电话给我吧",
        "我不识字 有事打我座机",
        "我残疾 能不能送饭",
        "儿子三年没回来了",
        "孙女不理我了",
        "好久没人上我家来了",
        "过年又是我一个人",
        "眼睛看不见了 电费单看不懂",
        "我今年九十了 走不动路",
        "我老头子翻不了身",
        "天冷了我这个膝盖疼下楼买不了菜",
        "我家的门打不开了钥匙插进去转不动我在门外头站了半个钟头了",
        "我把自己锁在外面了",
    ],
)
def test_a_plea_is_a_private_matter_at_once(read: Read, line: str) -> None:
    (opened,) = read(line, who="wang").requests
    assert isinstance(opened, OpenTicket)
    assert (opened.kind, opened.private) == (Kind.HELP, True)


@pytest.mark.parametrize(
    "line",
    ["血糖低 心慌", "孩子发烧39度 家里没药", "老伴发烧", "娃吐得厉害", "宝宝发烧了 有退烧药吗", "家里没人 我又病了"],
)
def test_illness_is_told_when_to_call_an_ambulance(read: Read, line: str) -> None:
    (opened,) = read(line, who="wang").requests
    assert isinstance(opened, OpenTicket)
    assert (opened.kind, opened.safety, opened.urgency) == (Kind.HELP, "illness", Urgency.YELLOW)


@pytest.mark.parametrize(
    "line",
    [
        "昨天孩子发烧 今天好了",
        "孩子发烧 今天不去跳舞了",
        "逛街走不动了",
        "笑得我站不起来",
        "孩子不理我了哈哈",
        "手机发烫",
        "手机没电了",
    ],
)
def test_what_only_sounds_like_it_is_left_alone(read: Read, line: str) -> None:
    assert read(line, who="wang").action is Action.SILENT


@pytest.mark.parametrize(
    "line", ["食堂没米了", "我旧车没人买", "帮我打印两份", "这孩子让我头疼", "车没油了", "米饭没了"]
)
def test_nobody_is_sent_for_what_is_no_plea(read: Read, line: str) -> None:
    assert read(line, who="wang").action is not Action.ACT


def test_what_is_broken_stays_what_it_is(read: Read) -> None:
    (opened,) = read("3栋电梯坏了，我腿疼下不了楼", who="wang").requests
    assert isinstance(opened, OpenTicket)
    assert opened.category == "lift"


def test_staff_ask_for_no_help_of_this_kind(read: Read) -> None:
    assert read("被子太重 洗不动", who="chen").action is not Action.ACT


def test_somebody_s_illness_is_not_asked_about_in_the_group(read: Read) -> None:
    (opened,) = read("501刘大爷得了肺癌没人照顾", who="wang").requests
    assert isinstance(opened, OpenTicket)
    assert opened.private


@pytest.mark.parametrize("line", ["闺女 我摔了一跤", "我妈摔了一跤", "老伴扭了腰"])
def test_a_fall_is_told_what_to_look_for(read: Read, line: str) -> None:
    (opened,) = read(line, who="wang").requests
    assert isinstance(opened, OpenTicket)
    assert (opened.kind, opened.safety, opened.urgency) == (Kind.HELP, "fall", Urgency.YELLOW)


@pytest.mark.parametrize("line", ["我差点摔了一跤", "昨天我摔了一跤现在好了", "3栋门口有冰我妈摔了一跤"])
def test_a_fall_that_was_none_or_tells_of_something_else_is_no_plea(read: Read, line: str) -> None:
    assert not any(isinstance(one, OpenTicket) and one.safety == "fall" for one in read(line, who="wang").requests)
