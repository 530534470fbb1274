"""A line that did not answer our question: what it says, and what becomes of the request that waits for an answer."""

import re
from dataclasses import replace

from bot.domain import requests, retold
from bot.domain.concerns import Mood
from bot.domain.places import Place
from bot.domain.requests import Action, Intent, Slot
from bot.domain.tickets import Kind
from intents import classify, composing, places, seldom
from intents.normalise import Normal, normalise
from intents.scene import Scene
from intents.talk import amends, doubts, pending, repairs

_GUIDED = (requests.Guide(),)
_NODS = re.compile(r"(?:好|嗯|哦|噢|行|中|可以|ok)[的吧啊呀,。!~\s]*", re.IGNORECASE)


def _told(reading: requests.Reading, normal: Normal, kind: Kind, scene: Scene) -> requests.Reading:
    """`reading`, of what was said when we had asked what it is: no second question, no doubt that it is a matter."""
    placed = reading.concern is not None and Mood.PLACE in reading.concern.moods
    thing = reading.requests == _GUIDED and kind is Kind.HAZARD and not placed
    if thing and (named := repairs.named(normal, normal.text, scene)):
        asked = repairs.asked_for(named[0], asks=named[1])
        return replace(reading, action=Action.ASK if named[1] else Action.ACT, requests=(asked,), concern=None)
    if reading.requests == _GUIDED:
        opened = requests.OpenTicket(normal.raw, kind, f"other_{kind.value}", place=reading.place)
        return replace(reading, action=Action.ACT, requests=(_unplaced(opened),), concern=None)
    each = [one.request if isinstance(one, requests.Clarify) else one for one in reading.requests]
    matters = tuple(_unplaced(one) for one in each if isinstance(one, requests.OpenTicket))
    if len(matters) < len(each) or not matters:
        return reading
    return replace(reading, action=Action.ACT, requests=matters, concern=None)


def _nearer(reading: requests.Reading, waiting: requests.Request | None) -> requests.Reading | None:
    """3栋 and then 2单元: the place said more exactly, and still nothing that is the matter there."""
    said = reading.concern.place if reading.concern and Mood.PLACE in reading.concern.moods else None
    if not isinstance(waiting, requests.OpenTicket) or said is None or reading.requests != _GUIDED:
        return None
    if waiting.place is None:
        return replace(reading, action=Action.ACT, requests=(replace(waiting, place=said),), concern=None)
    place = amends.amended(waiting.place, said)
    asked = requests.Clarify(Slot.MATTER, replace(waiting, place=place), ("where", place.public()))
    return replace(reading, action=Action.ASK, requests=(asked,), concern=None)


def _captioned(
    reading: requests.Reading, waiting: requests.Request | None, normal: Normal, scene: Scene
) -> requests.Reading | None:
    """这棵树 under a photo, and then 要倒了: the two are one report. None where either tells it alone."""
    if not isinstance(waiting, requests.OpenTicket) or waiting.place or reading.requests != _GUIDED:
        return None
    both = Normal(f"{normalise(waiting.text).text},{normal.text}", retold.together(waiting.text, normal.raw))
    place = places.find(both, scene.community)
    verdict = classify.judge(both.text, scene.community.vocabulary, building=bool(place and place.building))
    if verdict.intent is not Intent.HAZARD:
        return None
    opened, _ = composing.placed(both, verdict, place, scene)
    return replace(reading, action=Action.ACT, requests=(_unplaced(opened),), concern=None)


def _at(where: Place, said: requests.Request, normal: Normal) -> requests.Request:
    opened = said.request if isinstance(said, requests.Clarify) and said.slot == Slot.PLACE else said
    if not isinstance(opened, requests.OpenTicket) or (opened.place and opened.place.text in normal.raw):
        return said
    return replace(opened, place=where, unplaced=False)


def _there(reading: requests.Reading, waiting: requests.Request | None, normal: Normal) -> requests.Reading:
    """`reading`, its matters at the place that was named before, unless they name one themselves."""
    where = waiting.place if isinstance(waiting, requests.OpenTicket) else None
    if where is None:
        return reading
    each = tuple(_at(where, one, normal) for one in reading.requests)
    asks = any(isinstance(one, requests.Clarify) for one in each)
    return replace(reading, action=reading.action if asks else Action.ACT, requests=each) if each else reading


def _placed(waiting: requests.OpenTicket, reading: requests.Reading) -> requests.OpenTicket:
    """The report at the building that the line names: 单元门关不上, and then 5栋 or 就我们五栋 楼上楼下都一样."""
    said = reading.place
    if said is None or not said.building or (waiting.place and waiting.place.building):
        return waiting
    return replace(waiting, place=waiting.place.within(said) if waiting.place else said)


def _unplaced(opened: requests.OpenTicket) -> requests.OpenTicket:
    return replace(opened, unplaced=opened.kind is Kind.HAZARD and opened.place is None)


def _unasked(reading: requests.Reading, normal: Normal) -> requests.Reading:
    """算了 or 好, and nothing was asked: no guide."""
    first = reading.requests[0] if reading.requests else None
    if not isinstance(first, requests.Guide) or reading.requests != _GUIDED:
        return reading
    if not (pending.dropped(normal.text) or _NODS.fullmatch(normal.text)):
        return reading
    return replace(reading, action=Action.SILENT, requests=(), silence="chatter")


def beside(reading: requests.Reading, normal: Normal, scene: Scene) -> requests.Reading:
    """`reading`, of a line that did not answer our question, and what becomes of the request that waits for one.

    Another matter, or no answer that we understand: the first is filed without its place, since nothing is asked
    twice. A report instead of what we asked about a meal: that is asked again, for no order may get lost.
    """
    question = scene.pending if scene.pending and scene.pending.slot not in requests.UNASKED else None
    if question is None:
        return _unasked(reading, normal)
    if question.slot in doubts.BEGUN and pending.dropped(normal.text):
        return replace(reading, action=Action.ACT, requests=(requests.WithdrawTicket(None, normal.raw),), concern=None)
    if question.slot in doubts.BEGUN and (more := _nearer(reading, question.request)):
        return more
    if question.slot in doubts.BEGUN and (shown := _captioned(reading, question.request, normal, scene)):
        return shown
    if question.slot in doubts.BEGUN:
        return _there(_told(reading, normal, doubts.BEGUN[question.slot], scene), question.request, normal)
    if question.slot not in pending.DETAILS or not reading.requests:
        return reading
    waiting, said = question.request, reading.requests[0]
    new = said.request if isinstance(said, requests.Clarify) else said
    if isinstance(waiting, requests.OpenTicket) and question.slot == Slot.PLACE:
        filed = replace(waiting, unplaced=True)
        if new == requests.Guide():
            return replace(reading, action=Action.ACT, requests=(filed,), concern=None)
        another = _is_matter(new, waiting)
        return replace(reading, requests=(filed, *reading.requests), concern=None) if another else reading
    asks = _ASKS.search(normal.text) is not None
    if question.slot in _WHETHER and (told := _together(waiting, said, normal)):
        return replace(reading, action=Action.ACT, requests=(told,), concern=None)
    plain = isinstance(waiting, requests.OpenTicket) and not asks and _is_plain(question.slot, waiting)
    if isinstance(waiting, requests.OpenTicket) and plain and new == requests.Guide():
        return replace(reading, action=Action.ACT, requests=(_placed(waiting, reading),), concern=None)
    if isinstance(waiting, requests.OrderMeal | requests.ChangeMeal) and isinstance(new, requests.OpenTicket):
        asked = requests.Clarify(question.slot, waiting)
        return replace(reading, requests=(*map(_filed, reading.requests), asked))
    return reading


#: Is it a matter at all?
_WHETHER = frozenset({Slot.INTENT, Slot.WHETHER})


def _together(waiting: requests.Request | None, said: requests.Request, normal: Normal) -> requests.OpenTicket | None:
    """吓人, or 电钻声吵死了 after 5栋装修: a matter that names no place, and no thing but what the first may be about,
    says how much the first one is one; two that may be one are. None where it is another.
    """
    asked = said.slot if isinstance(said, requests.Clarify) else None
    new = said.request if isinstance(said, requests.Clarify) else said
    if not isinstance(waiting, requests.OpenTicket) or not isinstance(new, requests.OpenTicket):
        return None
    if new.safety or new.private or (new.place is not None and new.place.text in normal.raw):
        return None
    text, place = retold.together(waiting.text, normal.raw), waiting.place or new.place
    if new.category == "other_hazard":
        return replace(waiting, text=text) if not (new.place and new.place.building) else None
    if (asked is not Slot.INTENT and new.category != waiting.category) or (asked is Slot.PLACE and place is None):
        return None
    return replace(waiting if new.kind is not Kind.HAZARD else new, text=text, place=place)


#: "那找谁问" is no yes.
_ASKS = seldom.Pattern(r"[?吗]|谁|什么|啥|怎么|咋|哪[里儿个]|多少|几点")


def _is_plain(slot: Slot, waiting: requests.OpenTicket) -> bool:
    """Is it plain enough what it is about, or where, that words which are no refusal are a yes?"""
    named = waiting.place is not None and waiting.place.text in waiting.text
    return slot is Slot.INTENT or (slot is Slot.WHETHER and named)


def _is_matter(new: requests.Request | None, waiting: requests.OpenTicket) -> bool:
    """Is it noted down, and not the same over again?"""
    if isinstance(new, requests.OpenTicket):
        return new.category != waiting.category
    return isinstance(new, requests.OrderMeal)


def _filed(request: requests.Request) -> requests.Request:
    """A report without our question about it: one question is enough."""
    if isinstance(request, requests.Clarify) and isinstance(request.request, requests.OpenTicket):
        return replace(request.request, unplaced=request.slot == Slot.PLACE)
    return request
