"""Weighted evidence for the four kinds of matter, and the category and urgency that go with the winner."""

import math
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.requests import Intent
from bot.domain.urgency import Urgency
from bot.domain.vocabulary import NOTHING, Vocabulary
from intents import categories, overlay, shape, weighing
from intents.evidence import Evidence, scanner

#: Categories that almost anything could be filed under.
_GENERAL = frozenset({"other_hazard", "rights", "management", "public_service", "other_wish", "hardship"})
#: How much a word of these classes says of the category of a hazard, and of a wish or anything else.
_TROUBLES, _WISHES = {"trouble": 3.0, "object": 2.0}, {"wishword": 3.0, "wanted": 2.0}
_INTENTS = (Intent.HAZARD, Intent.WISH, Intent.MEAL, Intent.OTHER)


@dataclass(slots=True)  # one a line: to freeze it takes longer than to build it
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


def judge(text: str, own: Vocabulary = NOTHING, *, building: bool = False) -> Verdict:
    """What kind of matter `text` (normalised) is, `own` words of the community included.

    `building`: it names a building, unit or room.
    """
    evidence = overlay.scanner(own).scan(text)
    mask = evidence.mask | _shapes().mask(text, building)
    sums, why = weighing.weigh(evidence, mask)
    ranked = sorted(sums)
    best = 3 - sums[::-1].index(ranked[3])
    score = 1 / (1 + math.exp(ranked[2] - ranked[3]))
    return Verdict(_INTENTS[best], score, sums, mask, evidence, why)


@lru_cache(maxsize=1)
def _shapes() -> shape.Shapes:
    return shape.Shapes(scanner().lexicon.bits)


def category_of(verdict: Verdict) -> str:
    """The slug that most of the evidence for the winning side names."""
    hazard = verdict.intent is Intent.HAZARD
    worth = _TROUBLES if hazard else _WISHES
    votes: dict[str, float] = {}
    for _, hits in verdict.evidence.clauses:
        for hit in hits:
            for group, slug in hit[4]:
                if weight := worth.get(group):
                    vote = weight * (0.4 if slug in _GENERAL else 1.0) + 0.1 * len(hit[0])
                    votes[slug] = votes.get(slug, 0.0) + vote
    if len(votes) < 2:
        return next(iter(votes), "other_hazard" if hazard else "other_wish")
    return max(votes, key=votes.__getitem__)


def names_defect(verdict: Verdict) -> bool:
    """Whether one clause says what is wrong with what: "灯坏了"."""
    lexicon = scanner().lexicon
    trouble, thing, wrong = lexicon.mask(["trouble"]), lexicon.mask(["object"]), lexicon.mask(["defect", "gripe"])
    return any(held & trouble or (held & thing and held & wrong) for held, _ in verdict.evidence.clauses)


def urgency_of(slug: str, own: Vocabulary) -> Urgency:
    """How soon matters of this category are due by themselves."""
    known = categories.find(slug, own)
    return Urgency(known.urgency) if known else Urgency.BLUE
