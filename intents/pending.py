"""A line read as the answer to the one question that is open; None when it is about something else."""

import re
from dataclasses import replace

from bot.domain import requests
from bot.domain.places import Place
from intents import meals, numbers, places, times
from intents.normalise import Normal
from intents.scene import Scene

_NUMBER = re.compile(
    r"^(?:要|就|那就|一共|来|订)?(\d{1,3}|[一二两三四五六七八九十俩仨]{1,3})"
    r"(?:份|个|碗|盒|人份|位)?(?:吧|就行|就好|就够|够了|的)*$"
)
_SERVICES = {"中午": "lunch", "午": "lunch", "晚": "dinner", "早": "breakfast"}
_SHORT = 24


def complete(normal: Normal, scene: Scene) -> requests.Request | None:
    """The waiting request with the slot filled from `normal`; None if the line does not fill it."""
    question = scene.pending
    if question is None or question.request is None or len(normal.text) > 60:
        return None
    if question.slot == "place":
        return _with_place(question.request, normal, scene)
    if not isinstance(question.request, requests.OrderMeal | requests.ChangeMeal):
        return None
    if question.slot == "quantity":
        return _with_quantity(question.request, normal.text)
    return _with_time(question.request, normal.text, scene)


def _with_place(request: requests.Request, normal: Normal, scene: Scene) -> requests.Request | None:
    if not isinstance(request, requests.OpenTicket | requests.OrderMeal | requests.ChangeMeal | requests.AddToTicket):
        return None
    place = places.find(normal, scene.community)
    if place is None and places.is_home(normal.text):
        place = places.home_of(scene.person)
    if place is None and 1 < len(normal.text) <= _SHORT and not normal.text.endswith(("?", "吗")):
        place = Place(normal.raw, landmark=normal.text)
    return replace(request, place=place) if place else None


def _with_quantity(request: requests.OrderMeal | requests.ChangeMeal, text: str) -> requests.Request | None:
    found = _NUMBER.match(text.strip(" ,.!。"))
    quantity = numbers.value_of(found.group(1)) if found else meals.quantity_of(text)[0]
    return replace(request, quantity=quantity) if quantity else None


def _with_time(
    request: requests.OrderMeal | requests.ChangeMeal, text: str, scene: Scene
) -> requests.Request | None:
    services, days = times.services(text), times.days(text, scene.now)
    if not services and len(text) <= 4:
        services = [name for word, name in _SERVICES.items() if word in text][:1]
    if not services and not days:
        return None
    return replace(
        request,
        service=services[0] if services else request.service,
        day=days[0].value if days else request.day,
    )
