"""小李, 李工 and 物业 find somebody; a name nobody has finds nobody."""

import pytest

from bot.domain import roster
from intents.slots.persons import Whom, residents, whom
from tests.builders import CHEN, LEADER, LIU, PROPERTY, SECRETARY, changed, example


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


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("王桂芳", {"guifang"}),
        ("王阿姨", {"guifang", "jianguo"}),
        ("老王", {"guifang", "jianguo"}),
        ("桂芳阿姨", {"guifang"}),
        ("王桂芳奶奶", {"guifang"}),
        ("陈阿姨", set()),
        ("陈静", set()),
        ("桂芳", set()),
        ("", set()),
    ],
)
def test_residents_are_all_whom_a_name_can_mean_and_no_staff(name: str, found: set[str]) -> None:
    resident = frozenset({roster.Role.RESIDENT})
    people = tuple(roster.Person(userid, called, resident) for userid, called in _TWO)
    staff = tuple(one for one in example().people if one.is_staff)
    assert residents(changed(example(), people=(*people, *staff)), name) == found


_TWO = (("guifang", "王桂芳"), ("jianguo", "王建国"))
