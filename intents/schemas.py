"""What each rule file must look like, and where in it something does not."""

import re
from collections.abc import Iterator
from typing import Any

from bot.domain.tickets import Kind, Move
from bot.domain.urgency import Urgency

_KINDS = frozenset(kind.value for kind in Kind)
_LEVELS = frozenset(level.value for level in Urgency)
_LISTS = {"*": str}
_SPOKEN = {"who": str, "help": str}
_LINE = {"who": str, "line": str}
_SORTS = dict.fromkeys(("hazard", "wish", "dispute", "help"), str)
_CATEGORY = {
    "label": str, "kind": _KINDS, "urgency?": _LEVELS, "private?": bool, "photo?": bool, "ask_place?": bool
}  # fmt: skip
_MOVE = {**_SPOKEN, "move": frozenset(move.value for move in Move), "short": str, "spoken": str, "takes?": str}
_WEIGHTS = ("hazard?", "wish?", "meal?", "other?")
_PLACES = ("landmarks", "ahead", "beside", "spots", "endings", "tails", "stops")

#: A table has these keys; "key?" may be missing, "*" is any other; [x] is a list of x; a set is its values.
_SHAPES: dict[str, Any] = {
    "accused.toml": {"*": _LISTS},
    "asides.toml": {name: {**_SPOKEN, "words": str} for name in ("urge", "note")},
    "canteen_questions.toml": {
        **dict.fromkeys(("before", "after"), str),
        **{key: {"ways": str} for key in ("how", "theirs", "own", "in_time")},
    },
    "categories.toml": {"*": _CATEGORY},
    "commands.toml": {"move": [_MOVE], "show": [{**_SPOKEN, "request": str, "words": str}]},
    "concerns.toml": {"*": _LISTS},
    "corrections.toml": {
        "kinds": _SORTS, "urgencies": dict.fromkeys(sorted(_LEVELS), str), "nothing": {"words": str}, "help": [_LINE],
    },
    "fieldwork.toml": {
        **dict.fromkeys(("later", "not_ours", "done", "taken", "taken_bare", "same", "close"), str),
        **dict.fromkeys(("put_off", "hand", "polite"), str),
        "bare": dict.fromkeys(("before", "after", "under_way", "cannot", "refer", "returned"), str),
        "head": dict.fromkeys(("seen", "content", "undone", "press", "heard"), str),
        "orders": _LISTS,
    },
    "help.toml": {
        "first": dict.fromkeys(("secretary", "leader", "staff", "canteen", "resident"), str),
        "canteen": {"lines": list},
        "more": {"line": str},
    },
    "joining.toml": {"alone": str, "words": str, "outages": str, "help": _LINE},
    "leanings.toml": {"*": {"name?": str, "*": float}},
    "phrases.toml": {"urgency": {"red_pairs": list, "yellow_pairs": list, "*": str}, "*": _LISTS},
    "pleas.toml": {"*": {"words": str, "pairs?": list}},
    "places.toml": {**dict.fromkeys(_PLACES, str), "not_before": _LISTS},
    "questions.toml": {"*": _LISTS},
    "results.toml": dict.fromkeys(("deeds", "empty", "whom", "handed", "finding", "unfounded"), str),
    "rules.toml": {"rule": [{"name": str, **dict.fromkeys(_WEIGHTS, float), "*": object}]},
    "safety_dangers.toml": {
        "*": {"category": str, "now": str, "alone?": str, "needs?": str, "despite?": str, "beside?": list}
    },
    "safety_quiet.toml": {"*": {"words": str}},
    "safety_words.toml": _LISTS,
    "signs.toml": {**dict.fromkeys(("ill", "thing", "cheer", "eat", "eater", "yearn"), str), "small": _LISTS},
    "spellings.toml": {"*": _LISTS},
    "standing.toml": {"*": {"words": str}},
}  # fmt: skip
#: Files that no line of a resident needs: a mistake in them would show only when somebody on the staff speaks.
FILES = (
    *(
        "accused.toml",
        "canteen_questions.toml",
        "corrections.toml",
        "fieldwork.toml",
        "help.toml",
        "joining.toml",
        "phrases.toml",
    ),
    *("places.toml", "pleas.toml", "questions.toml", "results.toml", "standing.toml"),
)
_CALLED = {str: "text", float: "a number", bool: "true or false", list: "a list"}
#: A step of the way to a value: its key, and which one it is where there are several.
_Way = tuple[tuple[str, int], ...]


def mistakes(name: str, table: dict[str, Any], source: str) -> tuple[str, ...]:
    """Every place where `table`, read from `source`, has not the shape of the file `name`, with its line."""
    shape = _SHAPES.get(name)
    found = _wrong(shape, table, ()) if shape is not None else ()
    return tuple(f"{name}:{_line(source, way)}: {what}" for way, what in found)


def _wrong(shape: Any, value: Any, way: _Way) -> Iterator[tuple[_Way, str]]:
    called = way[-1][0] if way else "the file"
    if isinstance(shape, frozenset):
        if not isinstance(value, str) or value not in shape:
            yield way, f"{called} is one of {', '.join(sorted(shape))}"
    elif isinstance(shape, dict):
        yield from _wrong_table(shape, value, way, called)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield way, f"{called} should be a list of tables"
            return
        for number, one in enumerate(value):
            yield from _wrong(shape[0], one, (*way[:-1], (called, number)))
    elif not isinstance(value, int | float if shape is float else shape):
        yield way, f"{called} should be {_CALLED[shape]}"


def _wrong_table(shape: dict[str, Any], value: Any, way: _Way, called: str) -> Iterator[tuple[_Way, str]]:
    if not isinstance(value, dict):
        yield way, f"{called} should be a table"
        return
    yield from ((way, f"{key} is missing") for key in shape if key != "*" and key[-1] != "?" and key not in value)
    for key, one in value.items():
        inner = shape.get(key, shape.get(f"{key}?", shape.get("*")))
        if inner is None:
            yield (*way, (key, 0)), f"unknown key {key}"
        else:
            yield from _wrong(inner, one, (*way, (key, 0)))


def _line(source: str, way: _Way) -> int:
    """The line (from 1) in which the value at the end of `way` begins."""
    at = 0
    for key, number in way:
        spelt = f'(?:{re.escape(key)}|"{re.escape(key)}")'
        found = list(re.finditer(rf"^(?:\[\[?{spelt}\]|{spelt}\s*=)", source[at:], re.MULTILINE))
        if len(found) > number:
            at += found[number].start()
    return source.count("\n", 0, at) + 1
