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
