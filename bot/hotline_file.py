"""Lists of hotline items as the city hands them out: CSV or XLSX, one item a row, under a row of column names."""

import csv
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import openpyxl

from bot.domain.hotline import Item
from bot.wording import hotline as say

#: The most characters a field may have.
LIMITS = {"number": 64, "text": 2000, "place": 200, "phone": 40}
_OPTIONAL = frozenset({"phone", "place"})
_TIME = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T\s]*(\d{1,2})[:：时点](\d{1,2})?分?(?:[:：](\d{1,2})(?:\.\d+)?)?秒?)?"
)
_PHONE = re.compile(r"\+?[\d\s()（）-]{3,40}")

#: What a file that is no list, or a damaged one, makes its readers raise.
_UNREADABLE = (
    OSError, ValueError, LookupError, TypeError, csv.Error, zipfile.BadZipFile, zlib.error, ElementTree.ParseError
)  # fmt: skip

#: A row: the line it begins on, and its cells.
_Row = tuple[int, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Local:
    """How a list is read: where, when, and at what hour a deadline that is only a day ends."""

    now: datetime
    zone: ZoneInfo
    day_ends: time


def read(file: Path, local: Local) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """All items, or every mistake with its line (then no item). Never raises for what is in the file."""
    try:
        rows = [row for row in _rows(file) if any(_text(cell) for cell in row[1])]
    except _UNREADABLE as wrong:
        return (), (say.unreadable(type(wrong).__name__),)
    if not rows:
        return (), (say.empty(),)
    columns = _columns(rows[0][1])
    absent = [say.COLUMNS[name][0] for name in say.COLUMNS if name not in columns and name != "phone"]
    if absent:
        return (), (say.bad_row(rows[0][0], [say.missing_columns(absent)]),)
    return _items(rows[1:], columns, local)


def _rows(file: Path) -> Iterator[_Row]:
    if file.suffix.lower() in {".xlsx", ".xlsm"}:
        yield from _sheet(file)
        return
    text = _decoded(file.read_bytes())
    first = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter="\t" if "\t" in first else ",", strict=True)
    begins = 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1


def _sheet(file: Path) -> Iterator[_Row]:
    """The first sheet, values instead of formulas."""
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    try:
        yield from enumerate(book.worksheets[0].iter_rows(values_only=True), start=1)
    finally:
        book.close()


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, else GB18030, in which Chinese Excel writes CSV. Raises UnicodeDecodeError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _columns(header: Sequence[Any]) -> dict[str, int]:
    """Where each field stands."""
    names = [_text(cell) for cell in header]
    wanted = {name: (*spoken, name) for name, spoken in say.COLUMNS.items()}
    return {
        name: next(names.index(one) for one in spoken if one in names)
        for name, spoken in wanted.items()
        if set(spoken) & set(names)
    }


def _items(rows: Sequence[_Row], columns: dict[str, int], local: Local) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    items: list[Item] = []
    mistakes: list[str] = []
    lines: dict[str, int] = {}
    for line, cells in rows:
        fields = {name: cells[at] if at < len(cells) else None for name, at in columns.items()}
        wrong = _mistakes(fields)
        received, deadline = _moment(fields["received_at"], local), _moment(fields["deadline"], local, ends=True)
        number = _text(fields["number"])
        if number in lines:
            wrong.append(say.twice(lines[number]))
        if received and deadline and deadline < received:
            wrong.append(say.ends_before_it_began())
        if received and received > local.now:
            wrong.append(say.from_the_future())
        lines.setdefault(number, line)
        if wrong or received is None or deadline is None:
            mistakes.append(say.bad_row(line, wrong))
            continue
        text, place, phone = (_text(fields.get(name)) for name in ("text", "place", "phone"))
        items.append(Item(number, received, text, place, deadline, phone))
    return ((), tuple(mistakes)) if mistakes else (tuple(items), ())


def _mistakes(fields: dict[str, Any]) -> list[str]:
    """What is wrong with single fields of a row."""
    wrong = []
    for name, value in fields.items():
        text = _text(value)
        if not text:
            wrong += [] if name in _OPTIONAL else [say.missing(name)]
        elif name in {"received_at", "deadline"}:
            wrong += [] if _read_time(value) else [say.no_time(name, text)]
        elif len(text) > LIMITS[name]:
            wrong.append(say.too_long(name, LIMITS[name]))
        elif any(ord(char) < 32 and char not in "\r\n\t" for char in text):
            wrong.append(say.unprintable(name))
        elif name == "phone" and not _PHONE.fullmatch(text):
            wrong.append(say.no_phone())
    return wrong


def _text(value: Any) -> str:
    """A cell as text; a spreadsheet keeps long numbers as floats."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _moment(value: Any, local: Local, *, ends: bool = False) -> datetime | None:
    """The moment a cell names, in local time; a day alone `ends` with the working day, else begins at midnight."""
    found = _read_time(value)
    if isinstance(found, datetime):
        return found if found.tzinfo else found.replace(tzinfo=local.zone)
    return datetime.combine(found, local.day_ends if ends else time(), local.zone) if found else None


def _read_time(value: Any) -> datetime | date | None:
    """A datetime where an hour is said, else a date; spreadsheets keep a mere date as its midnight."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    text = _text(value)
    try:
        if "+" in text or text.endswith("Z"):
            return datetime.fromisoformat(text)
        found = _TIME.fullmatch(text)
        if found is None:
            return None
        year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups())
        return datetime(year, month, day, hour, minute, second) if found[4] else date(year, month, day)  # noqa: DTZ001 - the caller adds the community's zone
    except ValueError:
        return None
