"""Domain values as JSON text, and back.

Requests carry their name as `type`, because several of them have the same fields, or none.
"""

import json
from functools import cache
from typing import Any, get_args

import orjson
from pydantic import TypeAdapter

from bot.domain.cards import Card
from bot.domain.meals import Dishes
from bot.domain.messages import Incoming, Media
from bot.domain.places import Place
from bot.domain.requests import Clarify, Reading, Request, Slot, name_of, name_of_kind

_incoming = TypeAdapter(Incoming)
_media = TypeAdapter(Media)
_place = TypeAdapter(Place)
_card = TypeAdapter(Card)
_words = TypeAdapter(tuple[str, ...])
_numbers = TypeAdapter(tuple[int, ...])
_dishes = TypeAdapter(Dishes)
_kinds: dict[str, type] = {name_of_kind(kind): kind for kind in get_args(Request)}


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    """Built when the first request of its kind is met: all of them at the start would take a tenth of a second."""
    return TypeAdapter(kind)


def from_incoming(value: Incoming) -> str:
    return _incoming.dump_json(value).decode()


def to_incoming(text: str) -> Incoming:
    return _incoming.validate_json(text)


def to_media(kind: str, url: str, media_id: str) -> Media:
    return _media.validate_python({"kind": kind, "url": url, "media_id": media_id})


def from_place(value: Place | None) -> str | None:
    return None if value is None else _place.dump_json(value).decode()


def to_place(text: str | None) -> Place | None:
    return None if text is None else _place.validate_json(text)


def from_card(value: Card | None) -> str:
    return "" if value is None else _card.dump_json(value).decode()


def to_card(text: str) -> Card | None:
    return _card.validate_json(text) if text else None


def from_words(value: tuple[str, ...]) -> str:
    return _words.dump_json(value).decode()


def to_words(text: str) -> tuple[str, ...]:
    return _words.validate_json(text)


def from_numbers(value: tuple[int, ...]) -> str:
    return _numbers.dump_json(value).decode()


def to_numbers(text: str) -> tuple[int, ...]:
    return _numbers.validate_json(text)


def from_dishes(value: Dishes) -> str:
    return _dishes.dump_json(value).decode()


def to_dishes(text: str) -> Dishes:
    return _dishes.validate_json(text)


def from_request(request: Request | None) -> str | None:
    return None if request is None else json.dumps(_plain(request), ensure_ascii=False)


def to_request(text: str | None) -> Request | None:
    return None if text is None else _request(json.loads(text))


def from_requests(requests: tuple[Request, ...]) -> str:
    return orjson.dumps([_plain(one) for one in requests]).decode()


def from_reading(reading: Reading) -> str:
    """Everything but the requests, which have a column of their own."""
    fields = {name: getattr(reading, name) for name in Reading.__slots__ if name != "requests"}
    return orjson.dumps(fields, default=sorted).decode()  # sets become lists


def _plain(request: Request) -> dict[str, Any]:
    kind: type = type(request)
    if isinstance(request, Clarify):
        nested = None if request.request is None else _plain(request.request)
        fields: dict[str, Any] = {"slot": request.slot, "request": nested, "options": list(request.options)}
    else:
        fields = _adapter(kind).dump_python(request, mode="json")
    return {"type": name_of(request), **fields}


def _request(fields: dict[str, Any]) -> Request:
    kind = _kinds[fields.pop("type")]
    if kind is Clarify:
        nested = None if fields["request"] is None else _request(fields["request"])
        return Clarify(Slot(fields["slot"]), nested, tuple(fields["options"]))
    value: Request = _adapter(kind).validate_python(fields)
    return value
