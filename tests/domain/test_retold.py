"""A matter that is told in several messages keeps its words in their order."""

import pytest

from bot.domain import retold


def test_what_was_added_stands_behind_what_came_first() -> None:
    assert retold.together("3栋灯坏了", "三天了") == "3栋灯坏了；三天了"


@pytest.mark.parametrize("more", [(), ("三天了",), ("三天了", "很黑")])
def test_a_text_begins_with_what_was_told_first(more: tuple[str, ...]) -> None:
    assert retold.begins_with(retold.together("灯坏了", *more), "灯坏了")


@pytest.mark.parametrize(("text", "first"), [("灯坏了吗", "灯坏了"), ("三天了；灯坏了", "灯坏了"), ("灯坏了", "")])
def test_other_words_are_another_matter(text: str, first: str) -> None:
    assert not retold.begins_with(text, first)


def test_nothing_begins_with_nothing() -> None:
    assert retold.begins_with("", "")
