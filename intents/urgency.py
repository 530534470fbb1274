"""Words that make a matter more urgent than its category."""

from bot.domain.urgency import Urgency
from intents import phrases


def heard(text: str) -> Urgency:
    """How urgent the words of `text` (normalised) sound; BLUE when nothing in them presses."""
    if phrases.pattern("urgency", "red").search(text) or any(pair.search(text) for pair in phrases.red_pairs()):
        return Urgency.RED
    return Urgency.YELLOW if phrases.pattern("urgency", "yellow").search(text) else Urgency.BLUE
