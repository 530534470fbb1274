"""Rules of danger asked of a line: whether the words of any can all be there, and which are met."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import attrgetter, or_
from typing import NamedTuple

from intents import tokens
from intents.finder import Finder

#: The words of one rule stand at most this many characters apart.
_REACH = 20
#: No more places of one word list are tried, so that a hostile line costs no more than its length.
_MOST = 24
#: About as many characters follow another; a word one character longer is so much rarer.
_ALPHABET = 30.0


@dataclass(frozen=True, slots=True)
class Rule:
    """`slots` are word lists, a bit each; every one of them must be found, apart from one another and near.

    `place`: in the order of the file. `mask`: the slots together.
    """

    place: int
    kind: str
    slots: tuple[int, ...]
    mask: int


class There(NamedTuple):
    """The words of a line, each with its place among all words, its start and its end; and the masks of the rules whose
    words are all among them, wherever and however."""

    words: list[tuple[int, int, int]]
    masks: list[int]


class Hit(NamedTuple):
    """A word that counts, and where it stands; `slots`: the lists it is in."""

    begin: int
    end: int
    word: str
    slots: int


class _Meaning(NamedTuple):
    """The lists of a word, and the rules with their key among these; what `_Gate` says of them, in one number."""

    slots: int
    masks: tuple[int, ...]
    gate: int


class _Gate(NamedTuple):
    """Of each rule the rarest list, its key, and the next rarest, which has a bit of its own.

    `masks`: by number of the list those of the rules whose key it is. `bits`, by number, too: its bit as a second, and
    above these, of which there are `wide`, those that must stand beside it. A text is worth a look where one of its
    bits is both: put together for all of its words, that is one look.
    """

    masks: dict[int, tuple[int, ...]]
    bits: list[int]
    wide: int


class Rules:
    """The rules over word lists, in one automaton.

    A rule is looked at only where a word of its rarest list stands, its key, and one of its next rarest.
    """

    def __init__(self, rules: Iterable[Rule], lists: Mapping[int, Iterable[str]]) -> None:
        self._rules: dict[int, list[Rule]] = {}
        for rule in rules:
            self._rules.setdefault(rule.mask, []).append(rule)
        alike, slots = _alike(lists.values()), [*lists]
        gate = _gate(self._rules, slots, _common(alike))
        meant = [(_meaning(numbers, slots, gate), words) for numbers, words in alike.items()]
        # Those of keys have the lowest places; the shortest are met most, and so lie near each other.
        meant.sort(key=lambda one: (not one[0].masks, min(map(len, one[1]))))
        self._finder = Finder({word: None for _, words in meant for word in words})
        meanings = [meaning for meaning, words in meant for _ in words]
        self._slots = [one.slots for one in meanings]
        self._gates = [one.gate for one in meanings]
        self._wide = gate.wide
        self._masks = [one.masks for one in meanings if one.masks]

    def there(self, text: str) -> There | None:
        """What `text` holds of the rules; None where no rule can be met: most lines end here."""
        words = self._finder.places(text)
        gates, gate = self._gates, 0
        for one in words:
            gate |= gates[one[0]]
        masks = self._possible(words) if gate >> self._wide & gate else []
        return There(words, masks) if masks else None

    def _possible(self, words: list[tuple[int, int, int]]) -> list[int]:
        keys, all_slots, all_masks = len(self._masks), self._slots, self._masks
        present = 0
        for place, _, _ in words:
            present |= all_slots[place]
        masks = [mask for place, _, _ in words if place < keys for mask in all_masks[place]]
        return [mask for mask in masks if mask & present == mask]

    def hits(self, text: str, there: There, least: int) -> list[Hit]:
        """The words of `text` that such a rule needs, and all of at least so many characters."""
        needed = reduce(or_, there.masks)
        return [
            Hit(begin, end, text[begin:end], slots)
            for place, begin, end in there.words
            if (slots := self._slots[place]) & needed or end - begin >= least
        ]

    def worst(self, hits: list[Hit], masks: list[int]) -> tuple[str, str] | None:
        """The kind of danger with the most evidence among the rules of these masks that are met, and its words; None
        where none is met."""
        present = 0
        for hit in hits:
            present |= hit.slots
        scores: dict[str, int] = {}
        words: dict[str, str] = {}
        there = {mask for mask in masks if mask & present == mask}
        met = sorted((rule for mask in there for rule in self._rules[mask]), key=attrgetter("place"))
        by_slot = _by_slot(hits, {slot for rule in met for slot in rule.slots})
        for rule in met:
            said = _together([by_slot[slot] for slot in rule.slots])
            if said:
                scores[rule.kind] = scores.get(rule.kind, 0) + sum(len(word) for word in said)
                words.setdefault(rule.kind, "×".join(said))
        kind = max(scores, key=scores.__getitem__, default="")
        return (kind, words[kind]) if kind else None


def _alike(lists: Iterable[Iterable[str]]) -> dict[tuple[int, ...], list[str]]:
    """The words by the numbers (from 0) of the lists that they stand in: what holds for one of them holds for all."""
    standing: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(lists):
        for word in words:
            standing[word].append(number)
    alike: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for word, numbers in standing.items():
        alike[tuple(numbers)].append(word)
    return alike


def _common(alike: Mapping[tuple[int, ...], Iterable[str]]) -> dict[int, float]:
    """How often the words of each list are met, by how often a word of the dictionary begins as they do."""
    begun: defaultdict[str, int] = defaultdict(int)
    for word, count in tokens.frequencies().items():
        begun[word[0]] += count
    rarer = [_ALPHABET**-size for size in range(max(map(len, chain.from_iterable(alike.values())), default=0) + 1)]
    common: defaultdict[int, float] = defaultdict(float)
    for numbers, words in alike.items():
        met = sum([begun[word[0]] * rarer[len(word)] for word in words])
        for number in numbers:
            common[number] += met
    return common


def _gate(rules: Mapping[int, list[Rule]], slots: Sequence[int], common: Mapping[int, float]) -> _Gate:
    number = {slot: number for number, slot in enumerate(slots)}
    masks: dict[int, tuple[int, ...]] = {}
    seconds: dict[int, int] = {}
    wanted: defaultdict[int, int] = defaultdict(int)
    for mask, (rule, *_) in rules.items():
        key, *others = sorted({number[slot] for slot in rule.slots}, key=common.__getitem__)
        masks[key] = (*masks.get(key, ()), mask)
        wanted[key] |= seconds.setdefault(others[0] if others else key, 1 << len(seconds))
    wide = len(seconds)
    return _Gate(masks, [seconds.get(one, 0) | wanted[one] << wide for one in range(len(slots))], wide)


def _meaning(numbers: tuple[int, ...], slots: Sequence[int], gate: _Gate) -> _Meaning:
    """That of the words that stand in these lists."""
    return _Meaning(
        reduce(or_, map(slots.__getitem__, numbers)),
        tuple(mask for number in numbers if number in gate.masks for mask in gate.masks[number]),
        reduce(or_, map(gate.bits.__getitem__, numbers)),
    )


def _by_slot(hits: list[Hit], slots: set[int]) -> dict[int, list[Hit]]:
    """The first hits of each of these word lists."""
    found: dict[int, list[Hit]] = {slot: [] for slot in slots}
    wanted = sum(slots)
    for hit in hits:
        left = hit.slots & wanted
        while left:
            slot = left & -left
            found[slot].append(hit)
            if len(found[slot]) == _MOST:
                wanted ^= slot
            left ^= slot
    return found


def _together(columns: list[list[Hit]]) -> list[str]:
    """One word from every column, within reach and not on top of each other; [] if there are none."""
    for first in columns[0]:
        taken = [first]
        for column in columns[1:]:
            beside = next((hit for hit in column if _beside(hit, taken)), None)
            if beside is None:
                break
            taken.append(beside)
        else:
            return [hit.word for hit in taken]
    return []


def _beside(hit: Hit, taken: list[Hit]) -> bool:
    gaps = [hit.begin - one.end if hit.begin >= one.begin else one.begin - hit.end for one in taken]
    return min(gaps) >= 0 and min(gaps) <= _REACH
