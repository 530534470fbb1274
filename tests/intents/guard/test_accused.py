"""Whom a line complains of: who works for the community, a home, a shop; and what is the police's."""

import json
from pathlib import Path

import pytest

from intents.guard import accused
from intents.normalise import normalise
from tests.builders import CHEN, COOK, LEADER, LIU, PROPERTY, SECRETARY, WANG, example


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("我要投诉陈静,态度太差了", (CHEN,)),
        ("网格员陈静态度恶劣", (CHEN,)),
        ("陈静收了我钱没开票", (CHEN,)),
        ("陈静不给我办事", (CHEN,)),
        ("小陈说话太冲了", (CHEN,)),
        ("我要投诉刘敏,说话太难听了", (LIU,)),
        ("物业的高师傅收钱不办事", (PROPERTY,)),
        ("食堂师傅骂人", (COOK,)),
        ("赵刚不管事", (LEADER,)),
        ("书记收红包", (SECRETARY,)),
        ("保安打瞌睡不管事", (PROPERTY,)),
    ],
)
def test_somebody_in_service_is_known_by_name_nickname_or_office(text: str, about: tuple[str, ...]) -> None:
    assert accused.staff(text, example(), None) == about


def test_an_office_is_that_of_the_speakers_grid_where_the_roster_knows_it_else_everybody_in_it() -> None:
    assert accused.staff("网格员从来不上门", example(), example().person(WANG)) == (CHEN,)
    assert accused.staff("网格员从来不上门", example(), None) == (CHEN, LIU)


@pytest.mark.parametrize(
    "text",
    [
        "找网格员陈静来看看,楼上天天骂人",
        "陈静被人骂了",
        "谢谢陈静,态度很好",
        "陈静没骂人",
        "网格员陈静说3栋灯坏了",
        "高师傅今天在吗",
        "叫高师傅来修一下水管",
        "食堂师傅今天做什么菜",
    ],
)
def test_to_call_thank_or_pity_somebody_is_no_complaint_about_them(text: str) -> None:
    assert accused.staff(text, example(), None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "502那家天天打麻将", "402天天打麻将", "隔壁理发店半夜放音乐骂人", "402刘建国家楼道堆满纸箱子", "老李家违建",
        "楼下小超市卖过期奶", "对门那个男的打老婆", "502那家在楼道堆满了杂物",
    ],
)  # fmt: skip
def test_what_a_home_or_a_shop_is_said_to_do_is_a_complaint(text: str) -> None:
    assert accused.household(text)


@pytest.mark.parametrize(
    "text",
    ["楼上漏水到我家了", "楼上太吵了", "4栋402漏水", "楼道里有人堆了木头", "油烟天天往我家飘", "请大家动手投个票"],
)
def test_a_leak_noise_and_nobody_in_particular_are_none(text: str) -> None:
    assert not accused.household(text)


@pytest.mark.parametrize("text", ["502那家天天吵", "402天天吵", "老李家又养狗"])
def test_whatever_a_home_does_every_day_is_a_habit_and_nothing_done_to_others(text: str) -> None:
    assert accused.habit(text)
    assert not accused.household(text)


@pytest.mark.parametrize("text", ["楼上天天吵", "我家天天停水", "12那家天天吵"])
def test_only_who_is_named_by_a_door_or_a_family_has_habits(text: str) -> None:
    assert not accused.habit(text)


@pytest.mark.parametrize("text", ["3楼有人吸毒", "隔壁开赌场", "楼上有人卖淫", "302那家传销的吧"])
def test_a_crime_is_for_the_police(text: str) -> None:
    assert accused.crime(text)


@pytest.mark.parametrize("text", ["搞一次反诈骗宣传", "防诈骗讲座什么时候", "3栋灯坏了", "严打吸毒"])
def test_to_speak_against_it_is_no_crime(text: str) -> None:
    assert not accused.crime(text)


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("订一份饭", set()),
        ("陈静态度恶劣", {"staff"}),
        ("502那家养鸡，我妈瘫痪在床", {"household", "habit", "health"}),
        ("3楼有人吸毒", {"crime"}),
    ],
)
def test_what_a_line_can_be_about_is_known_by_its_words(text: str, matters: set[str]) -> None:
    assert accused.matters(text) == matters


def test_nothing_is_found_in_a_line_that_cannot_be_about_it() -> None:
    lines = Path("tests/corpus/seen.jsonl").read_text(encoding="utf-8").splitlines()
    for text in (normalise(json.loads(line)["text"]).text for line in lines):
        found = {
            "staff": bool(accused.staff(text, example(), None)),
            "household": accused.household(text),
            "habit": accused.habit(text),
            "crime": accused.crime(text),
            "family": accused.together(text, "family", "kin", "trouble", 12),
            "minor": accused.together(text, "minor", "who", "trouble", 12),
            "health": accused.together(text, "health", "who", "words", 14),
        }
        assert {name for name, said in found.items() if said} <= accused.matters(text), text
