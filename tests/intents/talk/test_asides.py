"""催办 and internal notes, read as whole lines."""

import pytest

from bot.domain import requests
from intents.talk import asides


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12 催一下", 12),
        ("12号催一下吧", None),
        ("催一下12", 12),
        ("12怎么还没人来?", 12),
        ("#12 怎么还没修啊", 12),
        ("催一下", None),
        ("怎么还没人来", None),
    ],
)
def test_urging_is_read_with_and_without_a_number(text: str, number: int | None) -> None:
    read = asides.read(text, None)
    assert read == (None if "吧" in text else requests.UrgeTicket(number, text.strip("?")))


def test_a_quoted_post_names_the_ticket() -> None:
    assert asides.read("怎么还没人来", 7) == requests.UrgeTicket(7, "怎么还没人来")


@pytest.mark.parametrize("text", ["3栋怎么还没人来修灯", "催化剂", "快递怎么还没人来取", "明天中午订一份饭"])
def test_what_says_something_of_its_own_urges_nothing(text: str) -> None:
    assert asides.read(text, 7) is None


@pytest.mark.parametrize(
    "text", ["12 内部 住户下午才在家", "12 内部：住户下午才在家", "#12 备注 住户下午才在家", "12号内部 住户下午才在家"]
)
def test_a_note_is_what_follows_the_word(text: str) -> None:
    assert asides.read(text, None) == requests.NoteTicket(12, "住户下午才在家")


def test_a_note_needs_a_ticket_and_a_word() -> None:
    assert asides.read("内部 住户下午才在家", None) is None
    assert asides.read("12 内部", None) is None
    assert asides.read("12 内部整改已完成", None) is None
