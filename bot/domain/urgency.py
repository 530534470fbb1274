"""Red, yellow, blue: how soon somebody must act, and which circumstances raise the urgency."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """红: emergency response at once; 黄: health or soon; 蓝: ordinary service."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"


RANK = {Urgency.RED: 0, Urgency.YELLOW: 1, Urgency.BLUE: 2}


class Ground(StrEnum):
    """Why a matter is more urgent than others of its category."""

    WORDS = "words"  # what was said presses: the only one, beside staff, that makes red
    NIGHT = "night"  # said in the quiet hours
    PERSON = "person"  # behind that door lives somebody who needs care
    CROWD = "crowd"  # so many households mean the same event
    AGAIN = "again"  # it has come back that often within thirty days


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a matter besides its level. `heard`: how urgent its words sound.

    `households`: how many mean this one event; `times`: how often this happened there within thirty days; both with
    the present report.
    """

    category: str
    heard: Urgency = Urgency.BLUE
    night: bool = False
    care: bool = False
    households: int = 1
    times: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """Where it `holds`, and for these `categories` only (none: all), what is calmer becomes `to`."""

    ground: Ground
    holds: Callable[[Facts], bool]
    to: Urgency = Urgency.YELLOW
    categories: frozenset[str] = frozenset()

    def fits(self, facts: Facts) -> bool:
        return self.holds(facts) and (not self.categories or facts.category in self.categories)


_DARK = frozenset({"lighting", "power", "water", "drainage", "heating", "gas", "lift"})
_BODY = frozenset({"medical", "health", "elder_care", "hardship", "food_safety"})
_HOME = _DARK | _BODY | {"security", "fire_safety", "structure"}
_MANY, _OFTEN = 3, 3

#: The whole policy. A category has its own level (`intents/data/categories.toml`); words lift it as far as they say;
#: each circumstance lifts ordinary service by one step, never to red, and once. Nothing here lowers anything.
POLICY: tuple[Rule, ...] = (
    Rule(Ground.NIGHT, lambda facts: facts.night, categories=_DARK),
    Rule(Ground.PERSON, lambda facts: facts.care, categories=_HOME),
    Rule(Ground.CROWD, lambda facts: facts.households >= _MANY),
    Rule(Ground.AGAIN, lambda facts: facts.times >= _OFTEN),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The urgency, and the grounds for which it was raised; no grounds: it was not."""

    urgency: Urgency
    grounds: tuple[Ground, ...] = ()


def raised(current: Urgency, heard: Urgency) -> Urgency:
    """The more urgent of the two: urgency is never lowered silently."""
    return min(current, heard, key=RANK.__getitem__)


def judge(current: Urgency, facts: Facts, before: Collection[Ground] = ()) -> Verdict:
    """The urgency that the facts ask for, never below `current`.

    `before`: circumstances that raised it earlier. Each raises it once only, so that what the secretary lowered stays.
    """
    level = raised(current, facts.heard)
    lifts = [
        rule
        for rule in POLICY
        if rule.ground not in before and rule.fits(facts) and raised(level, rule.to) is not level
    ]
    grounds = (*((Ground.WORDS,) if level is not current else ()), *(rule.ground for rule in lifts))
    return Verdict(min([level, *(rule.to for rule in lifts)], key=RANK.__getitem__), grounds)


def written(verdict: Verdict) -> str:
    """The verdict as text for a history: "yellow night person". `read_back` is the reverse."""
    return " ".join((verdict.urgency, *verdict.grounds))


def read_back(reason: str) -> Verdict | None:
    """The verdict of a row of history; None if the row was emptied to erase a person."""
    level, *grounds = reason.split() or [""]
    return Verdict(Urgency(level), tuple(Ground(one) for one in grounds)) if level else None
