"""The words of the safety_*.toml files, ready to be found: what endangers life, and what only looks like it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import ahocorasick

from intents import sources, tokens

#: About as many characters are common; a word one character longer is so much rarer.
_ALPHABET = 30


@dataclass(frozen=True, slots=True)
class Rule:
    """`slots` are word lists, a bit each; every one of them must be found, apart from one another and near."""

    kind: str
    slots: tuple[int, ...]
    mask: int


@dataclass(frozen=True, slots=True)
class Book:
    """`dangers` and `quiet` give (word, slots) and (word, names); `by_key` the masks of the rules, by a bit of each.

    `keys` are all those bits together, `alone` the kinds of danger that a line of one word cries out.
    """

    dangers: ahocorasick.Automaton
    quiet: ahocorasick.Automaton
    rules: tuple[Rule, ...]
    by_key: dict[int, tuple[int, ...]]
    keys: int
    categories: dict[str, str]
    alone: dict[str, str]


@lru_cache(maxsize=1)
def book() -> Book:
    """The words of the safety_*.toml files in two automata: dangers, and what only looks like one."""
    classes = {name: words.split() for name, words in sources.table_of("safety_words.toml").items()}
    slots: dict[tuple[str, ...], int] = {}
    rules: list[Rule] = []
    categories: dict[str, str] = {}
    alone: dict[str, str] = {}
    for kind, entry in sources.table_of("safety_dangers.toml").items():
        categories[kind] = entry["category"]
        alone |= dict.fromkeys(_spelled(entry.get("alone", "").split(), classes), kind)
        at_once = [entry["now"], entry["needs"]] if "needs" in entry else [entry["now"]]
        for columns in (at_once, *entry.get("beside", ())):
            keys = [tuple(dict.fromkeys(_spelled(column.split(), classes))) for column in columns]
            bits = tuple(slots.setdefault(key, 1 << len(slots)) for key in keys)
            rules.append(Rule(kind, bits, sum(set(bits))))
    places: dict[str, int] = {}
    for key, bit in slots.items():
        for word in key:
            places[word] = places.get(word, 0) | bit
    groups: dict[str, list[str]] = {}
    for name, entry in sources.table_of("safety_quiet.toml").items():
        for word in _spelled(entry["words"].split(), classes):
            groups.setdefault(word, []).append(name)
    quiet = {word: tuple(names) for word, names in groups.items()}
    by_key = _by_key(rules, slots)
    return Book(_told(places), _told(quiet), tuple(rules), by_key, sum(by_key), categories, alone)


def _told(words: Mapping[str, object]) -> ahocorasick.Automaton:
    """An automaton that gives each word with what stands behind it."""
    return tokens.finder({word: (word, meaning) for word, meaning in words.items()})


def _by_key(rules: list[Rule], lists: dict[tuple[str, ...], int]) -> dict[int, tuple[int, ...]]:
    """The masks of the rules under the bit of their rarest word list, so that a line looks at few of them."""
    common = {bit: sum(1 / _ALPHABET ** len(word) for word in words) for words, bit in lists.items()}
    found: dict[int, tuple[int, ...]] = {}
    for rule in rules:
        key = min(rule.slots, key=common.__getitem__)
        found[key] = (*found.get(key, ()), rule.mask)
    return found


def _spelled(words: Iterable[str], classes: dict[str, list[str]]) -> Iterator[str]:
    """The words themselves, every @class replaced by its own, 喝/吞+了/下 by 喝了 喝下 吞了 吞下."""
    for word in words:
        if word.startswith("@"):
            yield from _spelled(classes[word[1:]], classes)
        elif "+" in word:
            yield from map("".join, product(*(part.split("/") for part in word.split("+"))))
        else:
            yield word
