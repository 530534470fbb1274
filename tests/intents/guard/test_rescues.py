"""Staff close a danger in a sentence that names it once more."""

import pytest

from intents.guard import rescues


@pytest.mark.parametrize(
    "line",
    [
        "1 办结 人已救出,电梯公司修好",
        "1 办结 被困人员已救出",
        "1 办结 打架的人已被派出所带走",
        "1 办结 老人摔倒已扶起,120拉走",
        "12 办好了 孩子走丢已找到",
        "1 处理完 跳楼的劝下来了",
    ],
)
def test_what_ends_with_somebody_safe_closes(line: str) -> None:
    assert rescues.closed(line)


@pytest.mark.parametrize(
    "line",
    [
        "1 办结 5栋有人晕倒了",
        "1 办结 人救出来了,又晕过去了,没气了",
        "1 办结 人没救出来",
        "人已救出",
        "1 接单 人已救出",
    ],
)
def test_a_new_danger_and_what_closes_nothing_do_not(line: str) -> None:
    assert not rescues.closed(line)
