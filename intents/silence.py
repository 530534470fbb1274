"""Why a line is left alone, in one word for the daily account."""

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
)
#: Somebody who spoke to us and said such a thing may have tried something we did not understand.
WORTH_GUIDING = frozenset({"question", "unclear", "unsure"})


def reason(verdict: Verdict) -> str:
    """Why nothing is done about a line that is no matter of ours."""
    for group, name in _REASONS:
        if verdict.has(group):
            return name
    return "question" if verdict.has("ends_asking", "question") else "unclear"
