"""Weighted evidence for the four kinds of matter, and the category and urgency that go with the winner."""

import itertools
import math
import operator
import re
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.requests import Intent
from bot.domain.urgency import Urgency
from intents import lexicon as lexicons
from intents import rules, sources
from intents.evidence import Evidence, Hit, scanner

#: "A3区", "K7县": how formal reports name a district.
_DISTRICT = re.compile(r"[A-Z]\d{0,2}(?:市|区|县)")
#: How many different characters of a kind make which class of the line.
_STEPS = {
    "ill": ("ill", "ills", "many_ills"),
    "thing": ("thing", "things"),
    "cheer": ("cheer",),
    "eat": ("eat", "eats", "many_eats"),
    "eater": ("eater", "eaters"),
    "yearn": ("yearn", "yearns", "many_yearns"),
}
#: Every kind of character is counted in sixteen bits of one number.
_COUNT = 0xFFFF
#: Thanks in advance, at the end of something longer.
_POLITE = re.compile(r"(?<=.{5})(?:谢谢|谢了|谢啦|多谢|感谢|辛苦)(?:了|啦|您|你|您了|大家|各位)?[!.~。 🙏]*$")
_INTENTS = (Intent.HAZARD, Intent.WISH, Intent.MEAL, Intent.OTHER)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` 0..1 says how clear the winner is; `sums` are in the order of `rules.SIDES`."""

    intent: Intent
    score: float
    sums: tuple[float, float, float, float]
    mask: int
    evidence: Evidence
    why: tuple[str, ...]

    def has(self, *classes: str) -> bool:
        """Whether the line holds words of any of these classes."""
        return bool(self.mask & scanner().lexicon.mask(classes))


def judge(text: str, *, building: bool = False) -> Verdict:
    """What kind of matter `text` (normalised) is. `building`: it names a building, unit or room."""
    evidence = scanner().scan(text)
    mask = evidence.mask | _shape(text, building)
    firings = rules.fired(evidence, mask)
    hazard = wish = meal = other = 0.0
    for firing in firings:
        more = firing.rule.weights
        hazard += more[0]
        wish += more[1]
        meal += more[2]
        other += more[3]
    sums = (hazard, wish, meal, other)
    ranked = sorted(sums)
    best = 3 - sums[::-1].index(ranked[3])
    score = 1 / (1 + math.exp(ranked[2] - ranked[3]))
    why = tuple([rules.reason(one) for one in firings])
    return Verdict(_INTENTS[best], score, sums, mask, evidence, why)


def _shape(text: str, building: bool) -> int:
    bits = scanner().lexicon.bits
    mask = bits["building"] if building else 0
    if len(text) > 80:
        mask |= bits["long"]
    if text.rstrip(" 。!~").endswith(("?", "吗", "么", "呢", "不", "没")):
        mask |= bits["ends_asking"]
    if ("谢" in text or "辛苦" in text) and _POLITE.search(text):
        mask |= bits["ends_polite"]
    if _DISTRICT.search(text):
        mask |= bits["district"]
    signs = _signs()
    counts = sum([signs[char] for char in frozenset(text) if char in signs])
    for shift, steps in _steps():
        mask |= steps[min(counts >> shift & _COUNT, len(steps) - 1)]
    return mask


@lru_cache(maxsize=1)
def _signs() -> dict[str, int]:
    """Characters that say something by themselves; each kind counts in its own sixteen bits."""
    found: dict[str, int] = {}
    for place, name in enumerate(_STEPS):
        for char in set(sources.table_of("signs.toml")[name]):
            found[char] = found.get(char, 0) + (1 << 16 * place)
    return found


@lru_cache(maxsize=1)
def _steps() -> tuple[tuple[int, tuple[int, ...]], ...]:
    """For each kind of character: where its count stands, and the bits for none of them, one, two, three or more."""
    bits = scanner().lexicon.bits
    return tuple(
        (16 * place, (0, *itertools.accumulate((bits[step] for step in steps), operator.or_)))
        for place, steps in enumerate(_STEPS.values())
    )


def category_of(verdict: Verdict) -> str:
    """The slug that most of the evidence for the winning side names."""
    hazard = verdict.intent is Intent.HAZARD
    strong, weak = ("trouble", "object") if hazard else ("wishword", "wanted")
    votes: dict[str, float] = {}
    for clause in verdict.evidence.clauses:
        for hit in clause.hits:
            for group, slug in hit.tags:
                if slug and group in (strong, weak):
                    votes[slug] = votes.get(slug, 0.0) + _vote(hit, slug, strong=group == strong)
    if not votes:
        return "other_hazard" if hazard else "other_wish"
    return max(votes, key=lambda slug: votes[slug])


def _vote(hit: Hit, slug: str, *, strong: bool) -> float:
    general = slug in ("other_hazard", "rights", "management", "public_service", "other_wish", "hardship")
    return (3.0 if strong else 2.0) * (0.4 if general else 1.0) + 0.1 * len(hit.text)


def urgency_of(slug: str) -> Urgency:
    """How soon matters of this category are due by themselves."""
    known = lexicons.categories().get(slug)
    return Urgency(known.urgency) if known else Urgency.BLUE
