"""A message read: safety first, then commands and answers, then the weighing of evidence."""

import gc
from dataclasses import replace

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.requests import Action, Intent, Reading, Slot
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from intents import (
    classify,
    commands,
    composing,
    forms,
    lexicon,
    normalise,
    parts,
    phrases,
    places,
    schemas,
    signs,
    sources,
)
from intents.canteen import chains, complaints
from intents.classify import Verdict
from intents.guard import discretion, embers, mended, pleas, safety, scams
from intents.guard.safety import Danger
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import directory, homes, phones
from intents.staff import fieldwork, register
from intents.talk import besides, concerns, doubts, inquiring, pending, repairs, scenes, silence

#: Looked up once: on a class of names each look-up is as slow as a call.
_HAZARD, _WISH, _MEAL, _OTHER = Intent.HAZARD, Intent.WISH, Intent.MEAL, Intent.OTHER
_ACT, _ASK, _SILENT = Action.ACT, Action.ASK, Action.SILENT
#: Below these scores a line is not acted on: somebody who spoke to us is asked, anybody else is left alone.
#: A ticket sends somebody out; an order in doubt is put right at the counter.
CLEAR = {_HAZARD: 0.89, _WISH: 0.88, _MEAL: 0.82}
#: A good end, or thanks for one: after a "but" something else may follow.
_ENDED = frozenset({"past", "thanks"})
#: Forms of a whole line that are about a meal.
_OF_MEALS = requests.ShowMyOrders | requests.CancelMeal | requests.MoveMeal | requests.ChangeMeal
#: What was asked about by these (a yes, a no, a number) is answered before it is taken for a word about a ticket.
_FIRST = frozenset({Slot.CONFIRM, Slot.AGAIN, Slot.UNDONE, Slot.WHICH, Slot.GONE, Slot.FIGURE, Slot.TERM})


def warm() -> None:
    """Load words, rules and dictionary, so that the first message does not wait for them.

    What is there by then stays: the collector does not go through it again, which would hold up some message for long.

    BadConfiguration names every mistake of the first rule file that has any, also of one that is seldom read.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing of what is loaded is garbage, and each look for some goes through all that is there
    try:
        _load()
        gc.freeze()
    finally:
        if collecting:
            gc.enable()


def _load() -> None:
    lexicon.lexicon().finder.apart("您好")  # first: nothing takes more memory to build, and little else is there yet
    signs.of(normalise.normalise("您好"))
    classify.judge("您好")
    safety.danger("您好")
    commands.table()
    for name in schemas.FILES:
        sources.table_of(name)


def read(text: str, scene: Scene) -> Reading:
    """What `text` asks for in its scene; never raises for any text."""
    normal = normalise.normalise(text, scene.bot_name)
    if not normal.text:
        return Reading(_OTHER, _SILENT, 1.0, silence="empty")
    found = safety.danger(normal.text)
    reading = (found and _dangerous(found, normal, scene)) or _plain(normal, scene) or _weighed(normal, scene)
    if reading.silence in _ENDED and (rest := mended.after_turn(normal.text)):
        reading = _weighed(normal.only(rest), scene)  # 灯修好了，但是旁边的又坏了
    by_staff = scene.by_staff
    if not by_staff and (scene.addressed or normal.mentioned):
        heard = scams.heard(reading, normal) or embers.heard(reading, normal)
        reading = heard or repairs.heard(reading, normal, scene) or pleas.heard(reading, normal)
    reading = discretion.guarded(reading, normal, scene)
    if by_staff and reading.action is not _ACT:
        reading = _told(fieldwork.remark(normal, scene)) or reading
    return register.beside(reading, normal, scene.community)


def _plain(normal: Normal, scene: Scene) -> Reading | None:
    """What needs no weighing: an answer to our question, a list of orders, a whole-line form, staff about a ticket."""
    if scene.pending is not None and scene.pending.slot in _FIRST and (said := _answered(normal, scene)):
        return said
    if signs.of(normal) & signs.LISTED and (listed := chains.reading(normal, scene)):
        return listed
    if asked := forms.read(normal, scene):
        return _commanded(asked, normal)
    if scene.pending is not None and (said := _answered(normal, scene)):
        return said
    return _told(fieldwork.read(normal, scene)) if scene.by_staff else None


def _dangerous(found: Danger, normal: Normal, scene: Scene) -> Reading | None:
    if fieldwork.is_over(found.kind, normal, scene):
        return None
    told = normal.only(found.told) if found.told else normal
    place = places.find(told, scene.community) or (places.find(normal, scene.community) if found.told else None)
    place = places.at_home(place, homes.spoken_of(told.text, scene))
    opened = requests.OpenTicket(normal.raw, Kind.HAZARD, found.category, Urgency.RED, place, found.kind)
    return Reading(
        _HAZARD, _ACT, 0.99, found.category, Urgency.RED, place, requests=(opened,),
        why=(f"{found.words} 生命安全:{found.kind}",),
    )  # fmt: skip


def _commanded(said: tuple[requests.Request, ...], normal: Normal) -> Reading:
    missed = isinstance(said[0], requests.TellKitchen) and phrases.mentions(normal.text, "kitchen", "show")
    intent = _MEAL if missed or isinstance(said[0], _OF_MEALS) else _OTHER
    return Reading(intent, _ACT, 0.98, requests=said, why=(f"{requests.name_of(said[0])} 整句",))


def _told(found: tuple[requests.Request, ...]) -> Reading | None:
    """What staff say about tickets they name or quote, in words that are no command."""
    return Reading(_OTHER, _ACT, 0.95, requests=found, why=("说的是这件工单",)) if found else None


def _answered(normal: Normal, scene: Scene) -> Reading | None:
    filled = pending.complete(normal, scene)
    if filled is None:
        return None
    intent = _OTHER
    if isinstance(filled, requests.OpenTicket):
        intent = _WISH if filled.kind in (Kind.WISH, Kind.HELP) else _HAZARD
    elif isinstance(filled, requests.OrderMeal | requests.ChangeMeal):
        intent = _MEAL
    place = filled.place if isinstance(filled, requests.OpenTicket | requests.OrderMeal) else None
    return Reading(intent, _ACT, 0.95, place=place, requests=(filled,), why=("回答了刚才的问题",))


def _weighed(normal: Normal, scene: Scene) -> Reading:
    reading = _matter(normal, scene)
    if scene.pending is None and reading.action is not _ASK:
        return reading  # nothing had been asked, and nothing is
    return besides.beside(reading, normal, scene)


def _matter(normal: Normal, scene: Scene) -> Reading:
    seen = normal.signs or signs.of(normal)
    if seen & signs.CALLED and phones.find(normal.text):
        normal = replace(normal, text=phones.blotted(normal.text))
        seen = signs.of(normal)
        if doubts.is_advert(normal.text):
            return Reading(_OTHER, _SILENT, 0.9, silence="advert")
    if seen & signs.DOUBT and inquiring.is_doubt(normal.text):
        return Reading(_OTHER, _SILENT, 0.9, silence="chatter")
    if seen & signs.BEGUN and (begun := doubts.begun(normal)):
        return begun
    place = places.find(normal, scene.community)
    if seen & signs.MISSING and (complaint := complaints.read(normal, place)):
        return complaint
    own = scene.community.vocabulary
    building = place is not None and place.building is not None
    verdict = classify.judge(normal.text, own, building=building)
    if seen & signs.POLITE:
        verdict = doubts.past_manners(normal.text, verdict, own, building=building)
    if normal.cut:
        verdict.why = (*verdict.why, "只看了前 2000 字")
    may_be_several = seen & signs.ANOTHER or verdict.sums[2] >= parts.STRONG
    if may_be_several and (several := parts.read(normal, verdict, place, scene)):
        return several
    scolded = _scolded(normal, verdict) if seen & signs.SCOLDS else None
    reading = scolded or _judged(normal, verdict, place, scene)
    reading.concern = concerns.read(normal, verdict, place, reading, scene)
    return reading


def _judged(normal: Normal, verdict: Verdict, place: Place | None, scene: Scene) -> Reading:
    """One matter, or none."""
    if verdict.intent is _OTHER or (verdict.intent is _HAZARD and scenes.shown(normal, verdict)):
        return _other(normal, verdict, scene, place)
    if verdict.intent is _HAZARD and safety.is_drill(normal.text):
        return Reading(_OTHER, _SILENT, 0.9, place=place, silence="notice")
    if verdict.score < CLEAR[verdict.intent] and not doubts.says_what_is_wrong(normal, verdict):
        return _unsure(normal, verdict, scene, place)
    if verdict.intent is _MEAL:
        return _ordered(verdict, normal, place, scene)
    return _reported(verdict, normal, place, scene)


def _scolded(normal: Normal, verdict: Verdict) -> Reading | None:
    """Somebody is fed up, and says no more than that."""
    if verdict.intent is _MEAL or not doubts.only_scolds(normal.text) or pleas.kind_of(normal.text):
        return None
    return Reading(_OTHER, _ASK, 0.9, requests=(concerns.SCOLDED,), why=("只是在抱怨，没说什么事",))


def _ordered(verdict: Verdict, normal: Normal, place: Place | None, scene: Scene) -> Reading:
    words = composing.meal_words(normal, place, scene)
    asked = composing.meal(normal, words, place, scene)
    unclear = any(isinstance(one, requests.Clarify | requests.Guide) for one in asked)
    action = _ASK if unclear else _ACT
    return Reading(
        _MEAL, action, round(verdict.score, 3), place=place, meal=composing.slots_of(words), requests=asked,
        why=verdict.why,
    )  # fmt: skip


def _reported(verdict: Verdict, normal: Normal, place: Place | None, scene: Scene) -> Reading:
    opened, question = composing.placed(normal, verdict, place, scene)
    asked = requests.Clarify(Slot.PLACE, opened) if question else None
    if doubts.only_asks(normal.text):
        asked = requests.Clarify(Slot.WHETHER, opened, ("hazard",))
    return Reading(
        verdict.intent, _ASK if asked else _ACT, round(verdict.score, 3), opened.category, opened.urgency,
        opened.place or place, requests=(asked or opened,), why=verdict.why,
    )  # fmt: skip


def _other(normal: Normal, verdict: Verdict, scene: Scene, place: Place | None) -> Reading:
    title = directory.title_for(normal.text, scene.community)
    score, why = round(verdict.score, 3), verdict.why
    if title is not None:
        shown = (requests.ShowDirectory(title),)
        return Reading(_OTHER, _ACT, score, place=place, requests=shown, why=why)
    reason = silence.reason(verdict)
    if (scene.addressed or normal.mentioned) and silence.worth_guiding(reason, scene):
        guided = requests.Guide(normal.raw if silence.question(verdict, reason) else "")
        return Reading(_OTHER, _ASK, score, place=place, requests=(guided,), why=why)
    return Reading(_OTHER, _SILENT, score, place=place, why=why, silence=reason)


def _unsure(normal: Normal, verdict: Verdict, scene: Scene, place: Place | None) -> Reading:
    slug = classify.category_of(verdict) if verdict.intent is not _MEAL else None
    score, why = round(verdict.score, 3), verdict.why
    meal = composing.slots_of(composing.meal_words(normal, place, scene)) if verdict.intent is _MEAL else None
    opened = composing.placed(normal, verdict, place, scene)[0] if slug else None
    level = opened.urgency if opened else None
    if scene.addressed or normal.mentioned:
        asked = doubts.whether(opened, verdict, scene) if opened else requests.Guide()
        return Reading(verdict.intent, _ASK, score, slug, level, place, meal, (asked,), why)
    return Reading(verdict.intent, _SILENT, score, slug, level, place, meal, why=why, silence="unsure")
