"""在我家呢, 火灭了: what neighbours say of a danger that somebody else has reported."""

from bot.domain.concerns import Concern, Mood
from intents import normalise, phrases
from intents.guard import safety

_MISSING = "missing_person"


def possible(concern: Concern) -> bool:
    """Whether the words could be of somebody else's danger at all: that it is over, or of somebody who was seen."""
    return Mood.OVER in concern.moods or _seen(concern)


def of(concern: Concern, reported: str) -> bool:
    """Whether they are of the danger that was `reported` in these words: who was seen or found is whoever is missed."""
    missing = safety.danger_of(reported) == _MISSING
    if Mood.OVER in concern.moods:
        return missing or not phrases.mentions(_line(concern), "mended", "lost_ends")
    return missing and _seen(concern)


def _seen(concern: Concern) -> bool:
    return Mood.UNCLEAR in concern.moods and phrases.mentions(_line(concern), "seen")


def _line(concern: Concern) -> str:
    return normalise.normalise(concern.text).text
