"""Somebody who needs help themselves: 药吃完了没人买, 我腿疼下不了楼, 孩子发烧39度. The words are in pleas.toml.

Looked at where we would have guided, asked, or said nothing: whoever asks for a hand is not told how to report a lamp.
What they say is nobody else's to read.
"""

import re
from dataclasses import replace
from functools import lru_cache

from bot.domain.requests import Action, Clarify, Guide, Intent, OpenTicket, Reading, Slot
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from intents import seldom, sources
from intents.normalise import Normal

#: The first kind that a line is decides.
_KINDS = ("fell", "ill", "out", "aid", "call", "errand", "unread", "company", "weak")
#: What cannot wait until it suits.
_SOON = frozenset({"fell", "ill", "out"})
#: What is said first to whoever tells of it.
_ADVICE = {"fell": "fall", "ill": "illness"}
#: What a wish may be as well: a doctor to come, somebody to ring up.
_OF_WISHES = frozenset({"ill", "call"})
#: Longer lines tell a story of their own.
_LONGEST = 40
_NEAR = r"[^,;。!?]{0,6}?"
#: Under these almost anything is filed.
_VAGUE = frozenset({"other_hazard", "management", "public_service"})
#: Why a line is left alone that may be a plea all the same, and who must be spoken of in it then.
_UNHEARD = frozenset({"chatter", "unclear", "question", "comment", "unsure"})
_SELF = seldom.Pattern("[我俺]|老伴|孩子|娃|宝宝|[孙儿]子|[孙闺]女|女儿|家里")


def heard(reading: Reading, normal: Normal) -> Reading:
    """`reading` of what a resident said to us, or the private matter that a plea is which we would not have heard."""
    if not (_open(reading, normal.text) or _is_wish(reading)):
        return reading
    kind = kind_of(normal.text)
    if kind not in _OF_WISHES and _is_wish(reading):
        return reading
    if not kind or (kind == "fell" and reading.intent is Intent.HAZARD):
        return reading  # 路上有冰，我妈摔了一跤 is about the ice
    level = Urgency.YELLOW if kind in _SOON else Urgency.BLUE
    danger = _ADVICE.get(kind, "")
    opened = OpenTicket(normal.raw, Kind.HELP, "hardship", level, reading.place, danger, private=True)
    concern = replace(reading.concern, report="hardship", private=True) if reading.concern else None
    why = (*reading.why, f"求助：{kind}")
    asked = Reading(
        Intent.WISH, Action.ACT, reading.score, "hardship", level, reading.place, requests=(opened,), why=why
    )
    return replace(asked, concern=concern)


def kind_of(text: str) -> str:
    """What kind of help `text` (normalised) asks for; "" if it asks for none.

    A question about an illness wants to know something, unless it is for medicine.
    """
    if len(text) > _LONGEST:
        return ""
    if _patterns()["sure"].search(text):
        return "weak"
    if _patterns()["never"].search(text):
        return ""
    kind = next((kind for kind in _KINDS if _patterns()[kind].search(text)), "")
    asks = kind == "ill" and text.rstrip("? ").endswith(("吗", "呢"))
    return "" if asks and "药" not in text else kind


def _is_wish(reading: Reading) -> bool:
    """孩子发烧能不能叫社区医生来 is a wish that says when to call an ambulance."""
    (said,) = reading.requests if len(reading.requests) == 1 else (None,)
    return isinstance(said, OpenTicket) and said.kind is Kind.WISH


def _open(reading: Reading, text: str) -> bool:
    """Is nothing done about the line so far but a question, or the vaguest of reports?"""
    if not reading.requests:
        return reading.silence in _UNHEARD and _SELF.search(text) is not None
    (said,) = reading.requests if len(reading.requests) == 1 else (None,)
    if isinstance(said, Clarify):
        return said.slot in (Slot.INTENT, Slot.WHETHER)
    return isinstance(said, Guide) or (isinstance(said, OpenTicket) and not said.safety and said.category in _VAGUE)


def pattern(kind: str) -> re.Pattern[str]:
    """The words and pairs of one table of pleas.toml."""
    return _patterns()[kind]


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """Each kind with its words and pairs; `never` with what speaks against all of them."""
    return {
        name: re.compile("|".join(_ways(row["words"], row.get("pairs", []))))
        for name, row in sources.table_of("pleas.toml").items()
    }


def _ways(words: str, pairs: list[list[str]]) -> list[str]:
    near = [f"{_either(left)}{_NEAR}{_either(right)}" for left, right in pairs]
    return [_either(words), *near] if words else near


def _either(words: str) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words.split(), key=len, reverse=True)))})"
