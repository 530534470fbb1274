"""A line that did not answer our question: what it says, and what becomes of the request that waits for an answer."""

import re
from dataclasses import replace

from bot.domain import requests
from bot.domain.requests import Action, Slot
from bot.domain.tickets import Kind
from intents.normalise import Normal
from intents.scene import Scene
from intents.talk import doubts, pending

_GUIDED = (requests.Guide(),)


def _told(reading: requests.Reading, normal: Normal, kind: Kind) -> requests.Reading:
    """`reading`, of what was said when we had asked what it is: no second question, no doubt that it is a matter."""
    if reading.requests == _GUIDED:
        opened = requests.OpenTicket(normal.raw, kind, f"other_{kind.value}", place=reading.place)
        return replace(reading, action=Action.ACT, requests=(_unplaced(opened),), concern=None)
    asked = [one.request if isinstance(one, requests.Clarify) else one for one in reading.requests]
    matters = tuple(_unplaced(one) for one in asked if isinstance(one, requests.OpenTicket))
    if len(matters) < len(asked) or not matters:
        return reading
    return replace(reading, action=Action.ACT, requests=matters, concern=None)


def _unplaced(opened: requests.OpenTicket) -> requests.OpenTicket:
    return replace(opened, unplaced=opened.kind is Kind.HAZARD and opened.place is None)


def beside(reading: requests.Reading, normal: Normal, scene: Scene) -> requests.Reading:
    """`reading`, of a line that did not answer our question, and what becomes of the request that waits for one.

    Another matter, or no answer that we understand: the first is filed without its place, since nothing is asked
    twice. A report instead of what we asked about a meal: that is asked again, for no order may get lost.
    """
    question = scene.pending if scene.pending and scene.pending.slot not in requests.UNASKED else None
    if question is None:
        if reading.requests != _GUIDED or not pending.dropped(normal.text):
            return reading
        return replace(reading, action=Action.SILENT, requests=(), silence="chatter")  # 算了, and nothing was asked
    if question.slot in doubts.BEGUN and pending.dropped(normal.text):
        return replace(reading, action=Action.ACT, requests=(requests.WithdrawTicket(None, normal.raw),), concern=None)
    if question.slot in doubts.BEGUN:
        return _told(reading, normal, doubts.BEGUN[question.slot])
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
    plain = isinstance(waiting, requests.OpenTicket) and not asks and _is_plain(question.slot, waiting)
    if isinstance(waiting, requests.OpenTicket) and plain and new == requests.Guide():
        return replace(reading, action=Action.ACT, requests=(waiting,), concern=None)
    if isinstance(waiting, requests.OrderMeal | requests.ChangeMeal) and isinstance(new, requests.OpenTicket):
        asked = requests.Clarify(question.slot, waiting)
        return replace(reading, requests=(*map(_filed, reading.requests), asked))
    return reading


#: "那找谁问" is no yes.
_ASKS = re.compile(r"[?吗]|谁|什么|啥|怎么|咋|哪[里儿个]|多少|几点")


def _is_plain(slot: Slot, waiting: requests.OpenTicket) -> bool:
    """Is it plain enough what it is about that words which are no refusal are a yes?"""
    return slot is Slot.INTENT or (slot is Slot.WHETHER and waiting.place is not None)


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
