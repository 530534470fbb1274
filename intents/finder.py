"""The one door to the automaton: many words found in one pass over a text, whose cost does not grow with the words."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

_Meaning = TypeVar("_Meaning")
_BEGINNING = itemgetter(1)


class Finder(Generic[_Meaning]):
    """Finds words, one at least, and gives for each what stands behind it, and its start and end.

    What finds all words and what finds those apart are two automata, each built when it is first asked.
    """

    def __init__(self, words: Mapping[str, _Meaning]) -> None:
        self._words = [word for word in words if word]
        self._meanings = [words[word] for word in self._words]

    @cached_property
    def _all(self) -> AhoCorasick:
        return AhoCorasick(self._words, implementation=Implementation.ContiguousNFA, store_patterns=False)

    @cached_property
    def _longest(self) -> AhoCorasick:
        return AhoCorasick(
            self._words,
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
            store_patterns=False,
        )

    def every(self, text: str) -> list[tuple[_Meaning, int, int]]:
        """Every word of `text`, also those inside of others, in the order of their ends, the longest first."""
        meanings = self._meanings
        found = self._all.find_matches_as_indexes(text, overlapping=True)
        return [(meanings[place], start, end) for place, start, end in found]

    def meant(self, text: str) -> list[_Meaning]:
        """What stands behind every word of `text`, in the same order, where nobody asks for the places."""
        meanings = self._meanings
        return [meanings[place] for place, _, _ in self._all.find_matches_as_indexes(text, overlapping=True)]

    def apart(self, text: str) -> list[tuple[_Meaning, int, int]]:
        """Those words of `text` that do not overlap, the leftmost first, the longest of these."""
        meanings = self._meanings
        return [(meanings[place], start, end) for place, start, end in self._longest.find_matches_as_indexes(text)]

    def any(self, text: str) -> bool:
        """Whether `text` holds any of the words."""
        return bool(self._all.find_matches_as_indexes(text))


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
