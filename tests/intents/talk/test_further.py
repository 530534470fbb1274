"""What is said right after one's own report: more of it, a question about it, or something else."""

import pytest

from bot.domain.places import Place
from bot.domain.urgency import Urgency
from intents.talk import further

ROOF = Place("4栋", building="4")


@pytest.mark.parametrize("text", ["师傅几点到 我要出门买菜", "大概多久呢", "什么时候能来啊", "几点过来"])
def test_when_somebody_comes_is_asked(text: str) -> None:
    assert further.asks(text)
    assert further.asks_when(text)


@pytest.mark.parametrize("text", ["哪里能打疫苗", "能不能顺便看看电梯", "修了吗", "多久能修好是个问题"])
def test_another_question_asks_for_nobody(text: str) -> None:
    assert further.asks(text)
    assert not further.asks_when(text)


@pytest.mark.parametrize("text", ["三天了", "晚上看不见很危险的", "我后天才在家"])
def test_what_goes_on_asks_nothing(text: str) -> None:
    assert not further.asks(text)


def test_whoever_wants_to_look_first_is_not_done() -> None:
    assert further.not_seen_yet("我还没回去看 晚上回你")
    assert not further.not_seen_yet("看过了 还是黑的")


def test_whoever_wants_to_know_something_else_inquires() -> None:
    assert further.inquires("办证要什么材料")
    assert not further.inquires("三天了")


def test_another_matter_says_so_first() -> None:
    assert further.begins_another("另外楼道里太危险了")
    assert not further.begins_another("楼道里另外一盏也不亮")


def test_ones_own_life_is_no_matter_of_ours() -> None:
    assert further.own_life("我离婚了")
    assert not further.own_life("灯还是黑的")


def test_lines_tell_together_of_a_danger_that_none_tells_of_alone() -> None:
    found = further.danger(("楼顶有人", "坐在边上", "好像要跳"), ROOF)
    assert found is not None
    assert (found.text, found.urgency, found.place) == ("楼顶有人，坐在边上，好像要跳", Urgency.RED, ROOF)
    assert found.safety


def test_lines_without_a_danger_report_nothing() -> None:
    assert further.danger(("灯坏了", "三天了"), None) is None
