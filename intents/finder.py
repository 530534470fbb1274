"""The one door to the automaton: many words found in one pass over a text, whose cost does not grow with the words."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import compress
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

_Meaning = TypeVar("_Meaning")

#: Also the words inside of others. Handed over by its place: a name for it makes every look a fifth slower.
_OVERLAPPING = True


class Finder(Generic[_Meaning]):
    """Finds words, one at least, and gives for each what stands behind it, and its start and end.

    The automaton is built when it is first asked. It finds all words: one that finds only the leftmost and longest
    takes twice as long to build, and would have to stand beside it for those who want them all.
    """

    def __init__(self, words: Mapping[str, _Meaning]) -> None:
        self._words = [*filter(None, words)]
        self._meanings = [*compress(words.values(), words)]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        words, self._words = self._words, []  # the automaton holds them in a shape of its own
        return AhoCorasick(words, implementation=Implementation.ContiguousNFA, store_patterns=False)

    # One pass and one answer, in four ways; each asks the automaton itself, since a call more is felt in every line.

    def places(self, text: str) -> list[tuple[int, int, int]]:
        """Every word of `text`, also those inside of others, in the order of their ends, the longest first.

        Each by its place among the words that it was built of, with its start and end.
        """
        return self._automaton.find_matches_as_indexes(text, _OVERLAPPING)

    def every(self, text: str) -> list[tuple[_Meaning, int, int]]:
        """The same by what stands behind each."""
        found = self._automaton.find_matches_as_indexes(text, _OVERLAPPING)
        meanings = self._meanings
        return [(meanings[place], start, end) for place, start, end in found] if found else []

    def apart(self, text: str) -> list[tuple[_Meaning, int, int]]:
        """Of these those that do not overlap, the leftmost first, the longest of these."""
        found = self._automaton.find_matches_as_indexes(text, _OVERLAPPING)
        meanings = self._meanings
        return [(meanings[place], start, end) for place, start, end in leftmost_longest(found)] if found else []

    def meant(self, text: str) -> list[_Meaning]:
        """What stands behind every word, where nobody asks for its start and end."""
        found = self._automaton.find_matches_as_indexes(text, _OVERLAPPING)
        return [self._meanings[place] for place, _, _ in found] if found else []

    def any(self, text: str) -> bool:
        """Whether there is a word at all."""
        return bool(self._automaton.find_matches_as_indexes(text))


def leftmost_longest(found: Iterable[tuple[_Meaning, int, int]]) -> list[tuple[_Meaning, int, int]]:
    """Those of the words that do not overlap, the leftmost first, the longest of these; of equal ones the last.

    They come in the order of their ends: so each reaches as far as those before it, and takes the place of all of them
    that do not begin before it.
    """
    chosen: list[tuple[_Meaning, int, int]] = []
    begun = reach = 0
    for one in found:
        _, start, end = one
        if start < reach:
            if start > begun:
                continue
            before = len(chosen) - 1
            while before and chosen[before - 1][1] >= start:
                before -= 1
            if before and chosen[before - 1][2] > start:
                continue
            del chosen[before:]
        chosen.append(one)
        begun, reach = start, end
    return chosen
