"""接到冒充公检法的电话, 让我点链接: somebody is being worked upon, and has not paid yet. The words are in pleas.toml.

What is paid now, or cannot be stopped, is a danger of its own (`safety`). Whoever tells of this hears in time what to
do, and nobody else reads it.
"""

import re
from functools import lru_cache

from bot.domain.requests import Action, CancelMeal, Clarify, Guide, Intent, OpenTicket, Reading
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from intents import seldom
from intents.guard import pleas
from intents.normalise import Normal

#: No line about one is without any of these.
_CUES = frozenset("骗冒诈说让叫鸡忽哄假推赖肯撵轰硬")
_LONGEST = 30
_WARNS = seldom.Pattern("谨防|切勿|不要|提醒|宣传|反诈|骗术|案例|警惕|当心|新闻|通知|视频里|电视")
#: Where nobody knows what they are dealing with, it is taken for one of these.
_TAKEN_FOR = frozenset({"rights", "security", "gas", "quarrel", "other_hazard", "management", "public_service"})
_UNHEARD = frozenset({"advert", "chatter", "unclear", "question", "comment", "unsure"})


def heard(reading: Reading, normal: Normal) -> Reading | None:
    """The private matter that such a line of a resident to us is; None where it is none, or has been understood."""
    if _CUES.isdisjoint(normal.text) or len(normal.text) > _LONGEST or not _may_be(reading):
        return None
    if not _words().search(normal.text) or _WARNS.search(normal.text):
        return None
    opened = OpenTicket(normal.raw, Kind.HELP, "hardship", Urgency.YELLOW, reading.place, safety="scam", private=True)
    why = (*reading.why, "像是骗局")
    return Reading(
        Intent.HAZARD, Action.ACT, reading.score, "hardship", Urgency.YELLOW, reading.place, requests=(opened,), why=why
    )


def _may_be(reading: Reading) -> bool:
    """Has no more been made of the line so far than what it may be taken for?"""
    if not reading.requests:
        return reading.silence in _UNHEARD
    (said,) = reading.requests if len(reading.requests) == 1 else (None,)
    opened = said.request if isinstance(said, Clarify) else said
    if isinstance(opened, OpenTicket):
        return not opened.safety and opened.category in _TAKEN_FOR
    return isinstance(said, Guide | CancelMeal)


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    return pleas.pattern("scam")
