"""Words that make a matter more urgent than its category."""

from bot.domain.urgency import Urgency
from intents import phrases, signs
from intents.normalise import Normal

#: Looked up once: on a class of names each look-up is as slow as a call.
_BLUE = Urgency.BLUE
#: Categories which weigh on people without putting anybody in danger: whom it troubles makes it no more urgent.
_NUISANCES = frozenset({"noise", "parking", "management", "rights"})


def heard(normal: Normal, category: str = "") -> Urgency:
    """How urgent the words of `normal` sound; BLUE when nothing in them presses.

    What is only feared, or was some time ago, is YELLOW where it would be RED now.
    """
    said = signs.of(normal) >> signs.PRESSING
    if not said:
        return _BLUE
    if _presses(phrases.RED, normal.text, said):
        now = phrases.not_now().sub(" ", normal.text)
        return Urgency.RED if _presses(phrases.RED, now, signs.look(now) >> signs.PRESSING) else Urgency.YELLOW
    fragile = said & phrases.FRAGILE and category not in _NUISANCES
    return Urgency.YELLOW if fragile or _presses(phrases.YELLOW, normal.text, said) else Urgency.BLUE


def _presses(level: int, text: str, said: int) -> bool:
    if said & level:
        return True
    together, pairs = phrases.pairs(level)
    return bool(said & together) and any(said & first and pair.search(text) for first, pair in pairs)
