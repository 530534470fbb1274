"""`lianxin classify`: messages from stdin, one JSON reading a line, in order."""

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from bot import clock, community
from bot.domain import requests, roster
from bot.domain.places import Place
from intents import reader
from intents.scene import Scene

#: How the bot is called where nothing says otherwise.
BOT_NAME = "连心"
EXAMPLE = Path("communities/example.toml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jsonl", action="store_true", help="each line is a JSON object with `text`")
    parser.add_argument("--now", type=datetime.fromisoformat, help="ISO time against which dates are resolved")
    parser.add_argument("--community", type=Path, default=EXAMPLE, help="community file (TOML)")


def run(args: argparse.Namespace) -> int:
    """Read stdin to its end; 2 when the community file or a JSON line cannot be read."""
    home = community.load(args.community)
    scene = scene_of(home, moment(args.now, home))
    reader.warm()
    try:
        for text in _texts(sys.stdin, jsonl=args.jsonl):
            sys.stdout.write(json.dumps(as_json(reader.read(text, scene), text), ensure_ascii=False) + "\n")
    except (json.JSONDecodeError, KeyError, TypeError) as wrong:
        sys.stderr.write(f"not a JSON object with text: {wrong}\n")
        return 2
    return 0


def moment(given: datetime | None, home: roster.Community) -> datetime:
    """The aware time to resolve dates against: `given` (in the community's zone if naive), else now."""
    zone = ZoneInfo(home.timezone)
    if given is None:
        return clock.SystemClock().now().astimezone(zone)
    return given.replace(tzinfo=zone) if given.tzinfo is None else given.astimezone(zone)


def scene_of(home: roster.Community, now: datetime) -> Scene:
    """A line in a group, by nobody known, not addressed to the bot unless it says so."""
    return Scene(now=now, community=home, person=None, in_group=True, addressed=False, bot_name=BOT_NAME)


def as_json(reading: requests.Reading, text: str) -> dict[str, Any]:
    """The reading as the outside sees it: every key present, null when empty."""
    return {
        "text": text,
        "intent": reading.intent.value,
        "action": reading.action.value,
        "score": reading.score,
        "category": reading.category,
        "urgency": reading.urgency.value if reading.urgency else None,
        "place": place_json(reading.place),
        "meal": _meal_json(reading.meal),
        "requests": [_request_json(one) for one in reading.requests],
        "why": list(reading.why),
        "silence": reading.silence or None,
    }


def place_json(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {name: getattr(place, name) for name in ("text", "building", "unit", "room", "landmark", "known")}


def _meal_json(meal: requests.MealSlots | None) -> dict[str, Any] | None:
    if meal is None:
        return None
    day = meal.day.isoformat() if meal.day else None
    return {"service": meal.service, "quantity": meal.quantity, "date": day}


def _request_json(request: requests.Request) -> dict[str, Any]:
    fields = {one.name: getattr(request, one.name) for one in dataclasses.fields(request)}
    shown = {name: _plain(value) for name, value in fields.items()}
    if "day" in shown:
        shown["date"] = shown.pop("day")
    slots = {name: shown.get(name) for name in ("text", "category", "urgency", "place", "service", "quantity", "date")}
    return {"type": requests.name_of(request), **slots, **shown}


def _plain(value: Any) -> Any:
    if isinstance(value, Place):
        return place_json(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return _request_json(value)  # type: ignore[arg-type]  # a waiting request inside a question
    return list(value) if isinstance(value, tuple) else value


def _texts(source: TextIO, *, jsonl: bool) -> Iterator[str]:
    for line in source:
        stripped = line.rstrip("\r\n")
        if jsonl and not stripped:
            continue
        yield json.loads(stripped)["text"] if jsonl else stripped
