"""No line is of a kind that it has no sign of."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.domain.urgency import Urgency
from bot.domain.vocabulary import NOTHING
from intents import classify, phrases, places, signs
from intents.canteen import chains, complaints
from intents.normalise import Normal, normalise
from intents.scene import Scene
from intents.slots import districts, phones, spots, urgency
from intents.talk import doubts, inquiring

_SEEN = Path("tests/corpus/seen.jsonl")
_KINDS = (
    "打13812345678找我", "我的电话是1 3 8 1 2 3 4 5 6 7 8", "幺三八一二三四五六七八", "电话0571-87654321", "打88886666",
    "谁说3栋灯坏了", "到底是哪个告诉你们要停水的", "究竟哪位跟你们说没人管", "谁跟你说的要涨价", "哪个讲电梯坏了",
    "我要报修", "我有个心愿", "你好,反映个问题", "到底管不管啊", "又来了", "没完没了",
    "食堂少给一份饭", "今天的饭漏送了", "订了两份只送来一份", "今天午饭忘送了",
    "1.王阿姨2份\n2.刘叔1份", "午餐接龙:1.王阿姨2份", "#接龙\n中午订餐\n1. 李四 一份",
    "3栋2单元501", "二楼", "六层", "5-2-301", "B3区青枫路", "枫林路与清溪路交叉口",
    "文昌花园门口", "单元门", "小区东南角",
    "你好 我想订明天的饭", "3栋灯坏了 谢谢师傅", "下水道堵了，有劳各位", "电梯有异响,麻烦来看看",
    "楼道着火了", "护栏断了,孩子在边上", "井盖歪了", "停电了,我爸靠制氧机",
)  # fmt: skip


@pytest.fixture(scope="module")
def lines() -> list[Normal]:
    """Every line of the corpus, those of the kinds, and some made of pieces of both."""
    with _SEEN.open(encoding="utf-8") as file:
        said = [*_KINDS, *(json.loads(line)["text"] for line in file)]
    draw = random.Random(7)
    mixed = draw.sample(said, k=300) + list(_KINDS) * 3
    draw.shuffle(mixed)
    pieces = [one[draw.randrange(len(one)) :] + other[: draw.randint(1, len(other))] for one, other in pairwise(mixed)]
    return [normalise(one) for one in (*said, *pieces)]


@pytest.mark.parametrize(
    ("sign", "is_of_it"),
    [
        (signs.CALLED, lambda line: bool(phones.find(line.text))),
        (signs.DOUBT, lambda line: inquiring.is_doubt(line.text)),
        (signs.BEGUN, lambda line: doubts.begun(line) is not None),
        (signs.SCOLDS, lambda line: doubts.only_scolds(line.text)),
        (signs.MISSING, lambda line: complaints.is_short(line.text)),
        (signs.DISTRICT, lambda line: districts.find(line.text) is not None),
    ],
)
def test_a_line_of_a_kind_has_its_sign(lines: list[Normal], sign: int, is_of_it: Callable[[Normal], bool]) -> None:
    of_it = [line for line in lines if is_of_it(line)]
    assert of_it
    assert [line.text for line in of_it if not signs.of(line) & sign] == []


def test_whoever_is_heard_past_their_manners_has_any(lines: list[Normal]) -> None:
    verdicts = [(line, classify.judge(line.text)) for line in lines]
    polite = [line for line, one in verdicts if doubts.past_manners(line.text, one, NOTHING, building=False) is not one]
    assert polite
    assert [line.text for line in polite if not signs.of(line) & signs.POLITE] == []


def test_a_list_has_its_sign(lines: list[Normal], scene: Scene) -> None:
    lists = [line for line in lines if chains.read(line, scene)]
    assert lists
    assert [line.text for line in lists if not signs.of(line) & signs.LISTED] == []


def test_a_place_is_the_same_where_every_sign_is_taken_for_there(lines: list[Normal], scene: Scene) -> None:
    for line in lines:
        found = places.find(line, scene.community)
        everything = Normal(line.text, line.raw, origin=line.origin)
        everything.signs = signs.PLACES | spots.ALL << signs.SPOTS
        assert places.find(everything, scene.community) == found, line.text


def test_pressing_words_and_pairs_are_all_signs(lines: list[Normal]) -> None:
    every = phrases.pairs(phrases.RED)[0] | phrases.pairs(phrases.YELLOW)[0]
    for line in lines:
        everything = Normal(line.text, line.raw)
        everything.signs = signs.of(line) | every << signs.PRESSING
        assert urgency.heard(everything) is urgency.heard(line), line.text
    assert {urgency.heard(line) for line in lines} == set(Urgency)


def test_signs_are_looked_for_once_and_again_where_the_words_change() -> None:
    line = normalise("我要报修")
    assert signs.of(line) & signs.BEGUN
    line.signs = 0
    assert signs.of(line) == 0
    assert signs.of(replace(line, text="谁说停水了")) & signs.DOUBT
