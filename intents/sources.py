"""The rule files: read once, checked as a whole, every mistake named with file and line."""

import tomllib
from pathlib import Path
from typing import Any

from bot.domain import errors
from intents import schemas

_DATA = Path(__file__).parent / "data"


def text_of(name: str) -> str:
    """The text of the data file `name`."""
    return (_DATA / name).read_text(encoding="utf-8")


def table_of(name: str) -> dict[str, Any]:
    """The TOML file `name` as a table; BadConfiguration names the line of whatever is wrong with its shape."""
    source = text_of(name)
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise errors.BadConfiguration((f"{name}: {error}",)) from error
    wrong = schemas.mistakes(name, table, source)
    if wrong:
        raise errors.BadConfiguration(wrong)
    return table


def line_of(source: str, needle: str) -> int:
    """The first line (from 1) of `source` that holds `needle`; 1 if none does."""
    return source.count("\n", 0, max(source.find(needle), 0)) + 1
