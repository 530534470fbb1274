"""Words that make a matter more urgent than its category."""

from bot.domain.urgency import Urgency
from intents import phrases


def heard(text: str) -> Urgency:
    """How urgent the words of `text` (normalised) sound; BLUE when nothing in them presses."""
    said = phrases.pressing(text)
    if "red" in said or any(first in said and pair.search(text) for first, pair in phrases.red_pairs()):
        return Urgency.RED
    return Urgency.YELLOW if "yellow" in said else Urgency.BLUE
