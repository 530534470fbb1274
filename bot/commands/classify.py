"""`lianxin classify`: messages from stdin, one JSON reading a line, in order."""

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from bot import clock, community
from bot.domain import requests, roster
from bot.domain.places import Place
from intents import reader
from intents.scene import Scene

#: How the bot is called where nothing says otherwise.
BOT_NAME = "连心"
#: The community that ships with the code, wherever the command is run from.
EXAMPLE = Path(__file__).parents[2] / "communities" / "example.toml"


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
        for text in _texts(sys.stdin.buffer, jsonl=args.jsonl):
            line = json.dumps(as_json(reader.read(text, scene), text), ensure_ascii=False)
            sys.stdout.buffer.write(line.encode() + b"\n")
    except ValueError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    finally:
        sys.stdout.buffer.flush()
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
    return {"service": meal.service, "quantity": meal.quantity, "date": day, "dishes": _plain(meal.dishes) or None}


def _request_json(request: requests.Request) -> dict[str, Any]:
    fields = {one.name: getattr(request, one.name) for one in dataclasses.fields(request)}
    shown = {name: _plain(value) for name, value in fields.items()}
    if "day" in shown:
        shown["date"] = shown.pop("day")
    slots = {name: shown.get(name) for name in ("text", "category", "urgency", "place", "service", "quantity", "date")}
    meal = {name: slots[name] for name in ("service", "quantity", "date")} | {"dishes": shown.get("dishes") or None}
    return {"type": requests.name_of(request), "meal": meal if any(meal.values()) else None, **slots, **shown}


def _plain(value: Any) -> Any:
    if isinstance(value, Place):
        return place_json(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return _request_json(value)  # type: ignore[arg-type]  # a waiting request inside a question
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _texts(source: BinaryIO, *, jsonl: bool) -> Iterator[str]:
    """One text for each line, ended by LF or CR LF alone; bytes that are no UTF-8 read as U+FFFD.

    Raises ValueError for a JSON line without a text, which blank lines between JSON lines are not.
    """
    for number, line in enumerate(source, 1):
        encoding = "utf-8-sig" if number == 1 else "utf-8"
        stripped = line.removesuffix(b"\n").removesuffix(b"\r").decode(encoding, "replace")
        if not jsonl:
            yield stripped
        elif stripped.strip():
            yield _text_of(stripped, number)


def _text_of(line: str, number: int) -> str:
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise ValueError(f"line {number}: not JSON: {wrong}") from None
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str):
        raise ValueError(f"line {number}: not a JSON object with text")
    return text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair can be escaped in JSON
