"""The words of the safety_*.toml files, ready to be found: what endangers life, and what only looks like it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from intents import sources
from intents.finder import Finder
from intents.guard.cries import Cries
from intents.guard.danger_rules import Rule, Rules

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


@dataclass(frozen=True, slots=True)
class Book:
    """`quiet` gives the names of a word, `drills` are those named drill, `cries` what is one where it stands alone,
    `despite` the names that do not quieten a kind."""

    rules: Rules
    quiet: Finder[tuple[str, ...]]
    drills: Finder[None]
    categories: dict[str, str]
    cries: Cries
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
    rules: list[Rule] = []
    for place, (kind, row) in enumerate(written):
        needed = tuple(slots[column] for column in row)
        rules.append(Rule(place, kind, needed, sum(set(needed))))
    quiet = _named(classes)
    drills = dict.fromkeys(word for word, names in quiet.items() if "drill" in names)
    return Book(Rules(rules, lists), Finder(quiet), Finder(drills), categories, Cries(alone), despite)


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
