"""One line that holds several things: split where a new matter begins, each part read by itself."""

import itertools
import re
from dataclasses import dataclass

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.requests import Action, Intent, Reading
from intents import classify, composing, places, signs
from intents.canteen import portions
from intents.classify import Verdict
from intents.normalise import Normal
from intents.scene import Scene

#: Another matter is announced. Without that a complaint beside a wish is mostly its reason.
_ANNOUNCED = rf"(?:{'|'.join(signs.ANNOUNCED)})(?<!还有(?=没有|吗))"
_ANOTHER = re.compile(_ANNOUNCED)
_BREAK = re.compile(rf"[,.!?;。\n]+|(?<=\S{{4}})\s+(?=\S{{4}})|(?={_ANNOUNCED})")
#: A part counts as a matter of its own from this margin on.
_OWN = 0.7
#: And from this margin on without being announced.
_ALONE, _COUNTED, _WRONG = 0.98, 0.95, 0.85
#: What speaks for a meal and for a ticket, in a line that announces nothing, when it may hold both.
STRONG = 2.0
_MATTERS = (Intent.HAZARD, Intent.WISH, Intent.MEAL)


@dataclass(frozen=True, slots=True)
class _Part:
    normal: Normal
    verdict: Verdict


def read(normal: Normal, whole: Verdict, place: Place | None, scene: Scene) -> Reading | None:
    """The reading of a line with several matters; None when it holds one or none."""
    announced = signs.of(normal) & signs.ANOTHER and _ANOTHER.search(normal.text)
    hazard, wish, meal, _ = whole.sums
    if not announced and not (meal >= STRONG and (hazard >= STRONG or wish >= STRONG)):
        return None
    found = _merged(_split(normal, scene))
    if len(found) < 2 or not (announced or _unlike(found)):
        return None
    asked: list[requests.Request] = []
    for part in found:
        asked += _requests(part, place, scene)
    return _reading(found, asked, place, scene)


def _split(normal: Normal, scene: Scene) -> list[_Part]:
    cuts = [0, *(match.end() for match in _BREAK.finditer(normal.text)), len(normal.text)]
    found = []
    for start, end in itertools.pairwise(cuts):
        text = normal.text[start:end].strip(" ,.!?;。\n")
        if len(text) < 2:
            continue
        part = Normal(text, normal.written(start, end).strip(" ,，.。!！?？;；\n"), normal.mentioned)
        place = places.find(part, scene.community)
        building = place is not None and place.building is not None
        found.append(_Part(part, classify.judge(text, scene.community.vocabulary, building=building)))
    return found


def _merged(split: list[_Part]) -> list[_Part]:
    """Neighbours of one kind, and parts that are nothing by themselves, go with the matter before (or after) them."""
    groups: list[list[_Part]] = []
    waiting: list[_Part] = []
    for part in split:
        own = part.verdict.intent in _MATTERS and part.verdict.score >= _OWN
        kind = part.verdict.intent
        if own and groups and groups[-1][0].verdict.intent is kind and not _another(part):
            groups[-1].append(part)
        elif own:
            groups.append([part, *waiting])
            waiting = []
        elif groups:
            groups[-1].append(part)
        else:
            waiting.append(part)
    if len(groups) < 2:
        return []
    return [_joined(group) for group in groups]


def _unlike(found: list[_Part]) -> bool:
    """Whether the parts go to different hands, each clear enough to stand there unannounced: a meal and a ticket."""
    kinds = {part.verdict.intent for part in found}
    return Intent.MEAL in kinds and all(map(_stands_alone, found))


def _stands_alone(part: _Part) -> bool:
    """Clear by itself: an order that says how many, and 楼道灯坏了, since it says what is wrong with what."""
    wrong = part.verdict.intent is Intent.HAZARD and classify.names_defect(part.verdict)
    counted = part.verdict.intent is Intent.MEAL and portions.quantity_of(part.normal.text)[0]
    return part.verdict.score >= (_WRONG if wrong else _COUNTED if counted else _ALONE)


def _another(part: _Part) -> bool:
    return part.normal.text.startswith(("另外", "还有", "再就是", "对了", "此外"))


def _joined(group: list[_Part]) -> _Part:
    if len(group) == 1:
        return group[0]
    text = ",".join(part.normal.text for part in group)
    raw = "，".join(part.normal.raw for part in group)
    return _Part(Normal(text, raw), group[0].verdict)


def _requests(part: _Part, whole_place: Place | None, scene: Scene) -> list[requests.Request]:
    place = places.find(part.normal, scene.community)
    if part.verdict.intent is Intent.MEAL:
        words = composing.meal_words(part.normal, place, scene)
        return list(composing.meal(part.normal, words, place, scene))
    return [composing.placed(part.normal, part.verdict, place or whole_place, scene)[0]]


def _reading(found: list[_Part], asked: list[requests.Request], place: Place | None, scene: Scene) -> Reading:
    first = found[0]
    opened = next((one for one in asked if isinstance(one, requests.OpenTicket)), None)
    ordered = next((part for part in found if part.verdict.intent is Intent.MEAL), None)
    question = any(isinstance(one, requests.Clarify) for one in asked)
    return Reading(
        first.verdict.intent,
        Action.ASK if question else Action.ACT,
        round(min(part.verdict.score for part in found), 3),
        opened.category if opened else None,
        opened.urgency if opened else None,
        opened.place if opened and opened.place else place,
        composing.slots_of(composing.meal_words(ordered.normal, None, scene)) if ordered else None,
        tuple(asked),
        tuple(reason for part in found for reason in part.verdict.why),
    )
