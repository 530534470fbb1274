"""`lianxin eval FILE`: how well messages are understood, measured on a labelled JSONL file."""

import argparse
import asyncio
import getpass
import json
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import clock, community, settings
from bot.commands import classify, labelled
from bot.domain import errors, requests
from intents import reader
from intents.guard import safety
from intents.normalise import normalise
from intents.scene import Scene
from storage import listing
from storage.engine import open_store

_ACTED = frozenset({"hazard", "wish", "meal"})


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled line and what was made of it."""

    label: dict[str, Any]
    reading: requests.Reading

    @property
    def right(self) -> bool:
        return bool(self.reading.intent.value == self.label["intent"])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", nargs="?", help="JSON lines with text and intent, or text and fires"
    )
    parser.add_argument("--corrections", action="store_true", help="what staff corrected, from the database; audited")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    parser.add_argument("--no-lines", action="store_true", help="figures only, no text of any line")
    parser.add_argument("--worst", type=int, default=20, help="how many of the worst lines to show")
    parser.add_argument("--community", type=Path, default=classify.EXAMPLE, help="community file (TOML)")
    parser.add_argument("--now", type=datetime.fromisoformat, help="ISO time against which dates are resolved")


def run(args: argparse.Namespace) -> int:
    """Print the figures; 2 when there is nothing to read or it has no labels, 1 when the database does not answer."""
    if (args.file is None) != args.corrections:
        sys.stderr.write("name a file, or --corrections\n")
        return 2
    try:
        rows = asyncio.run(_corrected(settings.load())) if args.corrections else labelled.read(args.file)
    except errors.StoreUnavailable as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except OSError as failure:
        sys.stderr.write(f"cannot read {args.file}: {failure.strerror}\n")
        return 2
    except ValueError as wrong:
        sys.stderr.write(f"{args.file}: {wrong}\n")
        return 2
    if args.corrections and not rows:
        sys.stdout.write("no corrections\n")
        return 0
    return _measure(rows, args)


async def _corrected(given: settings.Settings) -> list[dict[str, Any]]:
    """What staff corrected, as far as its words are still kept; that somebody reads them is written down."""
    view = listing.View(ZoneInfo(given.timezone), private=True)
    async with open_store(given.database_url) as database:
        await listing.note(database.gate, getpass.getuser(), "corrections", "", clock.SystemClock().now())
        return [row async for row in listing.rows(database.gate, "corrections", view) if row["text"]]


def _measure(rows: list[dict[str, Any]], args: argparse.Namespace) -> int:
    reader.warm()
    if "fires" in rows[0]:
        figures = safety_figures(rows)
        if not args.no_lines:
            figures["worst"] = worst_of_safety(rows, args.worst)
        _write(figures, args)
        return 0
    home = community.load(args.community)
    judged = judge(rows, classify.scene_of(home, classify.moment(args.now, home)))
    figures = figures_of(judged)
    if not args.no_lines:
        figures["worst"] = worst(judged, args.worst)
    _write(figures, args)
    return 0


def judge(rows: list[dict[str, Any]], scene: Scene) -> list[Judged]:
    """Every labelled line with its reading."""
    return [Judged(row, reader.read(row["text"], scene)) for row in rows]


def figures_of(judged: list[Judged]) -> dict[str, Any]:
    """Precision, recall, F1 and confusion over all and by register; act-precision; slots."""
    registers = sorted({str(one.label.get("register", "")) for one in judged})
    groups = {name: [one for one in judged if str(one.label.get("register", "")) == name] for name in registers}
    return {
        "all": _figures(judged),
        "registers": {name: _figures(group) for name, group in groups.items()},
        "slots": _slots(judged),
    }


def _figures(judged: list[Judged]) -> dict[str, Any]:
    confusion = Counter((one.label["intent"], one.reading.intent.value) for one in judged)
    by_intent = {name: _scores(confusion, name) for name in labelled.INTENTS}
    acted = [one for one in judged if one.reading.action is requests.Action.ACT and one.reading.intent.value in _ACTED]
    return {
        "lines": len(judged),
        "accuracy": _ratio(sum(one.right for one in judged), len(judged)),
        "macro_f1": round(sum(one["f1"] for one in by_intent.values()) / len(by_intent), 4),
        "act_precision": _ratio(sum(_acted_rightly(one) for one in acted), len(acted)),
        "acted": len(acted),
        "intents": by_intent,
        "confusion": {said: {read: confusion[said, read] for read in labelled.INTENTS} for said in labelled.INTENTS},
    }


def _acted_rightly(one: Judged) -> bool:
    return one.right or one.label.get("also") == one.reading.intent.value


def _scores(confusion: Counter[tuple[str, str]], name: str) -> dict[str, float]:
    hit = confusion[name, name]
    read = sum(confusion[other, name] for other in labelled.INTENTS)
    said = sum(confusion[name, other] for other in labelled.INTENTS)
    f1 = 2 * hit / (read + said) if read + said else 1.0
    return {"precision": _ratio(hit, read), "recall": _ratio(hit, said), "f1": round(f1, 4), "lines": said}


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def _slots(judged: list[Judged]) -> dict[str, dict[str, float]]:
    """Exact matches among labelled lines, by slot."""
    found = {}
    for slot in ("place", "urgency", "service", "quantity"):
        named = [one for one in judged if one.label.get(slot) is not None]
        right = sum(_slot(one, slot) == one.label[slot] for one in named)
        found[slot] = {"exact": _ratio(right, len(named)), "lines": len(named)}
    return found


def _slot(one: Judged, slot: str) -> Any:
    reading = one.reading
    if slot == "place":
        return reading.place.text if reading.place else None
    if slot == "urgency":
        return reading.urgency.value if reading.urgency else None
    return getattr(reading.meal, slot) if reading.meal else None


def worst(judged: list[Judged], count: int) -> list[dict[str, Any]]:
    """The wrong lines read with most confidence."""
    wrong = sorted((one for one in judged if not one.right), key=lambda one: -one.reading.score)[:count]
    return [
        {
            "text": one.label["text"],
            "said": one.label["intent"],
            "read": one.reading.intent.value,
            "action": one.reading.action.value,
            "score": one.reading.score,
            "why": list(one.reading.why),
        }
        for one in wrong
    ]


def safety_figures(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Misses and false alarms of the safety line, by kind of line."""
    misses: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    for row in rows:
        fired = safety.danger(normalise(row["text"]).text) is not None
        if row["fires"] and not fired:
            misses[row.get("kind", "")] += 1
        elif fired and not row["fires"]:
            alarms[row.get("kind", "")] += 1
    positives = sum(1 for row in rows if row["fires"])
    return {
        "dangers": positives,
        "look_alikes": len(rows) - positives,
        "misses": sum(misses.values()),
        "false_alarms": sum(alarms.values()),
        "recall": _ratio(positives - sum(misses.values()), positives),
        "precision": _ratio(positives - sum(misses.values()), positives - sum(misses.values()) + sum(alarms.values())),
        "missed_by_kind": dict(misses.most_common()),
        "false_by_kind": dict(alarms.most_common()),
    }


def worst_of_safety(rows: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """The dangers that were missed, then the look-alikes that rang, with the kind and the words that rang."""
    missed, rang = [], []
    for row in rows:
        found = safety.danger(normalise(row["text"]).text)
        if row["fires"] and found is None:
            missed.append({"text": row["text"], "said": "danger", "read": "quiet", "why": []})
        elif found is not None and not row["fires"]:
            rang.append({"text": row["text"], "said": "look-alike", "read": found.kind, "why": [found.words]})
    return [*missed, *rang][:count]


def _write(figures: dict[str, Any], args: argparse.Namespace) -> None:
    if args.json:
        sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
        return
    for name, value in _rows(figures):
        sys.stdout.write(f"{name:<40} {value}\n")


def _rows(figures: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for name, value in figures.items():
        if name == "worst":
            rows += [(_heading(one), one["text"]) for one in value]
        elif isinstance(value, dict):
            rows += _rows(value, f"{prefix}{name} ")
        else:
            rows.append((prefix + name, value))
    return rows


def _heading(one: dict[str, Any]) -> str:
    """What a wrong line was said to be and read as, with its score or else the words that decided."""
    told = one.get("score", " ".join(one["why"]))
    return f"{one['said']} read as {one['read']}" + (f" ({told})" if told != "" else "")
