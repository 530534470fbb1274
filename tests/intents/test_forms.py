"""The table of whole-line forms: what it passes over, nobody has said."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain import requests
from bot.domain.roster import Person, Role
from intents import forms, normalise
from intents.scene import Scene

CORPUS = Path(__file__).parents[1] / "corpus"


def _spoken_by(scene: Scene, role: Role | None) -> Scene:
    """A line by somebody in this one role; by nobody known for None."""
    return replace(scene, person=Person("someone", "方言", frozenset({role})) if role else None)


@pytest.mark.parametrize("role", [None, Role.WORKER, Role.SECRETARY, Role.CANTEEN])
def test_no_form_is_passed_over_that_a_line_has(scene: Scene, role: Role | None) -> None:
    """Each form is tried on every line: where it hears something, what cues it and what it begins with are there."""
    here = _spoken_by(scene, role)
    roles = here.person.roles if here.person else frozenset()
    for line in (CORPUS / "seen.jsonl").read_text(encoding="utf-8").splitlines():
        normal = normalise.normalise(json.loads(line)["text"])
        heard = [form for form in forms.FORMS if form.by(roles) and form.read(normal, here)]
        assert all(not form.cues or not set(form.cues).isdisjoint(normal.text) for form in heard), normal.text
        first = normal.text.lstrip(" ,.;:!?~。、…\n")[:1]
        assert all(form.begins is None or first in form.begins() for form in heard), normal.text


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
