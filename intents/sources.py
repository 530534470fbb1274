"""The rule files: read once, checked as a whole, every mistake named with file and line."""

import tomllib
from importlib import resources
from typing import Any

from bot.domain import errors


def text_of(name: str) -> str:
    """The text of the data file `name`."""
    return (resources.files("intents") / "data" / name).read_text(encoding="utf-8")


def table_of(name: str) -> dict[str, Any]:
    """The TOML file `name` as a table; BadConfiguration names the line of a syntax error."""
    try:
        return tomllib.loads(text_of(name))
    except tomllib.TOMLDecodeError as error:
        raise errors.BadConfiguration((f"{name}: {error}",)) from error


def line_of(source: str, needle: str) -> int:
    """The first line (from 1) of `source` that holds `needle`; 1 if none does."""
    for number, line in enumerate(source.splitlines(), start=1):
        if needle in line:
            return number
    return 1
