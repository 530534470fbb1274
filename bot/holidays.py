"""Which days are worked in China: the State Council's holidays and the weekends worked in exchange (调休).

The dates are those of the `chinesecalendar` package, which learns a year when it has been announced (each November);
a deployment may add days of its own. A year nobody knows is worked Monday to Friday, and `missing` says so.
"""

import functools
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import chinese_calendar
from chinese_calendar import constants

from bot.domain import errors

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class ChineseCalendar:
    """`worked` and `free` are extra days; they win over the package. A year they name counts as known."""

    worked: frozenset[date] = frozenset()
    free: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        if day in self.worked:
            return True
        if day in self.free:
            return False
        if _published(day.year):
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < SATURDAY

    def missing(self, years: Iterable[int]) -> tuple[int, ...]:
        """Those of the years whose holidays nobody has told us, in order."""
        told = {day.year for day in self.worked | self.free}
        return tuple(year for year in sorted(set(years)) if year not in told and not _published(year))


@functools.cache
def _published(year: int) -> bool:
    known: tuple[int, int] = (min(constants.holidays).year, max(constants.holidays).year)
    return known[0] <= year <= known[1]


def load(path: Path | None = None) -> ChineseCalendar:
    """The calendar, with the extra days of a file if there is one.

    The file is TOML or JSON (by its suffix) with two lists of dates, `worked` and `free`, either of which may be
    absent. Raises BadConfiguration naming every mistake in it.
    """
    if path is None:
        return ChineseCalendar()
    content = _read(path)
    mistakes = [f"{path.name}: unknown key {key!r}" for key in content if key not in {"worked", "free"}]
    days: dict[str, frozenset[date]] = {}
    for key in ("worked", "free"):
        listed = content.get(key, [])
        values = listed if isinstance(listed, list) else [listed]
        found = [_date(value) for value in values]
        mistakes += [
            f"{path.name}: {key}: not a date: {value!r}" for value, day in zip(values, found, strict=True) if not day
        ]
        days[key] = frozenset(day for day in found if day)
    mistakes += [f"{path.name}: {day} is both worked and free" for day in sorted(days["worked"] & days["free"])]
    if mistakes:
        raise errors.BadConfiguration(tuple(mistakes))
    return ChineseCalendar(days["worked"], days["free"])


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        content = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as wrong:
        raise errors.BadConfiguration((f"{path.name}: {wrong}",)) from wrong
    if not isinstance(content, dict):
        raise errors.BadConfiguration((f"{path.name}: must hold the lists worked and free",))
    return content


def _date(value: object) -> date | None:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
