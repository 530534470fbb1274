"""Lists of hotline items: every shape they come in, and every bad row by its line."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot import hotline_file
from tests.builders import NINE, SHANGHAI

LOCAL = hotline_file.Local(NINE, SHANGHAI, time(18))
HEAD = "编号,受理时间,内容,地点,期限,电话\n"
ROW = "A001,2026-11-22 10:30,3栋路灯不亮,3栋2单元,2026-11-27,13812345678\n"


def csv(folder: Path, text: str | bytes) -> Path:
    file = folder / "list.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def sheet(folder: Path, *rows: list[Any]) -> Path:
    book, file = openpyxl.Workbook(), folder / "list.xlsx"
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file


def only(file: Path) -> Any:
    items, mistakes = hotline_file.read(file, LOCAL)
    assert mistakes == ()
    (item,) = items
    return item


def mistakes(file: Path) -> tuple[str, ...]:
    items, found = hotline_file.read(file, LOCAL)
    assert items == ()
    return found


def test_a_row_is_an_item_with_its_own_number_and_deadline(tmp_path: Path) -> None:
    item = only(csv(tmp_path, HEAD + ROW))
    assert (item.number, item.text, item.place, item.phone) == ("A001", "3栋路灯不亮", "3栋2单元", "13812345678")
    assert item.received_at == datetime(2026, 11, 22, 10, 30, tzinfo=SHANGHAI)
    assert item.deadline == datetime(2026, 11, 27, 18, tzinfo=SHANGHAI)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read_as_any_office_program_writes_it(tmp_path: Path, encoding: str) -> None:
    assert only(csv(tmp_path, (HEAD + ROW).replace("\n", "\r\n").encode(encoding))).place == "3栋2单元"


def test_columns_stand_in_any_order_under_other_names_among_others(tmp_path: Path) -> None:
    text = "序号\t办理期限\t诉求内容\t工单编号\t地址\t来电时间\n1\t2026-12-01\t漏水\tB2\t5栋\t2026/11/20\n"
    item = only(csv(tmp_path, text))
    assert (item.number, item.text, item.place, item.phone) == ("B2", "漏水", "5栋", "")


def test_a_spreadsheet_with_its_own_dates_and_numbers_is_read_alike(tmp_path: Path) -> None:
    head = ["编号", "受理时间", "内容", "地点", "期限", "电话"]
    row = [20261122001.0, datetime(2026, 11, 22, 10, 30), "灯坏了", "3栋", datetime(2026, 11, 27), 13812345678]  # noqa: DTZ001 - as a spreadsheet keeps them
    item = only(sheet(tmp_path, head, row))
    assert (item.number, item.phone) == ("20261122001", "13812345678")
    assert item.received_at == datetime(2026, 11, 22, 10, 30, tzinfo=SHANGHAI)
    assert item.deadline == datetime(2026, 11, 27, 18, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    "typed",
    ["2026-11-27 17:00", "2026/11/27 17:00:00", "2026年11月27日17时", "2026.11.27 17点", "2026-11-27T17:00:00+08:00",
     "2026-11-27T09:00:00Z"],
)  # fmt: skip
def test_a_moment_may_be_written_as_people_and_programs_do(tmp_path: Path, typed: str) -> None:
    item = only(csv(tmp_path, HEAD + ROW.replace("2026-11-27", typed)))
    assert item.deadline == datetime(2026, 11, 27, 17, tzinfo=SHANGHAI)


def test_every_bad_row_is_named_with_its_line_and_nothing_is_read(tmp_path: Path) -> None:
    rows = [
        ROW,
        '"A2",2026-11-22,"两行的\n内容",3栋,2026-11-27,\n',
        ",2026-11-22,没有编号,3栋,2026-11-27,\n",
        "\n",
        "A4,去年,内容,3栋,下周,\n",
        "A5,2026-11-22,,3栋,2026-11-21,\n",
        "A001,2026-11-22,重复,3栋,2026-11-27,\n",
        "A7,2026-11-22,电话不对,3栋,2026-11-27,没有\n",
        "A8,2026-12-22,还没发生,3栋,2026-12-27,\n",
        "A9\n",
        "A10,2026-02-30,没有这一天,3栋,2026-11-27,\n",
        f"A11,2026-11-22,{'长' * 2001},3栋,2026-11-27,\n",
        "A12,2026-11-22,响铃\x07,3栋,2026-11-27,\n",
    ]
    found = mistakes(csv(tmp_path, HEAD + "".join(rows)))
    assert [one.partition("：")[0] for one in found] == [f"第{line}行" for line in (5, 7, 8, 9, 10, 11, 12, 13, 14, 15)]
    assert "编号和第2行一样" in found[3]
    assert "受理时间" in found[1]
    assert "期限" in found[1]


@pytest.mark.parametrize("column", ["编号", "受理时间", "内容", "地点", "期限"])
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    (found,) = mistakes(csv(tmp_path, (HEAD + ROW).replace(column, "别的")))
    assert found.startswith("第1行")
    assert column in found


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\xff\xfe\x00\x01", b'"never closed', b"a,b\n\0\n", b"PK\x03\x04no"]
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_is_no_list_is_said_and_not_raised(tmp_path: Path, content: bytes, suffix: str) -> None:
    file = tmp_path / f"list{suffix}"
    file.write_bytes(content)
    assert mistakes(file)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert mistakes(tmp_path / "none.csv")
