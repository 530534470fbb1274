"""What tells that a line cannot have a form, before the form is tried."""

from dataclasses import replace

import pytest

from bot.domain.roster import Role
from intents.gates import Form, Gates
from intents.normalise import Normal
from intents.scene import Scene

NOBODY: frozenset[Role] = frozenset()


def _read(_: Normal, __: Scene) -> None:
    """Forms are told apart here, and not read."""


def _worth(scene: Scene, line: str, *forms: Form, roles: frozenset[Role] = NOBODY, heard: bool = True) -> int:
    return Gates(forms, roles, heard=heard).worth(Normal(line, line), scene)


@pytest.mark.parametrize(
    ("line", "worth"),
    [("取消明天的饭", True), ("明天的饭取 消", True), ("取消", False), ("明天的饭", False), ("取到饭消息", False)],
)
def test_a_line_holds_one_of_each_list_of_cues(scene: Scene, line: str, worth: bool) -> None:
    assert _worth(scene, line, Form(_read, cues=("取消 退", "饭 餐"))) == worth


@pytest.mark.parametrize(
    ("line", "worth"),
    [
        ("催一下", True),
        ("还没修", True),
        ("，还没修", True),
        ("还 没修", True),
        ("还", True),
        ("还在修", False),
        ("没修", False),
    ],
)
def test_a_line_begins_with_a_character_or_a_pair(scene: Scene, line: str, worth: bool) -> None:
    assert _worth(scene, line, Form(_read, begins="催 还没")) == worth


def test_what_is_said_to_a_quoted_post_begins_with_anything(scene: Scene) -> None:
    assert _worth(replace(scene, quote="#12 路灯坏了"), "没修", Form(_read, begins="催 还没")) == 1


@pytest.mark.parametrize(("line", "worth"), [("上个月", True), ("上个月？。 ", True), ("上个月的", False)])
def test_a_line_ends_with_a_character_marks_aside(scene: Scene, line: str, worth: bool) -> None:
    assert _worth(scene, line.replace("？", "?"), Form(_read, ends="月 年")) == worth


@pytest.mark.parametrize(
    ("line", "worth"), [("一二三", True), ("。一二三!", True), ("一二三四", False), ("一" * 90, False)]
)
def test_a_line_is_no_longer_than_the_form_marks_aside(scene: Scene, line: str, worth: bool) -> None:
    assert _worth(scene, line, Form(_read, longest=3)) == worth


def test_each_form_is_told_by_its_own_signs(scene: Scene) -> None:
    forms = (Form(_read, cues=("饭",)), Form(_read, begins="改"), Form(_read), Form(_read, ends="饭", longest=4))
    assert _worth(scene, "改后天", *forms) == 0b0110
    assert _worth(scene, "明天的饭", *forms) == 0b1101


def test_a_form_is_said_by_its_people(scene: Scene) -> None:
    form = Form(_read, by=lambda roles: Role.WORKER in roles)
    assert _worth(scene, "办结", form, roles=frozenset({Role.WORKER})) == 1
    assert _worth(scene, "办结", form) == 0


def test_what_is_said_to_the_bot_is_not_heard_from_others(scene: Scene) -> None:
    form = Form(_read, to_us=True)
    assert _worth(scene, "怎么订饭", form) == 1
    assert _worth(scene, "怎么订饭", form, heard=False) == 0


def test_signs_may_be_given_by_a_function(scene: Scene) -> None:
    assert _worth(scene, "取消", Form(_read, begins=lambda: {"取消", "退"})) == 1


def test_a_line_of_marks_alone_begins_with_nothing(scene: Scene) -> None:
    assert _worth(scene, "?!", Form(_read, begins="催"), Form(_read, ends="催")) == 0b10
