"""What somebody is told that they can say: the lines they need most, and on request all of them."""

from functools import lru_cache
from typing import Any

from bot.domain import roster
from intents import commands, sources

_OFFICES = (
    ("secretary", frozenset({roster.Role.SECRETARY})),
    ("leader", frozenset({roster.Role.LEADER})),
    ("staff", roster.STAFF),
    ("canteen", frozenset({roster.Role.CANTEEN})),
)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return sources.table_of("help.toml")


def whole(roles: frozenset[roster.Role]) -> tuple[str, ...]:
    """Every line for somebody with these roles."""
    own = tuple(_table()["canteen"]["lines"]) if roster.Role.CANTEEN in roles else ()
    return (*own, *commands.help_lines(roles))


def first(roles: frozenset[roster.Role]) -> tuple[str, ...]:
    """The lines they need most, in that order, and how to see the rest."""
    office = next((name for name, those in _OFFICES if roles & those), "resident")
    heads = [head.replace("␣", " ") for head in _table()["first"][office].split()]
    lines = whole(roles)
    found = [next(line for line in lines if line.startswith(head)) for head in heads]
    return (*found, _table()["more"]["line"])
