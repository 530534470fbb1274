"""Lists as offices keep them: CSV (UTF-8 or GB18030) or XLSX, one item a row under a row of column names."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl

from bot.wording import lists as say

_TIME = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T\s]*(\d{1,2})[:：时点](\d{1,2})?分?(?:[:：](\d{1,2})(?:\.\d+)?)?秒?)?"
)

#: What a file that is no list, or a damaged one, makes its readers raise.
_UNREADABLE = (
    OSError, ValueError, LookupError, TypeError, csv.Error, zipfile.BadZipFile, zlib.error, ElementTree.ParseError
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """`names`: how the column of each field may be called, the recommended name first.

    `columns` must be there; in those of `needed` no cell may be empty. `longest`: the most characters of a text.
    """

    names: Mapping[str, tuple[str, ...]]
    columns: frozenset[str]
    needed: frozenset[str]
    longest: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is where it begins in the file. A spreadsheet keeps dates and numbers as such."""

    line: int
    cells: Mapping[str, Any]

    def text(self, field: str) -> str:
        """ "" where the column is missing or the cell is empty."""
        return _text(self.cells.get(field))


def read(file: Path, form: Form) -> tuple[list[Row], tuple[str, ...]]:
    """The rows, or what is wrong with the list as a whole (then none). Never raises for what is in the file."""
    try:
        lines = [(line, cells) for line, cells in _lines(file) if any(_text(cell) for cell in cells)]
    except FileNotFoundError:
        return [], (say.not_there(),)
    except _UNREADABLE as wrong:
        return [], (say.unreadable(type(wrong).__name__),)
    head, titles = lines[0] if lines else (1, ())
    columns = _columns(titles, form)
    absent = [titles[0] for field, titles in form.names.items() if field in form.columns - columns.keys()]
    if absent:
        return [], (say.bad_row(head, [say.missing_columns(absent)]),)
    found = [
        Row(line, {field: cells[at] if at < len(cells) else None for field, at in columns.items()})
        for line, cells in lines[1:]
    ]
    return found, ()


def mistakes(row: Row, form: Form) -> list[str]:
    """What is wrong with single cells, whatever the list is about."""
    wrong = []
    for field in row.cells:
        text, title = row.text(field), form.names[field][0]
        if not text:
            wrong += [say.missing(title)] if field in form.needed else []
        elif len(text) > form.longest.get(field, len(text)):
            wrong.append(say.too_long(title, form.longest[field]))
        elif any(ord(char) < 32 and char not in "\r\n\t" for char in text):
            wrong.append(say.unprintable(title))
    return wrong


def moment(value: Any) -> datetime | date | None:
    """A datetime where an hour is said, else a date; spreadsheets keep a mere date as its midnight.

    Without a zone where none was written; None where the cell tells neither.
    """
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
        # The caller adds the community's zone.
        return datetime(year, month, day, hour, minute, second) if found[4] else date(year, month, day)  # noqa: DTZ001
    except ValueError:
        return None


def _lines(file: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    if file.suffix.lower() in {".xlsx", ".xlsm"}:
        yield from _sheet(file)
        return
    text = _decoded(file.read_bytes())
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",", strict=True)
    begins = 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1


def _sheet(file: Path) -> Iterator[tuple[int, Sequence[Any]]]:
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


def _columns(header: Sequence[Any], form: Form) -> dict[str, int]:
    """Where each field stands; its own English name will do as well."""
    titles = [_text(cell) for cell in header]
    called = {field: [one for one in (*names, field) if one in titles] for field, names in form.names.items()}
    return {field: titles.index(names[0]) for field, names in called.items() if names}


def _text(value: Any) -> str:
    """A cell as text; a spreadsheet keeps long numbers as floats."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
