"""The one door to the automaton: many words found in one pass over a text, whose cost does not grow with the words."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Generic, TypeVar

import ahocorasick

from intents import tokens

_Meaning = TypeVar("_Meaning")
_BEGINNING = itemgetter(1)


class Finder(Generic[_Meaning]):
    """Finds words, one at least, and gives for each what stands behind it, and its start and end."""

    def __init__(self, words: Mapping[str, _Meaning]) -> None:
        """The automaton tries the branches of a place one after another: what begins with common characters goes first.

        Words of one size that share their meaning share what it gives.
        """
        common = tokens.frequencies()
        by_first: dict[str, list[str]] = {}
        for word in words:
            by_first.setdefault(word[:1], []).append(word)
        told: dict[tuple[int, int], tuple[int, _Meaning]] = {}
        self._automaton = ahocorasick.Automaton()
        add = self._automaton.add_word
        for first in sorted(by_first, key=lambda char: -common.get(char, 0)):
            for word in by_first[first]:
                meaning = words[word]
                same = (len(word), id(meaning))
                add(word, told.get(same) or told.setdefault(same, (len(word), meaning)))
        self._automaton.make_automaton()

    def every(self, text: str) -> list[tuple[_Meaning, int, int]]:
        """Every word of `text`, also those inside of others, in the order of their ends, the longest first."""
        return [(meaning, last + 1 - size, last + 1) for last, (size, meaning) in self._automaton.iter(text)]

    def meant(self, text: str) -> list[_Meaning]:
        """What stands behind every word of `text`, in the same order, where nobody asks for the places."""
        return [meaning for _, (_, meaning) in self._automaton.iter(text)]

    def apart(self, text: str) -> list[tuple[_Meaning, int, int]]:
        """Those words of `text` that do not overlap, the leftmost first, the longest of these.

        (`Automaton.iter_long` loses words: where a longer one fails late, it does not look again at those within.)
        """
        return leftmost_longest(self.every(text))

    def any(self, text: str) -> bool:
        """Whether `text` holds any of the words."""
        return next(self._automaton.iter(text), None) is not None


def leftmost_longest(found: Iterable[tuple[_Meaning, int, int]]) -> list[tuple[_Meaning, int, int]]:
    """Those of `found` that do not overlap, the leftmost first, the longest of these.

    `found` are in the order of their ends. What stands twice in one place is what comes last.
    """
    chosen: list[tuple[_Meaning, int, int]] = []
    reach = 0
    for one in found:
        start = one[1]
        if start < reach:  # over words found before: it stands for those that begin no earlier, if for all of them
            kept = bisect_left(chosen, start, key=_BEGINNING)
            if kept and chosen[kept - 1][2] > start:
                continue
            del chosen[kept:]
        reach = one[2]
        chosen.append(one)
    return chosen
