"""The words by which it is heard in what mood somebody speaks of a matter of theirs; they are in concerns.toml."""

import re
from functools import lru_cache, partial
from typing import Any

from bot.domain.concerns import Mood
from intents import sources

#: Moods are put together as numbers, one bit a mood: most lines hold words of none that matters.
BITS = {mood: 1 << place for place, mood in enumerate(Mood)}
_ALL = (1 << len(BITS)) - 1
#: The lists whose words are enough to hear a mood, and those that take a second look.
_ENOUGH = {
    Mood.UNDONE: ("nobody", "useless"),
    Mood.DOUBT: ("words",),
    Mood.ASKS: ("how", "either"),
    Mood.URGES: ("words",),
    Mood.GIVES_UP: ("words",),
    Mood.OVER: ("words",),
}
_HINTS = {
    Mood.UNDONE: ("still",),
    Mood.ASKS: ("when", "yet"),
    Mood.URGES: ("long", "why"),
    Mood.GIVES_UP: ("own",),
    Mood.AGAIN: ("words",),
    Mood.DONE: ("words",),
    Mood.PLEASED: ("words",),
    Mood.PLACE: ("home",),
    Mood.OVER: ("bare",),
    Mood.FINE: ("words",),
}
#: "亮是亮了", "好是好了"
ALMOST = re.compile(r"(.{1,2})是\1了?")
_FIGURES = r"[\d一二两三四五六七八九十几多半好]{1,3}个?"


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return sources.table_of("concerns.toml")


@lru_cache(maxsize=64)
def words(section: str, key: str) -> frozenset[str]:
    """The words of a list of concerns.toml."""
    return frozenset(_table()[section][key].split())


def cued(text: str, cues: int) -> tuple[int, int]:
    """The moods that `text` holds words of, as bits: those that are enough, and those that take a second look.

    `cues`: what the words of `text` are by `cues`, and anything above.
    """
    sure = cues & _ALL
    if "是" in text and ALMOST.search(text):
        sure |= BITS[Mood.DOUBT]
    return sure, cues >> len(BITS) & _ALL


def cues() -> dict[str, int]:
    """Every word with the moods that it is enough for, as bits, and above them those it hints at."""
    found: dict[str, int] = {}
    pairs = [(Mood.DENIED, "words", "state"), (Mood.DENIED, "past", "deeds"), (Mood.GIVES_UP, "refuse", "deed")]
    lists = [(mood, True, words(mood, key)) for mood, keys in _ENOUGH.items() for key in keys]
    lists += [(mood, False, words(mood, key)) for mood, keys in _HINTS.items() for key in keys]
    lists += [(mood, True, _together(words(mood, left), words(mood, right))) for mood, left, right in pairs]
    for mood, enough, said in lists:
        for word in said:
            found[word] = found.get(word, 0) | (BITS[mood] if enough else BITS[mood] << len(BITS))
    return found


def _together(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    return frozenset(one + other for one in left for other in right)


#: The moods that have `patterns`.
APART = BITS[Mood.UNDONE] | BITS[Mood.ASKS] | BITS[Mood.URGES] | BITS[Mood.GIVES_UP]


@lru_cache(maxsize=1)
def patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """The bit of a mood, and how it is put in two words that stand apart."""
    near, end = "[^,;。!?]", r"(?:啊|呀|呢|嘛|\?)*$"
    undone, asks, urges, leaves = (
        partial(_either, mood) for mood in (Mood.UNDONE, Mood.ASKS, Mood.URGES, Mood.GIVES_UP)
    )
    written = {
        Mood.UNDONE: f"{undone('still')}{near}{{0,3}}{undone('ill')}",
        Mood.ASKS: f"{asks('when')}{near}{{0,4}}{asks('deed')}|{asks('deed')}[好完过]?{asks('yet')}{end}",
        Mood.URGES: f"{urges('long')}{near}{{0,4}}(?:{_FIGURES}{urges('unit')}|{urges('span')})"
        f"|等{_FIGURES}{urges('unit')}了"
        f"|{urges('why')}{near}{{0,4}}{urges('slow')}",
        Mood.GIVES_UP: f"{leaves('own')}{near}{{0,4}}{leaves('done')}",
    }
    return tuple((BITS[mood], re.compile(how)) for mood, how in written.items())


def _either(section: str, key: str) -> str:
    return f"(?:{'|'.join(sorted(words(section, key), key=len, reverse=True))})"
