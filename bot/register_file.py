"""The register of households as a list, one person a row; see `bot.lists` for the shape of the file."""

from datetime import date, datetime
from pathlib import Path

from bot import lists
from bot.domain import places
from bot.domain.register import Resident
from bot.wording import lists as say_lists
from bot.wording import register as say

_NEEDED = frozenset({"name", "building"})
FORM = lists.Form(say.COLUMNS, columns=_NEEDED, needed=_NEEDED, longest=dict.fromkeys(say.COLUMNS, 60))


def read(file: Path, community: str) -> tuple[list[Resident], list[str], list[str]]:
    """The people, the mistakes (nothing may be stored then), and what is left out for want of consent; each with its
    line. An unreadable file is one mistake."""
    rows, wrong = lists.read(file, FORM)
    people, mistakes, left_out = [], list(wrong), []
    for row in rows:
        found = _resident(row, community)
        if isinstance(found, list):
            mistakes.append(say_lists.bad_row(row.line, found))
            continue
        if found != found.lawful:
            left_out.append(say_lists.bad_row(row.line, [say.left_out()]))
        people.append(found.lawful)
    return people, mistakes, left_out


def _resident(row: lists.Row, community: str) -> Resident | list[str]:
    """The person, or what is wrong."""
    wrong = lists.mistakes(row, FORM)
    fields = {field: row.text(field) for field in FORM.names}
    given = fields.pop("consented_on")
    consented = _day(row) if given else None
    if given and consented is None:
        wrong.append(say_lists.no_time(FORM.names["consented_on"][0], given, "2026-01-05"))
    if wrong:
        return wrong
    fields["building"] = places.plain_building(fields["building"])
    fields["unit"] = fields["unit"].removesuffix("单元")
    return Resident(community, consented_on=consented, **fields)


def _day(row: lists.Row) -> date | None:
    found = lists.moment(row.cells["consented_on"])
    return found.date() if isinstance(found, datetime) else found
