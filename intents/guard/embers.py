"""刚才厨房起火了 我自己扑灭了: a fire that is out may burn again, and somebody has to have a look at it soon."""

import re
from dataclasses import replace

from bot.domain.requests import Action, Clarify, Guide, Intent, OpenTicket, Reading
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from intents import seldom
from intents.guard import safety
from intents.normalise import Normal

_LONGEST = 30
_FIRE = seldom.Pattern("着火|起火|失火|着了火|冒烟|烧起来|烧着了|火苗|明火")
_OUT = re.compile("(?<!没)(?<!不)(?:灭了|扑灭|浇灭|踩灭|泼灭|弄灭|灭掉|熄了)")
_OF_TODAY = re.compile("^我|刚|今天|今早|昨晚|看见|看到")
_OTHERWISE = re.compile(r"[?吗]|谢|演[习练]|去年|前年|上个?月|上个?周|以前|小时候|新闻|视频|通报|听说|灯")


def heard(reading: Reading, normal: Normal) -> Reading | None:
    """The matter that such a line of a resident to us is; None where it is none, or where the fire still burns."""
    if "灭" not in normal.text and "熄" not in normal.text:
        return None
    if len(normal.text) > _LONGEST or not _FIRE.search(normal.text):
        return None
    if not (_OUT.search(normal.text) and _OF_TODAY.search(normal.text)) or _OTHERWISE.search(normal.text):
        return None
    if not _may_be(reading) or safety.danger(normal.text):
        return None
    opened = OpenTicket(normal.raw, Kind.HAZARD, "fire_safety", Urgency.YELLOW, reading.place, safety="embers")
    asked = Reading(Intent.HAZARD, Action.ACT, reading.score, "fire_safety", Urgency.YELLOW, reading.place)
    return replace(asked, requests=(opened,), why=(*reading.why, "火灭了"))


def _may_be(reading: Reading) -> bool:
    """Has nothing been made of it but a question, or a report of what burnt?"""
    (said,) = reading.requests if len(reading.requests) == 1 else (None,)
    return not reading.requests or isinstance(said, Guide | Clarify | OpenTicket)
