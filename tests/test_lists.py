"""Lists as offices keep them: what any of them may look like, whatever it is about."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from bot import lists

FORM = lists.Form(
    names={"name": ("姓名", "名字"), "room": ("房号",), "note": ("备注",)},
    columns=frozenset({"name", "room"}),
    needed=frozenset({"name"}),
    longest={"name": 4},
)


def read(folder: Path, text: str) -> list[lists.Row]:
    file = folder / "list.csv"
    file.write_bytes(text.encode())
    rows, wrong = lists.read(file, FORM)
    assert wrong == ()
    return rows


def test_a_row_knows_the_line_on_which_it_begins(tmp_path: Path) -> None:
    rows = read(tmp_path, '姓名,房号\n"张\n三",501\n\n , \n李四,502\n')
    assert [(row.line, row.text("name")) for row in rows] == [(2, "张\n三"), (6, "李四")]


def test_a_column_is_found_by_any_of_its_names(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "别的,room,名字\nx,501,张三\n")
    assert dict(row.cells) == {"room": "501", "name": "张三"}


def test_a_short_row_has_empty_cells(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "姓名,房号,备注\n张三\n")
    assert (row.text("room"), row.text("note")) == ("", "")


def test_a_number_of_a_spreadsheet_is_read_without_its_point(tmp_path: Path) -> None:
    book, file = openpyxl.Workbook(), tmp_path / "list.xlsx"
    assert book.active is not None
    for cells in (["姓名", "房号"], ["张三", 501.0]):
        book.active.append(cells)
    book.save(file)
    (row,), _ = lists.read(file, FORM)
    assert row.text("room") == "501"


@pytest.mark.parametrize("text", ["", "\n\n", "名单\n张三\n"])
def test_a_list_without_its_columns_has_no_rows_and_says_which(tmp_path: Path, text: str) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8")
    rows, wrong = lists.read(file, FORM)
    assert (rows, wrong) == ([], ("第1行：缺少这几列：姓名、房号",))


def test_every_bad_cell_of_a_row_is_named(tmp_path: Path) -> None:
    empty, long = read(tmp_path, "姓名,房号\n,5\x0701\n欧阳张三丰,501\n")
    assert lists.mistakes(empty, FORM) == ["没有写姓名", "房号里有看不见的控制字符"]
    assert lists.mistakes(long, FORM) == ["姓名太长，最多4个字"]


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("2026-01-05", date(2026, 1, 5)),
        ("2026年1月5日", date(2026, 1, 5)),
        (datetime(2026, 1, 5), date(2026, 1, 5)),  # noqa: DTZ001 - as a spreadsheet keeps it
        ("2026/1/5 9:30", datetime(2026, 1, 5, 9, 30)),  # noqa: DTZ001 - no zone was written
        ("去年", None),
        ("2026-02-30", None),
        (None, None),
    ],
)
def test_a_day_or_a_moment_is_read_as_people_and_programs_write_it(cell: object, read_as: object) -> None:
    assert lists.moment(cell) == read_as
