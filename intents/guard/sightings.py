"""在我家呢, 孩子在4栋楼下玩, 火灭了: what neighbours say of a danger that somebody else has reported."""

import re

from bot.domain.concerns import Concern, Mood
from bot.domain.requests import Action, OpenTicket, Reading
from intents import normalise, phrases
from intents.guard import safety

_MISSING = "missing_person"
_SOMEBODY = (
    r"(?:孩子?|娃|小朋友|[男女]生|老人|老太|老头|大爷|大妈|奶奶|爷爷|阿姨|穿[^,;。!?]{1,4}[衣袄裤裙帽服]|[他她])"
)
_IS = r"在[^,;。!?]{1,10}?(?:玩|坐|站|走|哭|蹲|等|逛|里|边|[上下]|口|旁|那|这|家|店|部|呢)"
#: "孩子在4栋楼下玩", "在4栋门口呢", "是不是穿蓝衣服那个".
_SPOTTED = re.compile(
    rf"{_SOMEBODY}[^,;。!?]{{0,4}}{_IS}|^(?:好像|应该|就|还|刚才?|刚刚|现在|刚才?还)*{_IS}"
    rf"|是不是[^,;。!?]{{0,2}}{_SOMEBODY}"
)
#: Of whoever is one's own, or what is always so, nobody tells somebody who is looking.
_NOT_SPOTTED = re.compile("我家孩子|我孩子|我家娃|我儿子|我女儿|天天|每天|总是|老是|经常|明天|以前|不要|不让|禁止")


def heard(reading: Reading) -> Concern | None:
    """What a line may say of somebody else's danger; None where it is plainly something else.

    A report that names a place is looked at too: somebody who was seen there may be taken for a nuisance.
    """
    if reading.action is not Action.ACT:
        return reading.concern if reading.concern and possible(reading.concern) else None
    (one,) = reading.requests if len(reading.requests) == 1 else (None,)
    if not isinstance(one, OpenTicket) or one.safety:
        return None
    seen = Concern(one.text, frozenset({Mood.UNCLEAR}))
    return seen if _spotted(_line(seen)) else None


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
    line = _line(concern)
    return Mood.UNCLEAR in concern.moods and (_spotted(line) or _helps(line))


def _spotted(line: str) -> bool:
    return _SPOTTED.search(line) is not None and _NOT_SPOTTED.search(line) is None


def _helps(line: str) -> bool:
    """Somebody was seen, is asked about, or is looked for."""
    return phrases.mentions(line, "seen") and _NOT_SPOTTED.search(line) is None


def _line(concern: Concern) -> str:
    return normalise.normalise(concern.text).text
