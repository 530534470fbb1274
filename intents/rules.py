"""Rules that weigh classes of words, alone or standing together: read from data."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.domain import errors
from intents import lexicon as lexicons
from intents import shape, sources

#: What a rule can speak for, in the order of the sums.
SIDES = ("hazard", "wish", "meal", "other")
_FIELDS = {"name", "pair", "all", "any", "none", "line", "never", *SIDES}


Weights = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """Fires once a line, at the first clause with all of `need`, one of `any_of` and none of `veto`.

    The line as a whole must hold all of `line` and nothing of `never`. `whole_line`: nothing is asked of a clause.
    """

    name: str
    need: int
    any_of: int
    veto: int
    line: int
    never: int
    weights: Weights
    pair: tuple[int, int] | None
    whole_line: bool

    @property
    def wanted(self) -> int:
        """The classes that no line it holds for is without."""
        return self.need | self.line

    @property
    def only(self) -> int:
        """The class that is all it takes; 0 if it takes more than that, or nothing."""
        more = self.any_of | self.veto | self.never or self.pair
        return 0 if more or self.wanted & (self.wanted - 1) else self.wanted


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The shipped rules; BadConfiguration names every mistake with its line."""
    mistakes, found = [], []
    known = lexicons.lexicon().bits
    for where, entry in [*_written(), *_leanings()]:
        wrong = _mistakes(entry, known)
        mistakes += [f"{where}: {one}" for one in wrong]
        if not wrong:
            found.append(_rule(entry))
    if mistakes:
        raise errors.BadConfiguration(tuple(mistakes))
    return tuple(found)


def _written() -> list[tuple[str, dict[str, Any]]]:
    """The rules of rules.toml, each with its place in the file."""
    source = sources.text_of("rules.toml")
    return [
        (f"rules.toml:{sources.line_of(source, repr(entry.get('name', '')).replace(chr(39), chr(34)))}", entry)
        for entry in sources.table_of("rules.toml")["rule"]
    ]


def _leanings() -> list[tuple[str, dict[str, Any]]]:
    """What a class by itself says, as a rule: of words in a clause, or of the shape of the whole line."""
    leads = (name for name in lexicons.DERIVED if name.startswith("lead_"))
    source, whole_line = sources.text_of("leanings.toml"), {*shape.CLASSES, *shape.small_words(), *leads}
    return [
        (
            f"leanings.toml:{sources.line_of(source, group)}",
            {"name": group, "line" if group in whole_line else "all": [group], **weights},
        )
        for group, weights in sources.table_of("leanings.toml").items()
    ]


def _mistakes(entry: dict[str, Any], known: dict[str, int]) -> list[str]:
    wrong = [f"unknown key {key}" for key in entry if key not in _FIELDS]
    for key in ("pair", "all", "any", "none", "line", "never"):
        wrong += [f"no such class of words: {name}" for name in entry.get(key, []) if name not in known]
    if not any(side in entry for side in SIDES):
        wrong.append("no weight for " + " or ".join(SIDES))
    if len(entry.get("pair", [0, 0])) != 2:
        wrong.append("a pair names two classes")
    return wrong


def _rule(entry: dict[str, Any]) -> Rule:
    mask = lexicons.lexicon().mask
    hazard, wish, meal, other = (float(entry.get(side, 0.0)) for side in SIDES)
    need, any_of = mask([*entry.get("all", []), *entry.get("pair", [])]), mask(entry.get("any", []))
    return Rule(
        name=str(entry["name"]),
        need=need,
        any_of=any_of,
        veto=mask(entry.get("none", [])),
        line=mask(entry.get("line", [])),
        never=mask(entry.get("never", [])),
        weights=(hazard, wish, meal, other),
        pair=_pair(entry),
        whole_line=not need and not any_of,
    )


def _pair(entry: dict[str, Any]) -> tuple[int, int] | None:
    if "pair" not in entry:
        return None
    left, right = (lexicons.lexicon().bits[name] for name in entry["pair"])
    return left, right
