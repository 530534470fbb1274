"""The words of the safety_*.toml files, ready to be found: what endangers life, and what only looks like it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from intents import sources, tokens
from intents.finder import Finder

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


#: What happens to people: nobody is rewarded for having told of it.
TO_PEOPLE = frozenset(
    {
        *("medical", "fall", "violence", "self_harm", "fraud", "no_answer", "missing_person"),
        *("lift_trapped", "water_rescue", "traffic_injury"),
    }
)
#: What somebody suffers, and what happens around them without that.
_SUFFERED = frozenset({"medical", "fall", "violence", "self_harm", "fraud"})
_AROUND = frozenset({"fire", "smoke", "gas", "electric", "ev_battery", "chemical", "lift_trapped", "missing_person"})

#: The slots of a word, and the masks of the rules that have their rarest words in one of these.
Meaning = tuple[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Book:
    """`quiet` gives the names of a word, `drills` are those named drill, `rules` stand by their masks, `alone` has the
    kinds of danger that a line of one word cries out, `despite` the names that do not quieten a kind."""

    dangers: Finder[Meaning]
    quiet: Finder[tuple[str, ...]]
    drills: Finder[None]
    rules: dict[int, list[Rule]]
    categories: dict[str, str]
    alone: dict[str, str]
    despite: dict[str, frozenset[str]]


def one_emergency(earlier: str, later: str) -> bool:
    """Whether dangers of these kinds, which one person tells of one soon after the other, are one emergency.

    What was told first may be the reason for the next; a fire is none of what somebody suffered before.
    """
    return not (earlier in _SUFFERED and later in _AROUND)


@lru_cache(maxsize=1)
def book() -> Book:
    """The words of the safety_*.toml files in two automata: dangers, and what only looks like one."""
    classes = _classes()
    written: list[tuple[str, list[str]]] = []
    categories: dict[str, str] = {}
    alone: dict[str, str] = {}
    despite: dict[str, frozenset[str]] = {}
    for kind, entry in sources.table_of("safety_dangers.toml").items():
        categories[kind] = entry["category"]
        despite[kind] = frozenset(entry.get("despite", "").split())
        alone |= dict.fromkeys(_spelled(entry.get("alone", ""), classes), kind)
        at_once = [entry["now"], entry["needs"]] if "needs" in entry else [entry["now"]]
        written += [(kind, columns) for columns in (at_once, *entry.get("beside", ()))]
    columns = dict.fromkeys(column for _, row in written for column in row)
    slots = {column: 1 << place for place, column in enumerate(columns)}
    lists = {bit: tuple(_spelled(column, classes)) for column, bit in slots.items()}
    rules: dict[int, list[Rule]] = {}
    for place, (kind, row) in enumerate(written):
        needed = tuple(slots[column] for column in row)
        rules.setdefault(sum(set(needed)), []).append(Rule(place, kind, needed, sum(set(needed))))
    quiet = _named(classes)
    dangers = _meanings(lists, _by_key(rules, lists))
    drills = dict.fromkeys(word for word, names in quiet.items() if "drill" in names)
    return Book(Finder(dangers), Finder(quiet), Finder(drills), rules, categories, alone, despite)


def _classes() -> dict[str, dict[str, None]]:
    """The classes of words, those they name spelled out, which stand above them in the file."""
    classes: dict[str, dict[str, None]] = {}
    for name, words in sources.table_of("safety_words.toml").items():
        classes[name] = _spelled(words, classes)
    return classes


def _named(classes: Mapping[str, dict[str, None]]) -> dict[str, tuple[str, ...]]:
    """The words that only look like a danger, each with the names of all its lists."""
    found: dict[str, tuple[str, ...]] = {}
    for name, entry in sources.table_of("safety_quiet.toml").items():
        listed: dict[str, tuple[str, ...]] = dict.fromkeys(_spelled(entry["words"], classes), (name,))
        for word in found.keys() & listed.keys():
            listed[word] = (*found[word], name)
        found |= listed
    return found


def _by_key(rules: Mapping[int, list[Rule]], lists: Mapping[int, Iterable[str]]) -> dict[int, tuple[int, ...]]:
    """The masks of the rules under the bit of their rarest word list, so that a line looks at few of them."""
    begun = Counter[str]()
    for word, count in tokens.frequencies().items():
        begun[word[0]] += count
    common = {bit: sum(begun[word[0]] / _ALPHABET ** len(word) for word in words) for bit, words in lists.items()}
    found: dict[int, tuple[int, ...]] = {}
    for mask, (rule, *_) in rules.items():
        key = min(rule.slots, key=common.__getitem__)
        found[key] = (*found.get(key, ()), mask)
    return found


def _meanings(lists: Mapping[int, Iterable[str]], by_key: Mapping[int, tuple[int, ...]]) -> dict[str, Meaning]:
    """Every word with its meaning; words of the same lists share it."""
    found: dict[str, Meaning] = {}
    nothing: Meaning = (0, ())
    for bit, words in lists.items():
        with_bit: dict[int, Meaning] = {}  # by the meaning that a word had before: each is kept by a word
        for word in words:
            before = found.get(word, nothing)
            found[word] = with_bit.get(id(before)) or with_bit.setdefault(
                id(before), (before[0] | bit, before[1] + by_key.get(bit, ()))
            )
    return found


def _spelled(words: str, classes: Mapping[str, dict[str, None]]) -> dict[str, None]:
    """The words themselves, once each, every @class replaced by its own, 喝/吞+了/下 by 喝了 喝下 吞了 吞下."""
    found: dict[str, None] = {}
    for word in words.split():
        if word.startswith("@"):
            found |= classes[word[1:]]
        elif "+" in word:
            found |= dict.fromkeys(map("".join, product(*(part.split("/") for part in word.split("+")))))
        else:
            found[word] = None
    return found
