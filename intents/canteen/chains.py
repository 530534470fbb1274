"""接龙: a numbered list that grows by a line for everybody who joins; the sender's own line is their order."""

import re

from bot.domain import requests
from bot.domain.requests import Action, Intent, Reading, Slot
from intents import meals, phrases, seldom
from intents.canteen import portions
from intents.normalise import Normal
from intents.scene import Scene

_LINE = seldom.Pattern(r"^\s*\d{1,3}\s*[.、,:)．]\s*(?P<entry>\S.*)$")
_MARK = "接龙"
#: No list without it.
_NUMBERED = re.compile(r"\d\s*[.、,:)．]")
#: "1. 王阿姨 2份 2. 刘叔 1份": the same list without line ends.
_RUN_ON = re.compile(r"(?:(?<=\s)|^|(?<=:))(?=\d{1,3}[.、])")

#: "1 李秀英 一份 2 王建国 两份": numbers without dots, in what says that it is 接龙.
_UNDOTTED = seldom.Pattern(r"(?<![\d.])(\d{1,3})[\s:]+(?=[\u4e00-\u9fff])")


def read(normal: Normal, scene: Scene) -> requests.OrderMeal | requests.Unlisted | requests.Clarify | None:
    """The sender's order, or that their name stands in no line; the question how many where we do not know their name.

    None if it is no such list.
    """
    marked = _MARK in normal.text
    if not marked and not _NUMBERED.search(normal.text):
        return None
    text = _UNDOTTED.sub(r"\1. ", normal.text) if marked else normal.text
    lines = [line for part in text.splitlines() for line in _RUN_ON.split(part)]
    entries = [found["entry"] for line in lines if (found := _LINE.match(line))]
    head = " ".join(line for line in lines if not _LINE.match(line))
    if len(entries) < (1 if marked else 2) or not _of_meals(head, entries):
        return None
    name = scene.person.name if scene.person else ""
    own = next((entry for entry in reversed(entries) if name and name in entry), None)
    if own is None:
        meal = _order(normal, head, scene)
        return requests.Unlisted(meal) if name else requests.Clarify(Slot.QUANTITY, meal)
    return _order(normal, f"{head} {own.replace(name, ' ')}".strip(), scene)


def signs() -> tuple[str, ...]:
    """One of these is in every list: two of its lines stand apart, by a line end or a blank at least, or its head ends
    with a colon."""
    return (_MARK, ":", *filter(str.isspace, map(chr, range(0x3001))))


def reading(normal: Normal, scene: Scene) -> Reading | None:
    """The same, with its slots."""
    said = read(normal, scene)
    if said is None:
        return None
    order: requests.Request | None = said.order if isinstance(said, requests.Unlisted) else said
    order = order.request if isinstance(order, requests.Clarify) else order
    meal = None
    if isinstance(order, requests.OrderMeal):
        meal = requests.MealSlots(order.service, None if said is not order else order.quantity, order.day, order.dishes)
    action = Action.ACT if said is order else Action.ASK
    return Reading(Intent.MEAL, action, 0.95, meal=meal, requests=(said,), why=("接龙",))


def _of_meals(head: str, entries: list[str]) -> bool:
    """A list of portions, or one that says it is 接龙 for a meal."""
    counted = sum(portions.quantity_of(entry)[0] is not None for entry in entries)
    about_meals = any(word in head for word in phrases.words("chain"))
    return about_meals or (counted * 2 > len(entries) and (_MARK in head or not head.strip()))


def _order(normal: Normal, line: str, scene: Scene) -> requests.OrderMeal:
    words = meals.read(line, scene.now)
    service = words.services[0] if words.services else None
    return requests.OrderMeal(
        normal.raw, service, words.day, words.quantity or 1, bool(words.delivery), diet=words.diet, dishes=words.dishes
    )
