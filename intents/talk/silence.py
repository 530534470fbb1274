"""Why a line is left alone, in one word for the daily account."""

from functools import lru_cache

from intents import lexicon
from intents.classify import Verdict

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


def reason(verdict: Verdict) -> str:
    """Why nothing is done about a line that is no matter of ours."""
    for bit, name in _bits():
        if verdict.mask & bit:
            return name
    return "unclear"


@lru_cache(maxsize=1)
def _bits() -> tuple[tuple[int, str], ...]:
    bits = lexicon.lexicon().bits
    return tuple((bits[group], name) for group, name in _REASONS)
