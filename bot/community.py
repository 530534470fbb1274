"""Community files: loads `communities/*.toml`, checks everything, and reports every mistake at once with its line."""

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from bot import community_file
from bot.domain import errors, roster
from bot.domain.communities import Communities


def load(path: Path, environ: Mapping[str, str] = os.environ) -> roster.Community:
    """The community in `path`. Raises BadConfiguration with every mistake, each as "file:line: place: what to do"."""
    try:
        text = path.read_text(encoding="utf-8")
        parsed = community_file.File.model_validate(tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise errors.BadConfiguration((f"{path}: {wrong}",)) from None
    except ValidationError as wrong:
        raise errors.BadConfiguration(
            tuple(_mistake(path, text, one["loc"], one["msg"]) for one in wrong.errors())
        ) from None
    mistakes = tuple(_mistake(path, text, where, what) for where, what in _contradictions(parsed, environ))
    if mistakes:
        raise errors.BadConfiguration(mistakes)
    return _community(parsed, environ)


def load_all(folder: Path, environ: Mapping[str, str] = os.environ) -> Communities:
    """Every community of a folder; one BadConfiguration with the mistakes of all files."""
    loaded: list[roster.Community] = []
    mistakes: list[str] = []
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        mistakes.append(f"{folder}: no community file (*.toml) here; copy communities/example.toml to start")
    for path in paths:
        try:
            loaded.append(load(path, environ))
        except errors.BadConfiguration as wrong:
            mistakes += wrong.mistakes
    mistakes += _shared(loaded, "code", lambda one: (one.code,))
    mistakes += _shared(loaded, "chat_id", lambda one: (group.chat_id for group in one.groups))
    if mistakes:
        raise errors.BadConfiguration(tuple(mistakes))
    return Communities({one.code: one for one in loaded})


def _shared(
    loaded: list[roster.Community], what: str, values: Callable[[roster.Community], Iterable[str]]
) -> list[str]:
    owner: dict[str, roster.Community] = {}
    return [
        f"{what} {value!r} is claimed by {owner[value].name} and by {one.name}; keep one"
        for one in loaded
        for value in values(one)
        if owner.setdefault(value, one) is not one
    ]


Place = tuple[int | str, ...]


def _contradictions(parsed: community_file.File, environ: Mapping[str, str]) -> list[tuple[Place, str]]:
    """What each table allows but the whole file does not."""
    people = {one.userid for one in parsed.people}
    grids = {one.code for one in parsed.grids}
    found: list[tuple[Place, str]] = []
    found += _twice("grids", "code", [one.code for one in parsed.grids])
    found += _twice("groups", "chat_id", [one.chat_id for one in parsed.groups])
    found += _twice("people", "userid", [one.userid for one in parsed.people])
    found += _twice("grids", "buildings", [b for one in parsed.grids for b in one.buildings], place=False)
    for index, grid in enumerate(parsed.grids):
        for key in ("leader", "worker", "stand_in"):
            name = getattr(grid, key)
            if name and name not in people:
                found.append((("grids", index, key), f"nobody in [[people]] has userid {name!r}"))
    for index, group in enumerate(parsed.groups):
        if group.grid and group.grid not in grids:
            found.append((("groups", index, "grid"), f"no [[grids]] has code {group.grid!r}"))
        if group.webhook_key.startswith("env:") and not environ.get(group.webhook_key[4:]):
            found.append((("groups", index, "webhook_key"), f"environment variable {group.webhook_key[4:]} is not set"))
    for index, person in enumerate(parsed.people):
        if person.grid and person.grid not in grids:
            found.append((("people", index, "grid"), f"no [[grids]] has code {person.grid!r}"))
    for index, service in enumerate(parsed.meals.services):
        if service.cutoff >= service.serve:
            found.append((("meals.services", index, "cutoff"), "must be earlier than serve"))
    return found


def _twice(table: str, key: str, values: list[str], *, place: bool = True) -> list[tuple[Place, str]]:
    first: dict[str, int] = {}
    return [
        ((table, index, key) if place else (table,), f"{value!r} appears twice")
        for index, value in enumerate(values)
        if first.setdefault(value, index) != index
    ]


def _mistake(path: Path, text: str, where: Place, what: str) -> str:
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    return f"{path}:{_line_of(text, where)}: {place}: {what.removeprefix('Value error, ')}"


def _line_of(text: str, where: Place) -> int:
    """The line of the n-th [[table]] or of its key; the table's own line when the key is not written."""
    names = [part for part in where if isinstance(part, str)]
    ordinal = next((part for part in where if isinstance(part, int)), 0)
    tables = "|".join(re.escape(".".join(names[:depth])) for depth in range(len(names), 0, -1))
    header = re.compile(rf"^\s*\[\[?\s*({tables})\s*\]")
    key = re.compile(rf"^\s*{re.escape(names[-1])}\s*=") if names else None
    table, seen = 0, -1
    for number, line in enumerate(text.splitlines(), start=1):
        if header.match(line):
            seen += 1
            table = number if seen == ordinal else table
        elif line.lstrip().startswith("[") and seen >= ordinal:
            break
        elif seen == ordinal and key and key.match(line):
            return number
    return table or 1


def _community(parsed: community_file.File, environ: Mapping[str, str]) -> roster.Community:
    return roster.Community(
        code=parsed.community.code,
        name=parsed.community.name,
        timezone=parsed.community.timezone,
        grids=tuple(roster.Grid(**one.model_dump()) for one in parsed.grids),
        groups=tuple(_group(one, environ) for one in parsed.groups),
        people=tuple(roster.Person(**one.model_dump()) for one in parsed.people),
        parties=tuple(roster.Party(**one.model_dump()) for one in parsed.parties),
        tickets=_ticket_rules(parsed.tickets),
        work_hours=parsed.tickets.work_hours,
        points=roster.PointRules(**parsed.points.model_dump()),
        push=roster.PushRules(**parsed.push.model_dump()),
        services=tuple(roster.MealService(**one.model_dump()) for one in parsed.meals.services),
        directory=tuple(roster.DirectoryEntry(**one.model_dump()) for one in parsed.directory),
        privacy=roster.Privacy(**parsed.privacy.model_dump()),
    )


def _group(table: community_file.GroupTable, environ: Mapping[str, str]) -> roster.Group:
    key = table.webhook_key
    secret = environ[key[4:]] if key.startswith("env:") else key
    return roster.Group(table.chat_id, table.name, table.kind, table.grid, secret)


def _ticket_rules(table: community_file.TicketTable) -> roster.TicketRules:
    return roster.TicketRules(
        accept_minutes=table.accept_minutes.by_urgency(),
        resolve_hours=table.resolve_hours.by_urgency(),
        escalate_after_minutes=table.escalate_after_minutes,
        confirm_days=table.confirm_days,
        reopen_days=table.reopen_days,
    )
