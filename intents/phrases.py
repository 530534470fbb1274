"""Lists of phrases for the small grammars, read from data; each list is searched in one pass."""

import itertools
import re
from functools import lru_cache
from typing import Any

from intents import sources
from intents.finder import Finder


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return sources.table_of("phrases.toml")


@lru_cache(maxsize=64)
def words(section: str, key: str = "words") -> frozenset[str]:
    """The phrases of one list."""
    return frozenset(_table()[section][key].split())


def mentions(text: str, section: str, key: str = "words") -> bool:
    """Whether `text` holds any phrase of one list; the cost does not grow with the list."""
    return _finder(section, key).any(text)


def wholly(text: str, said: frozenset[str], besides: frozenset[str]) -> bool:
    """Whether `text` is nothing but phrases that are `said`, one at least, and such as may go with them (`besides`)."""
    if not (text and letters(said, besides).issuperset(text)):
        return False
    longest = max(_longest(said), _longest(besides))
    reached = {0: _FILLED}  # how the text up to there can be put together, at best: most texts end at once
    for start in range(len(text)):
        how = reached.pop(start, None)
        if how is None:
            continue
        if text[start] in _MARKS:
            reached[start + 1] = max(reached.get(start + 1, how), how)
        for end in range(start + 1, min(start + longest, len(text)) + 1):
            part = text[start:end]
            if part in said:
                reached[end] = _SAID
            elif part in besides:
                reached[end] = max(reached.get(end, how), how)
        if not reached:
            return False
    return reached.get(len(text)) == _SAID


def beginnings(known: frozenset[str]) -> frozenset[str]:
    """The two characters with which a text can begin that is `wholly` of known phrases, unless one is a mark."""
    first = {word[0] for word in known}
    alone = {word for word in known if len(word) == 1}
    return frozenset(word[:2] for word in known) - alone | {one + after for one in alone for after in first}


_FILLED, _SAID = range(2)
_MARKS = " ,.!~。、;:"


@lru_cache(maxsize=64)
def letters(*lists: frozenset[str]) -> frozenset[str]:
    """The characters that a text is made of which is `wholly` of these phrases: most texts are told by that."""
    return frozenset("".join((*itertools.chain(*lists), _MARKS)))


@lru_cache(maxsize=64)
def _longest(words: frozenset[str]) -> int:
    return max(map(len, words), default=0)


@lru_cache(maxsize=64)
def _finder(section: str, key: str) -> Finder[None]:
    return Finder(dict.fromkeys(words(section, key)))


@lru_cache(maxsize=1)
def diets() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What is noted down, and a pattern of the ways to say it."""
    return tuple((note, _any(frozenset(said.split()))) for note, said in _table()["diet"].items())


def spice() -> frozenset[str]:
    """What may be noted down about spice: no meal is two of these."""
    return words("spice")


def dieted(text: str) -> set[str]:
    """The notes of `diets` whose words `text` holds, denied or not: most texts hold none."""
    return {note for notes in _diet_words().meant(text) for note in notes}


@lru_cache(maxsize=1)
def tastes() -> frozenset[str]:
    """不辣, 少盐, 不要香菜: what may be said of food; not the illnesses that mean the same."""
    said = " ".join(_table()["diet"].values()).split()
    left = (f"{head}{tail}" for head in words("without", "heads") for tail in words("without", "tails"))
    return frozenset((*said, *left)) - words("eater", "ill")


@lru_cache(maxsize=1)
def _diet_words() -> Finder[tuple[str, ...]]:
    notes: dict[str, tuple[str, ...]] = {}
    for note, said in _table()["diet"].items():
        for word in said.split():
            notes[word] = (*notes.get(word, ()), note)
    return Finder(notes)


@lru_cache(maxsize=1)
def without() -> re.Pattern[str]:
    """ "不要香菜": the thing left out is group 1."""
    entry = _table()["without"]
    return re.compile(f"(?:{_either(entry['heads'].split())})({_either(entry['tails'].split())})")


#: Words that press by themselves, and those that whoever is weak is called by; above them a bit for each pair.
RED, YELLOW, FRAGILE = (1 << bit for bit in range(3))
_PAIRS = {RED: "red_pairs", YELLOW: "yellow_pairs"}


def pressing() -> dict[str, int]:
    """Every word of urgency with what it is, as bits: `RED`, `YELLOW`, `FRAGILE`, a first half of the `pairs`."""
    table = _table()["urgency"]
    lists = [(RED, table["red"]), (YELLOW, table["yellow"]), (FRAGILE, table["fragile"])]
    for level, key in _PAIRS.items():
        lists += [(_first(level) << place, left) for place, (left, _) in enumerate(table[key])]
    found: dict[str, int] = {}
    for bit, said in lists:
        for word in said.split():
            found[word] = found.get(word, 0) | bit
    return found


@lru_cache(maxsize=2)
def pairs(level: int) -> tuple[int, tuple[tuple[int, re.Pattern[str]], ...]]:
    """Two things which together, at most 14 characters apart, are `RED` or `YELLOW`: the bit of the first with both.

    Before them the bits of all.
    """
    found = tuple(
        (_first(level) << place, re.compile(f"(?:{_either(left.split())}).{{0,14}}(?:{_either(right.split())})"))
        for place, (left, right) in enumerate(_table()["urgency"][_PAIRS[level]])
    )
    return sum(bit for bit, _ in found), found


def _first(level: int) -> int:
    """The bit of the first of the `pairs`."""
    above = 0 if level == RED else len(_table()["urgency"][_PAIRS[RED]])
    return FRAGILE << 1 + above


@lru_cache(maxsize=1)
def not_now() -> re.Pattern[str]:
    """What is feared or was before, to the end of its clause but ten characters at most; and any 隐患 of four."""
    said = _either(_table()["urgency"]["not_now"].split())
    return re.compile(rf"(?:{said})[^,;。!?\s]{{0,10}}|[^,;。!?\s]{{0,4}}隐患")


def _any(found: frozenset[str]) -> re.Pattern[str]:
    return re.compile(_either(list(found)))


def _either(found: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))
