"""What must not be told in front of everybody, whatever kind of matter it is: the last look at what has been read.

Complaints about people, family trouble, a child's trouble, somebody's illness: filed as private, and at once, since a
question about them in the group would be one too many.
"""

from dataclasses import replace

from bot.domain import requests
from bot.domain.concerns import Concern, Mood
from bot.domain.requests import (
    Action,
    AddToTicket,
    AnswerClosing,
    Clarify,
    Guide,
    Intent,
    OpenTicket,
    Reading,
    Slot,
    UrgeTicket,
)
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from intents import places
from intents.guard import accused
from intents.normalise import Normal
from intents.scene import Scene

# `maybe` are the matters that a line can be about (`accused.matters`): nothing else is looked for in it.
#: So near to who it is about something is said of them.
_FAMILY, _MINOR, _HEALTH = 12, 12, 14
#: Looked up once: on a class of names each look-up is as slow as a call.
_MEAL, _SILENT, _HAZARD, _ASKS = Intent.MEAL, Action.SILENT, Kind.HAZARD, Mood.ASKS
#: Under these almost anything is filed: they name no public thing that is broken.
_VAGUE = frozenset({"other_hazard", "management", "security", "quarrel", "noise"})
#: Whose words are told to whoever has the ticket, and that may be the one complained of.
_PASSED_ON = (AddToTicket, AnswerClosing, UrgeTicket)
#: Why a line is left alone that asks for nothing.
_NEVER = frozenset({"thanks", "advert", "notice"})
#: What a line that is no matter yet is filed as where it tells of such things.
_SORTS = {
    "household": (Intent.HAZARD, Kind.DISPUTE, "quarrel"),
    "staff": (Intent.HAZARD, Kind.HAZARD, "rights"),
    "family": (Intent.HAZARD, Kind.DISPUTE, "family"),
    "minor": (Intent.WISH, Kind.HELP, "hardship"),
}


def guarded(reading: Reading, normal: Normal, scene: Scene) -> Reading:
    """`reading`, with what it files marked as private where it is, and filed where we would have asked or guided."""
    opens = any(map(_waiting, reading.requests))
    if not opens and not _may_be_filed(reading, scene):
        return reading
    maybe = accused.matters(normal.text)
    if not maybe:
        return reading
    about = accused.staff(normal.text, scene.community, scene.person) if "staff" in maybe else ()
    if _is_open(reading, about) and (sort := _sort(normal.text, reading, scene, about, maybe)):
        return _filed(sort, reading, normal, scene, about)
    return _with_marks(reading, normal.text, about, maybe) if opens else reading


def _may_be_filed(reading: Reading, scene: Scene) -> bool:
    """Has a resident said something to us of which no more than a question may have been made?"""
    if reading.action is _SILENT and not scene.addressed:
        return False
    return not scene.by_staff and reading.silence not in _NEVER and reading.intent is not _MEAL


def _is_open(reading: Reading, about: tuple[str, ...]) -> bool:
    """Has no more been made of it than a question, or is it passed on to whom it is about?

    Whoever asks what became of a complaint makes no new one.
    """
    if reading.concern is not None and _ASKS in reading.concern.moods:
        return False
    if not reading.requests or any(map(_is_question, reading.requests)):
        return True
    return bool(about) and any(isinstance(one, _PASSED_ON) for one in reading.requests)


def _with_marks(reading: Reading, text: str, about: tuple[str, ...], maybe: frozenset[str]) -> Reading:
    marked = tuple([_marked(one, text, about, maybe) for one in reading.requests])
    opened = next(filter(None, map(_waiting, marked)))
    action = reading.action if Clarify in map(type, marked) else Action.ACT
    concern = None if about else reading.concern
    if concern and opened.private:
        concern = replace(concern, private=True)
    before = (reading.requests, reading.action, reading.category, reading.concern)
    if (marked, action, opened.category, concern) == before:
        return reading
    return replace(reading, action=action, category=opened.category, requests=marked, concern=concern)


def _sort(text: str, reading: Reading, scene: Scene, about: tuple[str, ...], maybe: frozenset[str]) -> str:
    """What the line is about, where it is no more than a question so far; "" where it may stay one."""
    if not _may_be_filed(reading, scene):
        return ""
    if about:
        return "staff"
    if "household" in maybe and accused.charged(text):
        return "household"
    asks = any(isinstance(one, Clarify) for one in reading.requests)
    if not asks and "household" in maybe and accused.home(text):
        return "household"
    if "family" in maybe and accused.together(text, "family", "kin", "trouble", _FAMILY):
        return "family"
    if asks and reading.category in {"quarrel", "family"} and _pleads(text):
        return "family"
    return "minor" if _is_minors(text, maybe) else ""


def _pleads(text: str) -> bool:
    return any(word in text for word in accused.words("family", "plea"))


def _filed(sort: str, reading: Reading, normal: Normal, scene: Scene, about: tuple[str, ...]) -> Reading:
    intent, kind, category = _SORTS[sort]
    place = reading.place or places.find(normal, scene.community)
    level = reading.urgency or Urgency.BLUE
    opened = OpenTicket(normal.raw, kind, category, level, place, private=True, about=about)
    answers = (replace(one, text="") for one in reading.requests if isinstance(one, AnswerClosing | UrgeTicket))
    asked = (*answers, opened)
    unclear = reading.concern is not None and Mood.UNCLEAR in reading.concern.moods and not about
    told = Concern(normal.raw, frozenset({Mood.UNCLEAR}), place=place, private=True) if unclear else None
    return Reading(
        intent, Action.ACT, 0.9, category, level, place, requests=asked, why=(*reading.why, f"私下办：{sort}"),
        concern=told,
    )  # fmt: skip


def _is_question(request: requests.Request) -> bool:
    if isinstance(request, Clarify):
        return isinstance(request.request, OpenTicket)
    return isinstance(request, Guide)


def _waiting(request: requests.Request) -> OpenTicket | None:
    """The ticket that it opens, now or after our question."""
    found = request.request if isinstance(request, Clarify) else request
    return found if isinstance(found, OpenTicket) else None


def _marked(request: requests.Request, text: str, about: tuple[str, ...], maybe: frozenset[str]) -> requests.Request:
    opened = _waiting(request)
    if opened is None or not (about or _personal(opened, text, maybe)):
        return request
    marked = replace(opened, private=True, about=about)
    if about and not opened.safety and opened.category not in accused.things():
        marked = replace(marked, category="rights")
    if not opened.safety and opened.kind is _HAZARD and "crime" in maybe and accused.crime(text):
        marked = replace(marked, safety="crime")
    if not isinstance(request, Clarify):
        return marked
    at_once = request.slot != Slot.PLACE and marked.kind in (Kind.HELP, Kind.DISPUTE)
    return marked if at_once else replace(request, request=marked)


def _personal(opened: OpenTicket, text: str, maybe: frozenset[str]) -> bool:
    """Does it tell of people who would not want it told: what a home or a shop is said to do, a crime, an illness?

    That somebody fell over what is broken makes nobody's secret of what is broken.
    """
    if opened.safety:
        return False
    if opened.kind is _HAZARD and _is_complaint(opened, text, maybe):
        return True
    if opened.kind is _HAZARD and opened.category not in _VAGUE:
        return False
    ill = "health" in maybe and accused.together(text, "health", "who", "words", _HEALTH)
    return ill or _is_minors(text, maybe)


def _is_complaint(opened: OpenTicket, text: str, maybe: frozenset[str]) -> bool:
    if "crime" in maybe and accused.crime(text):
        return True
    if "household" in maybe and accused.household(text):
        return True
    return "habit" in maybe and opened.category not in accused.things() and accused.habit(text)


def _is_minors(text: str, maybe: frozenset[str]) -> bool:
    return "minor" in maybe and accused.together(text, "minor", "who", "trouble", _MINOR)
