"""修灯, 我要换水龙头, 帮我通下水道: what is to be mended is named, and not what is wrong with it."""

import re
from dataclasses import replace

from bot.domain.concerns import Mood
from bot.domain.requests import Action, Clarify, Guide, Intent, OpenTicket, Reading, Slot
from intents import classify, composing, places
from intents.normalise import Normal
from intents.scene import Scene

#: No such line is without one of these.
_CUES = frozenset("修换通")
_WANTED = re.compile(
    r"^(?:我们?|俺们?|咱们?|要|想|请|麻烦|帮|给|你们?|师傅|叫|找|派|来|个?人|能不能|可以|谁能|谁来|家里?|[\s,])*"
    r"(?:修理?|换|疏通|通)(?:一下|下(?!水)|个|一?修|一?换)?(?P<thing>[^,;。!?\d了过好的]{1,6}?)"
    r"(?:吗|吧|啊|呀|呢|可以吗|行吗|谢谢|[\s,.!?~])*$"
)
#: Somebody is to come and mend it, however long the line: 你们能不能派个人来给我换一下灯泡.
_COME = re.compile(r"(?:派|来|找|叫|让)(?:一?个|位)?(?:人|师傅|电工|水工)[^,;。!?]{0,6}(?:修|换|通(?!知|过))")
_UNCLEAR = frozenset({Mood.UNCLEAR})
#: A thing and nothing else.
_BARE = 4


def heard(reading: Reading, normal: Normal, scene: Scene) -> Reading | None:
    """The report that the whole of such a line is, said to us and understood by nobody else; None where it is none."""
    bare = len(normal.text) <= _BARE
    if not bare and _CUES.isdisjoint(normal.text):
        return None
    if not all(isinstance(one, Guide) for one in reading.requests):
        return None
    if reading.silence in {"advert", "thanks", "past", "notice", "news"}:
        return None
    told = _wanted(normal, scene)
    concern = None
    if bare and told is None:
        told, concern = _bare(reading, normal, scene), reading.concern
    if told is None:
        return None
    opened, asks = told
    return Reading(
        Intent.HAZARD, Action.ASK if asks else Action.ACT, reading.score, opened.category, opened.urgency,
        opened.place, requests=(asked_for(opened, asks=asks),), why=(*reading.why, "要修一样东西"),
        concern=concern,
    )  # fmt: skip


def _bare(reading: Reading, normal: Normal, scene: Scene) -> tuple[OpenTicket, bool] | None:
    """灯: we ask where it is; 食堂 asks for nothing, and 水没通 says more of what was reported."""
    if reading.concern is not None and reading.concern.moods != _UNCLEAR:
        return None
    told = named(normal, normal.text, scene)
    return told if told and told[1] else None


def _wanted(normal: Normal, scene: Scene) -> tuple[OpenTicket, bool] | None:
    found = _WANTED.match(normal.text)
    if found is not None:
        return named(normal, found["thing"], scene)
    if _COME.search(normal.text) is None:
        return None
    verdict = classify.judge(normal.text, scene.community.vocabulary)
    if not (verdict.has("object") and verdict.has("defect", "gripe", "trouble")):
        return None
    place = places.find(normal, scene.community)
    return composing.placed(normal, replace(verdict, intent=Intent.HAZARD), place, scene)


def named(normal: Normal, thing: str, scene: Scene) -> tuple[OpenTicket, bool] | None:
    """The report that something is the matter with `thing`, and whether to ask where; None where it is no thing of
    ours."""
    verdict = classify.judge(thing, scene.community.vocabulary)
    if not verdict.has("object") or verdict.has("trouble"):
        return None
    place = places.find(normal, scene.community)
    return composing.placed(normal, replace(verdict, intent=Intent.HAZARD), place, scene)


def asked_for(opened: OpenTicket, *, asks: bool) -> OpenTicket | Clarify:
    """The report, or our question where it is."""
    return Clarify(Slot.PLACE, opened) if asks else opened
