"""Lists of hotline items as the city hands them out; see `bot.lists` for the shape of the file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import lists
from bot.domain.hotline import Item
from bot.wording import hotline as say
from bot.wording import lists as say_lists

FORM = lists.Form(
    names=say.COLUMNS,
    columns=frozenset(say.COLUMNS) - {"phone"},
    needed=frozenset(say.COLUMNS) - {"phone", "place"},
    longest={"number": 64, "text": 2000, "place": 200, "phone": 40},
)
_PHONE = re.compile(r"\+?[\d\s()（）-]{3,40}")


@dataclass(frozen=True, slots=True)
class Local:
    """How a list is read: where, when, and at what hour a deadline that is only a day ends."""

    now: datetime
    zone: ZoneInfo
    day_ends: time


def read(file: Path, local: Local) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """All items, or every mistake with its line (then no item). Never raises for what is in the file."""
    rows, wrong = lists.read(file, FORM)
    return ((), wrong) if wrong else _items(rows, local)


def _items(rows: Sequence[lists.Row], local: Local) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    items: list[Item] = []
    mistakes: list[str] = []
    lines: dict[str, int] = {}
    for row in rows:
        wrong = _mistakes(row)
        received = _moment(row.cells["received_at"], local)
        deadline = _moment(row.cells["deadline"], local, ends=True)
        number, text, place, phone = (row.text(field) for field in ("number", "text", "place", "phone"))
        if number in lines:
            wrong.append(say.twice(lines[number]))
        if received and deadline and deadline < received:
            wrong.append(say.ends_before_it_began())
        if received and received > local.now:
            wrong.append(say.from_the_future())
        lines.setdefault(number, row.line)
        if wrong or received is None or deadline is None:
            mistakes.append(say_lists.bad_row(row.line, wrong))
            continue
        items.append(Item(number, received, text, place, deadline, phone))
    return ((), tuple(mistakes)) if mistakes else (tuple(items), ())


def _mistakes(row: lists.Row) -> list[str]:
    """What is wrong with single cells of a row."""
    wrong = lists.mistakes(row, FORM)
    for field in ("received_at", "deadline"):
        typed = row.text(field)
        if typed and lists.moment(row.cells[field]) is None:
            wrong.append(say_lists.no_time(say.COLUMNS[field][0], typed, "2026-11-23 09:00"))
    phone = row.text("phone")
    if phone and len(phone) <= FORM.longest["phone"] and not _PHONE.fullmatch(phone):
        wrong.append(say.no_phone())
    return wrong


def _moment(value: Any, local: Local, *, ends: bool = False) -> datetime | None:
    """The moment a cell names, in local time; a day alone `ends` with the working day, else begins at midnight."""
    found = lists.moment(value)
    if isinstance(found, datetime):
        return found if found.tzinfo else found.replace(tzinfo=local.zone)
    return datetime.combine(found, local.day_ends if ends else time(), local.zone) if found else None
