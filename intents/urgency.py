"""Words that make a matter more urgent than its category."""

from bot.domain.urgency import Urgency
from intents import phrases


def heard(text: str) -> Urgency:
    """How urgent the words of `text` (normalised) sound; BLUE when nothing in them presses."""
    if phrases.mentions(text, "urgency", "red") or any(pair.search(text) for pair in phrases.red_pairs()):
        return Urgency.RED
    return Urgency.YELLOW if phrases.mentions(text, "urgency", "yellow") else Urgency.BLUE
