"""The register of households as a list: CSV (UTF-8 or GB18030), a row of column names, one person a row."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.domain.register import Resident
from bot.wording import register as say

#: Column names as communities write them, and the fields they fill.
COLUMNS = {
    "name": ("姓名", "name"),
    "building": ("楼栋", "楼号", "building"),
    "unit": ("单元", "unit"),
    "room": ("房号", "室", "room"),
    "phone": ("电话", "phone"),
    "id_number": ("身份证号", "证件号", "id number"),
    "tier": ("颜色", "户卡颜色", "tier"),
    "contact": ("联系人", "contact"),
    "contact_phone": ("联系人电话", "contact phone"),
    "consented_on": ("同意日期", "consent date"),
    "userid": ("账号", "企业微信账号", "userid"),
}
_LONGEST = 60


def read(file: Path, community: str) -> tuple[list[Resident], list[str], list[str]]:
    """The people, the mistakes (nothing may be stored then), and what is left out for want of consent; each with its
    line. An unreadable file is one mistake."""
    try:
        rows = list(csv.DictReader(io.StringIO(_text(file))))
    except (OSError, UnicodeError, csv.Error) as wrong:
        return [], [say.unreadable(type(wrong).__name__)], []
    people, mistakes, left_out = [], [], []
    for line, row in enumerate(rows, start=2):
        found = _resident(row, community)
        if isinstance(found, str):
            mistakes.append(say.bad_row(line, found))
            continue
        if found != found.lawful:
            left_out.append(say.left_out(line))
        people.append(found.lawful)
    return people, mistakes, left_out


def _text(file: Path) -> str:
    raw = file.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def _resident(row: dict[str, str], community: str) -> Resident | str:
    """The person, or which field is wrong."""
    fields = dict(_fields(row))
    for needed in ("name", "building"):
        if not fields.get(needed):
            return COLUMNS[needed][0]
    if too_long := [name for name, value in fields.items() if len(value) > _LONGEST]:
        return COLUMNS[too_long[0]][0]
    try:
        given = fields.pop("consented_on", "")
        consented = date.fromisoformat(given) if given else None
    except ValueError:
        return COLUMNS["consented_on"][0]
    fields["building"] = fields["building"].removesuffix("号楼").removesuffix("栋").removesuffix("幢")
    fields["unit"] = fields.get("unit", "").removesuffix("单元")
    return Resident(community, consented_on=consented, **fields)


def _fields(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, titles in COLUMNS.items():
        value = next((row[title] for title in titles if row.get(title)), "")
        yield name, value.strip()
