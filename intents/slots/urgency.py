"""Words that make a matter more urgent than its category."""

from bot.domain.urgency import Urgency
from intents import phrases

#: Categories which weigh on people without putting anybody in danger: whom it troubles makes it no more urgent.
_NUISANCES = frozenset({"noise", "parking", "management", "rights"})


def heard(text: str, category: str = "") -> Urgency:
    """How urgent the words of `text` (normalised) sound; BLUE when nothing in them presses.

    What is only feared, or was some time ago, is YELLOW where it would be RED now.
    """
    said = phrases.pressing(text)
    if not said:
        return Urgency.BLUE
    if _presses("red", text, said):
        now = phrases.not_now().sub(" ", text)
        return Urgency.RED if _presses("red", now, phrases.pressing(now)) else Urgency.YELLOW
    fragile = "fragile" in said and category not in _NUISANCES
    return Urgency.YELLOW if fragile or _presses("yellow", text, said) else Urgency.BLUE


def _presses(level: str, text: str, said: set[str]) -> bool:
    pairs = phrases.pairs(level)
    return level in said or any(pairs[first].search(text) for first in said & pairs.keys())
