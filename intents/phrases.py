"""Lists of phrases for the small grammars, read from data; each list is searched in one pass."""

import re
from functools import lru_cache
from typing import Any

import ahocorasick

from intents import sources, tokens


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return sources.table_of("phrases.toml")


@lru_cache(maxsize=64)
def words(section: str, key: str = "words") -> frozenset[str]:
    """The phrases of one list."""
    return frozenset(_table()[section][key].split())


def mentions(text: str, section: str, key: str = "words") -> bool:
    """Whether `text` holds any phrase of one list; the cost does not grow with the list."""
    return next(_automaton(section, key).iter(text), None) is not None


@lru_cache(maxsize=64)
def _automaton(section: str, key: str) -> ahocorasick.Automaton:
    return _found_as({key: words(section, key)})


def _found_as(lists: dict[str, frozenset[str]]) -> ahocorasick.Automaton:
    """An automaton that gives for every word the names of the lists that it stands in."""
    names: dict[str, tuple[str, ...]] = {}
    for name, said in lists.items():
        for word in said:
            names[word] = (*names.get(word, ()), name)
    return tokens.finder(names)


@lru_cache(maxsize=1)
def diets() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What is noted down, and a pattern of the ways to say it."""
    return tuple((note, _any(frozenset(said.split()))) for note, said in _table()["diet"].items())


@lru_cache(maxsize=1)
def without() -> re.Pattern[str]:
    """ "不要香菜": the thing left out is group 1."""
    entry = _table()["without"]
    return re.compile(f"(?:{_either(entry['heads'].split())})({_either(entry['tails'].split())})")


def pressing(text: str) -> set[str]:
    """The lists of urgency that `text` holds words of: "red", "yellow", "fragile", "not_now", first halves of pairs."""
    return {name for _, names in _pressing().iter(text) for name in names}


@lru_cache(maxsize=1)
def _pressing() -> ahocorasick.Automaton:
    table = _table()["urgency"]
    lists = {name: table[name] for name in ("red", "yellow", "fragile", "not_now")}
    for level in ("red", "yellow"):
        lists |= {first: left for (first, _), (left, _) in zip(pairs(level), table[f"{level}_pairs"], strict=True)}
    return _found_as({name: frozenset(said.split()) for name, said in lists.items()})


@lru_cache(maxsize=2)
def pairs(level: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Two things which together, at most 14 characters apart, are "red" or "yellow": how `pressing` calls the first."""
    return tuple(
        (f"{level} {place}", re.compile(f"(?:{_either(left.split())}).{{0,14}}(?:{_either(right.split())})"))
        for place, (left, right) in enumerate(_table()["urgency"][f"{level}_pairs"])
    )


@lru_cache(maxsize=1)
def not_now() -> re.Pattern[str]:
    """What is feared or was before, to the end of its clause but ten characters at most; and any 隐患 of four."""
    said = _either(_table()["urgency"]["not_now"].split())
    return re.compile(rf"(?:{said})[^,;。!?\s]{{0,10}}|[^,;。!?\s]{{0,4}}隐患")


def _any(found: frozenset[str]) -> re.Pattern[str]:
    return re.compile(_either(list(found)))


def _either(found: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))
