"""What a line looks like: how it ends, which small words and telling characters it holds."""

import functools
import itertools
import operator
import re
from typing import NamedTuple

from intents import sources

#: How many different characters of a kind make which class of the line.
_STEPS = {
    "ill": ("ill", "ills", "many_ills"),
    "thing": ("thing", "things"),
    "cheer": ("cheer",),
    "eat": ("eat", "eats", "many_eats"),
    "eater": ("eater", "eaters"),
    "yearn": ("yearn", "yearns", "many_yearns"),
}
#: Classes that follow from the shape of the line, besides the small words of signs.toml.
CLASSES = (
    "building", "long", "ends_asking", "ends_polite", "asks", "pictured", "district",
    *itertools.chain(*_STEPS.values()),
)  # fmt: skip
#: Every kind of character is counted in sixteen bits of one number.
_COUNT = 0xFFFF
_LONG = 80
#: Emoji of the supplementary planes.
_PICTURES = re.compile("[\U0001f001-\U0010ffff]")
#: "A3区", "K7县": how formal reports name a district.
_DISTRICT = re.compile(r"[A-Z]\d{0,2}(?:市|区|县)")
#: Thanks in advance, at the end of something longer.
_POLITE = re.compile(r"(?<=.{5})(?:谢谢|谢了|谢啦|多谢|感谢|辛苦)(?:了|啦|您|你|您了|大家|各位)?[!.~。 🙏]*$")


class _Telling(NamedTuple):
    """Characters that say something by themselves: `each` with its class, and its count in sixteen bits of its kind."""

    chars: frozenset[str]
    each: dict[str, tuple[int, int]]
    steps: tuple[tuple[int, tuple[int, ...]], ...]


def small_words() -> tuple[str, ...]:
    """The classes that are small words: "你" for 你 and 您."""
    return tuple(sources.table_of("signs.toml")["small"])


class Shapes:
    """The bits of a text's shape; `bits` gives the bit of a class."""

    def __init__(self, bits: dict[str, int]) -> None:
        self._bits = bits
        self._telling = _telling(bits)
        self._reached = functools.lru_cache(maxsize=4096)(self._classes)

    def mask(self, text: str, building: bool) -> int:
        """The classes of `text` (normalised). `building`: it names a building, unit or room."""
        bits, each = self._bits, self._telling.each
        mask = total = 0
        for char in self._telling.chars.intersection(text):
            small, count = each[char]
            mask |= small
            total += count
        mask |= self._reached(total)
        if building:
            mask |= bits["building"]
        if len(text) > _LONG:
            mask |= bits["long"]
        if text.rstrip(" 。!~").endswith(("?", "吗", "么", "呢", "不", "没")):
            mask |= bits["ends_asking"]
        if "?" in text:
            mask |= bits["asks"]
        if ("谢" in text or "辛苦" in text) and _POLITE.search(text):
            mask |= bits["ends_polite"]
        if _DISTRICT.search(text):
            mask |= bits["district"]
        return mask | bits["pictured"] if _PICTURES.search(text) else mask

    def _classes(self, total: int) -> int:
        """The classes of so many characters of each kind."""
        mask = 0
        for shift, reached in self._telling.steps:
            if count := total >> shift & _COUNT:
                mask |= reached[count] if count < len(reached) else reached[-1]
        return mask


def _telling(bits: dict[str, int]) -> _Telling:
    table = sources.table_of("signs.toml")
    counts: dict[str, int] = {}
    for place, kind in enumerate(_STEPS):
        for char in set(table[kind]):
            counts[char] = counts.get(char, 0) + (1 << 16 * place)
    small = {char: bits[name] for name, chars in table["small"].items() for char in chars}
    steps = tuple(
        (16 * place, (0, *itertools.accumulate((bits[step] for step in steps), operator.or_)))
        for place, steps in enumerate(_STEPS.values())
    )
    each = {char: (small.get(char, 0), counts.get(char, 0)) for char in (*counts, *small)}
    return _Telling(frozenset(each), each, steps)
