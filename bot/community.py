"""Community files: loads `communities/*.toml`, checks everything, and reports every mistake at once with its line."""

import os
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot import community_file, vocabulary_file
from bot.domain import errors, roster
from bot.domain.communities import Communities
from intents import lexicon

#: Where in a file: names of tables and keys, and the number of a table among its like.
Place = tuple[int | str, ...]


def load(path: Path, environ: Mapping[str, str] = os.environ) -> roster.Community:
    """The community in `path`. Raises BadConfiguration with every mistake, each as "file:line: place: what to do"."""
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise errors.BadConfiguration((_syntax(path, str(wrong)),)) from None
    except (OSError, UnicodeDecodeError) as wrong:
        raise errors.BadConfiguration((f"{path}:1: cannot be read: {wrong}",)) from None
    parsed, unread = _parsed(raw)
    found = [*unread, *_contradictions(parsed, environ)]
    if found:
        raise errors.BadConfiguration(tuple(_mistake(path, text, where, what) for where, what in found))
    return _community(parsed, environ)


def _parsed(raw: dict[str, Any]) -> tuple[community_file.File, list[tuple[Place, str]]]:
    """The file, and what in it cannot be read; the rest is then there all the same, to be compared."""
    try:
        return community_file.File.model_validate(raw), []
    except ValidationError as wrong:
        return community_file.readable(raw), [(one["loc"], one["msg"]) for one in wrong.errors()]


def load_all(folder: Path, environ: Mapping[str, str] = os.environ) -> Communities:
    """Every community of a folder; one BadConfiguration with the mistakes of all files."""
    loaded: dict[Path, roster.Community] = {}
    mistakes: list[str] = []
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        mistakes.append(f"{folder}: no community file (*.toml) here; copy communities/example.toml to start")
    for path in paths:
        try:
            loaded[path] = load(path, environ)
        except errors.BadConfiguration as wrong:
            mistakes += wrong.mistakes
    mistakes += _shared(loaded, lambda one: ((("community", "code"), one.code),))
    mistakes += _shared(
        loaded,
        lambda one: ((("groups", index, "chat_id"), group.chat_id) for index, group in enumerate(one.groups)),
    )
    if mistakes:
        raise errors.BadConfiguration(tuple(mistakes))
    return Communities({one.code: one for one in loaded.values()})


def _shared(
    loaded: dict[Path, roster.Community], values: Callable[[roster.Community], Iterable[tuple[Place, str]]]
) -> list[str]:
    """What two files claim, reported where the second one does."""
    owner: dict[str, Path] = {}
    return [
        _mistake(path, path.read_text(encoding="utf-8"), where, f"{value!r} is already claimed by {owner[value]}")
        for path, one in loaded.items()
        for where, value in values(one)
        if owner.setdefault(value, path) is not path
    ]


def _syntax(path: Path, message: str) -> str:
    line = re.search(r"at line (\d+)", message)
    return f"{path}:{line[1] if line else 1}: {message}"


def _contradictions(parsed: community_file.File, environ: Mapping[str, str]) -> list[tuple[Place, str]]:
    """What each table allows but the whole file does not."""
    found: list[tuple[Place, str]] = []
    found += _twice("grids", "code", [(index, one.code) for index, one in enumerate(parsed.grids)])
    found += _twice("grids", "buildings", [(i, b) for i, one in enumerate(parsed.grids) for b in one.buildings])
    found += _twice("groups", "chat_id", [(index, one.chat_id) for index, one in enumerate(parsed.groups)])
    found += _twice("people", "userid", [(index, one.userid) for index, one in enumerate(parsed.people)])
    found += _twice("parties", "code", [(index, one.code) for index, one in enumerate(parsed.parties)])
    found += _twice("meals.services", "name", [(index, one.name) for index, one in enumerate(parsed.meals.services)])
    found += vocabulary_file.mistakes(parsed.words, parsed.categories)
    found += _unknown(parsed)
    for index, group in enumerate(parsed.groups):
        if group.webhook_key.startswith("env:") and not environ.get(group.webhook_key[4:]):
            found.append((("groups", index, "webhook_key"), f"environment variable {group.webhook_key[4:]} is not set"))
    for index, service in enumerate(parsed.meals.services):
        if service.cutoff >= service.serve:
            found.append((("meals.services", index, "cutoff"), "must be earlier than serve"))
    return found


def _unknown(parsed: community_file.File) -> list[tuple[Place, str]]:
    """References to people, grids, groups and categories that are not there."""
    people = _Names(one.userid for one in parsed.people)
    grids = _Names(one.code for one in parsed.grids)
    chats = _Names(one.chat_id for one in parsed.groups)
    categories = _Names([*lexicon.categories(), *(one.slug for one in parsed.categories)])
    found: list[tuple[Place, str]] = []
    for index, grid in enumerate(parsed.grids):
        named = [("leader", grid.leader), ("worker", grid.worker), ("stand_in", grid.stand_in)]
        named += [("volunteers", name) for name in grid.volunteers]
        found += [(("grids", index, key), _nobody(name)) for key, name in named if name not in people]
    for table, codes in (
        ("groups", [_grids(one) for one in parsed.groups]),
        ("people", [(one.grid,) for one in parsed.people]),
    ):
        wrong = [(index, code) for index, some in enumerate(codes) for code in some if code not in grids]
        found += [((table, index, "grid"), f"no [[grids]] has code {code!r}") for index, code in wrong]
    for index, party in enumerate(parsed.parties):
        found += [(("parties", index, "people"), _nobody(name)) for name in party.people if name not in people]
        if party.chat_id not in chats:
            found.append((("parties", index, "chat_id"), f"no [[groups]] has chat_id {party.chat_id!r}"))
        if not party.chat_id and not party.people:
            found.append((("parties", index), "needs chat_id or people"))
        strange = [slug for slug in party.categories if slug not in categories]
        found += [(("parties", index, "categories"), f"no category is called {slug!r}") for slug in strange]
    for index, rule in enumerate(parsed.tickets.deadlines):
        if rule.category not in categories:
            found.append((("tickets.deadlines", index, "category"), f"no category is called {rule.category!r}"))
    return found


class _Names:
    """What a reference may say: nothing, or one of the names. Where a name could not be read, none is judged."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {*names}

    def __contains__(self, name: object) -> bool:
        return not name or name in self._names or "" in self._names


def _nobody(userid: str) -> str:
    return f"nobody in [[people]] has userid {userid!r}"


def _twice(table: str, key: str, values: list[tuple[int, str]]) -> list[tuple[Place, str]]:
    """Each value after its first appearance, at the table with that number."""
    seen: set[str] = set()
    found: list[tuple[Place, str]] = []
    for index, value in values:
        if value and value in seen:
            found.append(((table, index, key), f"{value!r} appears twice"))
        seen.add(value)
    return found


def _mistake(path: Path, text: str, where: Place, what: str) -> str:
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    return f"{path}:{_line_of(text, where)}: {place}: {what.removeprefix('Value error, ')}"


_HEADER = re.compile(r"^\s*(?P<open>\[\[?)\s*(?P<name>[\w.-]+)")
_KEY = re.compile(r"^\s*(?P<name>[\w.-]+)\s*=")


def _line_of(text: str, where: Place) -> int:
    """The line of the key that `where` names in its (n-th) table; else the line of the table; else 1."""
    wanted = ".".join(part for part in where if isinstance(part, str)) + "."
    ordinal = next((part for part in where if isinstance(part, int)), 0)
    seen: Counter[str] = Counter()
    here, inside, best, depth = "", True, 1, 0
    for number, line in enumerate(text.splitlines(), start=1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            here = header["name"]
            inside = wanted.startswith(f"{here}.") and (header["open"] == "[" or seen[here] == ordinal)
            seen[here] += 1
        named = here if header else ".".join(part for part in (here, key["name"]) if part) if key else ""
        deep = named.count(".") + 1
        if inside and named and wanted.startswith(f"{named}.") and deep > depth:
            best, depth = number, deep
    return best


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
        vocabulary=vocabulary_file.vocabulary(parsed.words, parsed.categories),
    )


def _group(table: community_file.GroupTable, environ: Mapping[str, str]) -> roster.Group:
    key = table.webhook_key
    secret = environ[key[4:]] if key.startswith("env:") else key
    first, *others = _grids(table) or ("",)
    return roster.Group(table.chat_id, table.name, table.kind, first, secret, tuple(others))


def _grids(table: community_file.GroupTable) -> tuple[str, ...]:
    return (table.grid,) if isinstance(table.grid, str) else table.grid


def _ticket_rules(table: community_file.TicketTable) -> roster.TicketRules:
    return roster.TicketRules(
        accept_minutes=table.accept_minutes.by_urgency(),
        resolve_hours=table.resolve_hours.by_urgency(),
        escalate_after_minutes=table.escalate_after_minutes,
        confirm_days=table.confirm_days,
        reopen_days=table.reopen_days,
        deadlines=tuple(roster.DeadlineRule(**one.model_dump()) for one in table.deadlines),
        refer_days=table.refer_days,
    )
