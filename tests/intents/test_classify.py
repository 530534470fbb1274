"""Weighing: what single characters add, and what words without a category do to the category."""

import pytest

from bot.domain.requests import Intent
from intents import classify


def _classes(text: str) -> set[str]:
    verdict = classify.judge(text)
    return {name for name in ("ill", "ills", "many_ills", "thing", "things", "cheer") if verdict.has(name)}


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("明天见", set()),
        ("窗", {"thing"}),
        ("窗窗窗", {"thing"}),
        ("窗墙", {"thing", "things"}),
        ("塌", {"ill"}),
        ("塌裂", {"ill", "ills"}),
        ("塌裂堵", {"ill", "ills", "many_ills"}),
        ("祝", {"cheer"}),
    ],
)
def test_different_telling_characters_are_counted(text: str, classes: set[str]) -> None:
    assert _classes(text) == classes


def test_a_trouble_without_a_category_leaves_the_category_to_the_thing() -> None:
    verdict = classify.judge("路灯半个月没人修")
    assert verdict.intent is Intent.HAZARD
    assert classify.category_of(verdict) == "lighting"


def test_a_trouble_alone_is_some_hazard() -> None:
    verdict = classify.judge("说了好几次半个月没人管")
    assert verdict.intent is Intent.HAZARD
    assert classify.category_of(verdict) in {"management", "other_hazard"}


@pytest.mark.parametrize("text", ["停水了", "电梯里一股臭味", "有人在楼道里充电", "垃圾堆了三天没人收"])
def test_a_trouble_told_in_so_many_words_is_clear(text: str) -> None:
    verdict = classify.judge(text)
    assert (verdict.intent, verdict.score > 0.8) == (Intent.HAZARD, True)


@pytest.mark.parametrize(
    "text",
    ["没有漏水", "据报道,外地一栋楼塌了", "帮我放一首歌", "我心里堵得慌", "今晚停水检修,请大家提前接水,敬请谅解"],
)
def test_a_denied_distant_or_announced_trouble_is_no_matter(text: str) -> None:
    assert classify.judge(text).intent is Intent.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "我奶奶那辈人,房顶漏雨就拿盆接着",
        "他那张嘴跟漏了的水龙头一样",
        "电梯坏了摔伤人,物业要承担什么责任",
        "冬天路面结冰,开车如何避免侧滑",
        "老师让写一篇作文,题目是停电的晚上",
        "测试一下,路灯坏了",
        "我家装修,电钻吵到大家了,对不住",
        "昨晚电视里播的那起爆炸,一栋楼的窗户全震碎了",
    ],
)
def test_a_trouble_of_a_figure_a_book_the_law_or_long_ago_is_no_matter(text: str) -> None:
    assert classify.judge(text).intent is Intent.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "楼道黑得跟地窖一样",
        "以前好好的路,施工队挖完就不管了",
        "看了新闻才知道要查,我们楼的燃气管都锈透了",
        "我家孩子写作业,楼上天天拖桌子",
        "电梯跟坐过山车似的,一顿一顿往下掉",
        "高空抛物没人管,找谁赔偿都不理",
    ],
)
def test_a_trouble_here_and_now_stays_one_in_the_same_words(text: str) -> None:
    assert classify.judge(text).intent is Intent.HAZARD
