"""Lines that may or may not be a matter for us: what is plain enough, what is asked, and what has only begun."""

from bot.domain import requests
from bot.domain.requests import Action, Intent, Reading
from bot.domain.tickets import Kind
from intents import classify, phrases
from intents.classify import Verdict
from intents.normalise import Normal
from intents.scene import Scene

#: So few words with a thing and what is wrong with it are a report from this score on.
_TERSE, _DEFECT = 12, 0.75
#: "报修", "我有个心愿": asked what it is; what is said next is it.
BEGUN = {"matter": Kind.HAZARD, "wish": Kind.WISH}
_BEGINNING = 16


def says_what_is_wrong(normal: Normal, verdict: Verdict) -> bool:
    """ "灯坏了", "垃圾没人收": so few words that name a thing and what is wrong with it are a report."""
    terse = verdict.intent is Intent.HAZARD and len(normal.text) <= _TERSE
    return terse and verdict.score >= _DEFECT and classify.names_defect(verdict)


def whether(opened: requests.OpenTicket, verdict: Verdict, scene: Scene) -> requests.Request:
    """Is it a matter at all? Whoever answers nothing has it filed only where a thing or what is wrong is named.

    Staff know how to report: what they say of nothing in particular is listed for the secretary.
    """
    kind = (("wish" if verdict.intent is Intent.WISH else "hazard"),)
    if scene.by_staff and not verdict.has("object", "wanted"):
        return requests.Guide(opened.text)
    named = verdict.has("object", "trouble", "wanted")
    return requests.Clarify("intent" if named else "whether", opened, kind)


def begun(normal: Normal) -> Reading | None:
    """Somebody wants to report something and has not said what; None where the line says more, or something else."""
    if len(normal.text) > _BEGINNING:
        return None
    besides = phrases.words("begin", "fill")
    slot = next((one for one in BEGUN if phrases.wholly(normal.text, phrases.words("begin", one), besides)), None)
    if slot is None:
        return None
    return Reading(Intent.OTHER, Action.ASK, 0.9, requests=(requests.Clarify(slot),), why=("要报事，没说什么事",))
