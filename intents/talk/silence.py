"""Why a line is left alone, in one word for the daily account."""

from functools import lru_cache

from intents import lexicon
from intents.classify import Verdict
from intents.scene import Scene

#: The first of these that the line shows is its reason.
_REASONS = (
    ("advert", "advert"),
    ("notice", "notice"),
    ("solved", "past"),
    ("thanks", "thanks"),
    ("news", "news"),
    ("past", "past"),
    ("review", "comment"),
    ("inquire", "question"),
    ("lookup", "question"),
    ("greet", "greeting"),
    ("chat", "chatter"),
    ("own", "chatter"),
    ("ends_asking", "question"),
    ("question", "question"),
)
#: Somebody who spoke to us and said such a thing may have tried something we did not understand.
WORTH_GUIDING = frozenset({"question", "unclear", "unsure"})
#: 1:1 there is nobody else whom these could be said to.
_SAID_TO_US = frozenset({"chatter", "comment"})
_ASKS = ("question", "inquire", "ends_asking")


def worth_guiding(why: str, scene: Scene) -> bool:
    """Whether somebody who spoke to us and is not understood, for this reason, is told what we can do."""
    return why in WORTH_GUIDING or (why in _SAID_TO_US and not scene.in_group)


def question(verdict: Verdict, why: str) -> bool:
    """Whether the line asks something that others may be able to answer."""
    return why == "question" or (why in _SAID_TO_US and verdict.has(*_ASKS))


def reason(verdict: Verdict) -> str:
    """Why nothing is done about a line that is no matter of ours."""
    known, reasons = _bits()
    if verdict.mask & known:
        for bit, name in reasons:
            if verdict.mask & bit:
                return name
    return "unclear"


@lru_cache(maxsize=1)
def _bits() -> tuple[int, tuple[tuple[int, str], ...]]:
    """All bits that are a reason, and each with its reason."""
    bits = lexicon.lexicon().bits
    reasons = tuple((bits[group], name) for group, name in _REASONS)
    return lexicon.lexicon().mask([group for group, _ in _REASONS]), reasons
