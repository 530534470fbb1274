"""What a line looks like: how it ends, which small words and telling characters it holds."""

import functools
import itertools
import operator
import re
from collections.abc import Callable
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
_PICTURES = "\U0001f001-\U0010ffff"
#: "A3区", "K7县": how formal reports name a district.
_DISTRICT = re.compile(r"[A-Z]\d{0,2}(?:市|区|县)")
#: What a question ends with, but for these marks.
_ASKING, _MARKS = ("?", "吗", "么", "呢", "不", "没"), " 。!~"
#: Thanks in advance, at the end of something longer.
_THANKS = ("谢谢", "谢了", "谢啦", "多谢", "感谢", "辛苦")
_WHOM, _AFTER = ("了", "啦", "您", "你", "您了", "大家", "各位"), "!.~。 🙏"
_POLITE = re.compile(rf"(?<=.{{5}})(?:{'|'.join(_THANKS)})(?:{'|'.join(_WHOM)})?[{_AFTER}]*$")
#: All that the last character of either can be: most lines are told by that. (`$` also stands before a last "\n".)
_LAST = frozenset(word[-1] for word in (*_ASKING, *_MARKS, *_THANKS, *_WHOM, *_AFTER, "\n"))


class _Telling(NamedTuple):
    """Characters that say something by themselves: `each` with its class, and its count in sixteen bits of its kind.

    `find` gives all of them in a text, and pictures.
    """

    find: Callable[[str], list[str]]
    each: Callable[[str], tuple[int, int]]
    steps: tuple[tuple[int, tuple[int, ...]], ...]


class _Known(dict[str, tuple[int, int]]):
    """What each character says; of all that are not listed, which are pictures, the same (`other`)."""

    other: tuple[int, int]

    def __missing__(self, _: str) -> tuple[int, int]:
        return self.other


def small_words() -> tuple[str, ...]:
    """The classes that are small words: "你" for 你 and 您."""
    return tuple(sources.table_of("signs.toml")["small"])


class Shapes:
    """The bits of a text's shape; `bits` gives the bit of a class."""

    def __init__(self, bits: dict[str, int]) -> None:
        self._bits = bits
        self._find, self._each, self._steps = _telling(bits)
        self._reached = functools.lru_cache(maxsize=4096)(self._classes)

    def mask(self, text: str, building: bool) -> int:
        """The classes of `text` (normalised). `building`: it names a building, unit or room."""
        bits = self._bits
        mask = total = 0
        for small, count in map(self._each, set(self._find(text))):
            if small:
                mask |= small
            if count:
                total += count
        if total:
            mask |= self._reached(total)
        if building:
            mask |= bits["building"]
        if len(text) > _LONG:
            mask |= bits["long"]
        if text[-1:] in _LAST:
            mask |= self._at_end(text)
        return mask | bits["district"] if _DISTRICT.search(text) else mask

    def _at_end(self, text: str) -> int:
        """The classes that tell how `text` ends."""
        asks = self._bits["ends_asking"] if text.rstrip(_MARKS).endswith(_ASKING) else 0
        return asks | self._bits["ends_polite"] if _POLITE.search(text) else asks

    def _classes(self, total: int) -> int:
        """The classes of so many characters of each kind."""
        mask = 0
        for shift, reached in self._steps:
            if count := total >> shift & _COUNT:
                mask |= reached[count] if count < len(reached) else reached[-1]
        return mask


def _telling(bits: dict[str, int]) -> _Telling:
    table = sources.table_of("signs.toml")
    counts: dict[str, int] = {}
    for place, kind in enumerate(_STEPS):
        for char in set(table[kind]):
            counts[char] = counts.get(char, 0) + (1 << 16 * place)
    small = {char: bits[name] for name, chars in table["small"].items() for char in chars} | {"?": bits["asks"]}
    steps = tuple(
        (16 * place, (0, *itertools.accumulate((bits[step] for step in steps), operator.or_)))
        for place, steps in enumerate(_STEPS.values())
    )
    each = _Known({char: (small.get(char, 0), counts.get(char, 0)) for char in (*counts, *small)})
    each.other = bits["pictured"], 0
    find = re.compile(f"[{re.escape(''.join(each))}{_PICTURES}]").findall
    return _Telling(find, each.__getitem__, steps)
