"""The table of whole-line forms: what it passes over, nobody has said."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain import requests
from bot.domain.roster import Person, Role
from intents import forms, normalise
from intents.gates import Gates
from intents.scene import Scene

CORPUS = Path(__file__).parents[1] / "corpus"


def _spoken_by(scene: Scene, role: Role | None) -> Scene:
    """A line by somebody in this one role; by nobody known for None."""
    return replace(scene, person=Person("someone", "方言", frozenset({role})) if role else None)


#: A line of each form at least, whoever says it.
SAID = (
    "1 2 3 收到", "1、2都催一下", "周三上午和周五请假，小李替", "我周五请假，小李替", "巡查3栋没问题",
    "12 下周三前修好", "午餐这个月多少份", "把我的分转给周姐", "谁捡到一串钥匙", "积分能换什么", "今天不开火",
    "怎么订饭", "多少钱一份饭", "饭没送来", "户卡 3栋2单元501", "12 改类 心愿", "说错了，是4栋", "修好了谢谢",
    "谁超时最多", "我的工单", "help", "3网格上个月", "统计上周三", "12 接单", "12转给陈静", "12 我也是", "谁巡查最多",
    "谁替陈静", "没接单的都催一下", "比上周多了吗", "今天收了几件，办了几件", "催一下 12", "满意", "陈静电话多少",
    "1 电话多少", "3栋漏水是谁报的", "全部取消", "取消", "取消今天的", "不要了", "她说不用了", "改成后天",
    "是晚上那顿", "自己去拿", "放门卫", "送到家里", "明天中午不订饭", "4栋也是", "路灯坏了几个", "明天小区停水",
    "把陈静的都转给刘敏", "转给陈静", "近三个月每个月多少", "志愿者有几个", "我家猫跑丢了", "我今天站岗两小时",
    "不用了，我儿子回来煮", "后天也要", "她不吃辣",
)  # fmt: skip
#: Who says it, whether to the bot, and what is quoted.
AROUND = [
    (None, True, ""),
    (None, False, ""),
    (None, True, "#12 路灯坏了"),
    (Role.VOLUNTEER, True, ""),
    (Role.WORKER, True, ""),
    (Role.WORKER, True, "#12 路灯坏了"),
    (Role.SECRETARY, True, ""),
    (Role.CANTEEN, True, ""),
]


def _lines() -> Iterator[str]:
    """Lines of the corpus; those above, with marks, blanks and other ends, with a character less; halves of any two."""
    for row in (CORPUS / "seen.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(row)["text"]
    for line in SAID:
        yield from (
            line,
            f"。{line}~",
            f"{line}？",
            f"{line}吧",
            f"{line}谢谢",
            f"请{line}",
            f"我{line}",
            f"今天{line}",
        )
        for place in range(1, len(line)):
            yield from (
                f"{line[:place]} {line[place:]}",
                f"{line[:place]}，{line[place:]}",
                line[:place] + line[place + 1 :],
            )
        yield from (line[: len(line) // 2] + other[len(other) // 2 :] for other in SAID)


@pytest.mark.parametrize(("role", "heard", "quote"), AROUND)
def test_no_form_is_passed_over_that_a_line_has(scene: Scene, role: Role | None, heard: bool, quote: str) -> None:
    """Each form is tried on every line: where it hears something, the gates let it through."""
    here = replace(_spoken_by(scene, role), addressed=heard, quote=quote)
    roles = here.person.roles if here.person else frozenset()
    through = Gates(forms.FORMS, roles, heard=heard)
    mine = [(1 << place, form) for place, form in enumerate(forms.FORMS) if form.by(roles)]
    for line in _lines():
        normal = normalise.normalise(line)
        worth = through.worth(normal, here)
        assert [form for bit, form in mine if not worth & bit and form.read(normal, here)] == [], normal.text


def test_every_form_is_heard_in_some_line(scene: Scene) -> None:
    unheard = set(forms.FORMS)
    for role, heard, quote in AROUND:
        here = replace(_spoken_by(scene, role), addressed=heard, quote=quote)
        roles = here.person.roles if here.person else frozenset()
        for normal in map(normalise.normalise, SAID):
            unheard -= {form for form in unheard if form.by(roles) and form.read(normal, here)}
    assert unheard == set()


@pytest.mark.parametrize(
    ("line", "role", "said"),
    [
        ("我周五请假，小李替", Role.WORKER, "take_leave"),
        ("我周五请假，小李替", None, ""),
        ("巡查3栋没问题", Role.VOLUNTEER, "log_patrol"),
        ("午餐这个月多少份", Role.CANTEEN, "show_meal_count"),
        ("今天不开火", Role.CANTEEN, "close_meals"),
        ("今天不开火", None, ""),
        ("多少钱一份饭", None, "show_meal_times"),
        ("陈静电话多少", None, "show_my_worker"),
        ("3栋漏水是谁报的", None, "ask_reporter"),
        ("送到家里", None, "change_meal"),
        ("3栋2单元楼道灯坏了", None, ""),
    ],
)
def test_a_form_is_heard_from_those_who_say_it(scene: Scene, line: str, role: Role | None, said: str) -> None:
    found = forms.read(normalise.normalise(line), _spoken_by(scene, role))
    assert [requests.name_of(one) for one in found] == [said] * bool(said)


def test_words_that_a_form_cuts_out_are_as_they_were_written(scene: Scene) -> None:
    (leave,) = forms.read(normalise.normalise("我週五請假"), _spoken_by(scene, Role.WORKER))
    assert isinstance(leave, requests.TakeLeave)
    assert leave.text == "我週五請假"


@pytest.mark.parametrize("line", ["1 2 3 " * 20, "1、2和3" * 40, "1到8" * 60, "接单 1 2 3 接单 1 2 3", "1 " * 900])
def test_a_line_of_nothing_but_numbers_is_read_once_for_each_at_most(scene: Scene, line: str) -> None:
    found = forms.read(normalise.normalise(line), _spoken_by(scene, Role.WORKER))
    assert len(found) <= 31
