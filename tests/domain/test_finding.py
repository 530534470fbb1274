"""小李, 李工 and 物业 find somebody; a name nobody has finds nobody."""

import pytest

from bot.domain.finding import Whom, whom
from tests.builders import CHEN, LEADER, LIU, PROPERTY, SECRETARY, example


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("刘敏", LIU),
        ("liumin", LIU),
        ("@刘敏", LIU),
        ("小刘", LIU),
        ("小敏", LIU),
        ("刘姐", LIU),
        ("老赵", LEADER),
        ("赵主任", LEADER),
        ("陈工", CHEN),
        ("林书记", SECRETARY),
    ],
)
def test_staff_are_found_as_people_call_them(name: str, person: str) -> None:
    assert whom(example(), name) == Whom(person)


@pytest.mark.parametrize("name", ["物业", "安居物业", "wuye", "高师傅", "小高"])
def test_a_party_and_its_people_answer_as_the_party(name: str) -> None:
    assert whom(example(), name) == Whom(PROPERTY, "wuye")


@pytest.mark.parametrize(
    "name", ["", "@", "小", "刘德华", "张三", "小张", "王阿姨", "小王", "书记", "all", "师傅", "刘"]
)
def test_nobody_is_guessed(name: str) -> None:
    assert whom(example(), name) is None
