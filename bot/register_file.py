"""The register of households as a list, one person a row; see `bot.lists` for the shape of the file."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from bot import lists
from bot.domain import places, roster
from bot.domain.register import Resident
from bot.wording import lists as say_lists
from bot.wording import register as say

_NEEDED = frozenset({"name", "building"})
FORM = lists.Form(say.COLUMNS, columns=_NEEDED, needed=_NEEDED, longest=dict.fromkeys(say.COLUMNS, 60))


def read(file: Path, place: roster.Community) -> tuple[list[Resident], list[str], list[str]]:
    """The people, the mistakes (nothing may be stored then), and notes: what is left out for want of consent, buildings
    that nobody answers for; each with its line. An unreadable file is one mistake."""
    rows, wrong = lists.read(file, FORM)
    people, mistakes, notes = [], list(wrong), []
    for row in rows:
        found = _resident(row, place.code)
        if isinstance(found, list):
            mistakes.append(say_lists.bad_row(row.line, found))
            continue
        notes += [say_lists.bad_row(row.line, [note]) for note in _notes(found, row.text("building"), place)]
        people.append(found.lawful)
    return people, mistakes, notes


def _notes(found: Resident, building: str, place: roster.Community) -> Iterator[str]:
    if found != found.lawful:
        yield say.left_out()
    if place.grid_of_building(found.building) is None:
        yield say.no_grid(building)


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
