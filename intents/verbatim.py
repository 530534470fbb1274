"""The person's own characters put back where a rule cut its text out of the normalised line."""

from dataclasses import fields, replace
from typing import Any

from bot.domain import requests
from intents.normalise import Normal

_TEXTS = ("text", "note", "told")


def restored(request: requests.Request, normal: Normal) -> requests.Request:
    """`request` with its words as they were written: width, Traditional characters and dialect kept."""
    changed: dict[str, Any] = {}
    for field in fields(request):
        value = getattr(request, field.name)
        if field.name in _TEXTS and isinstance(value, str) and value:
            changed[field.name] = _written(value, normal)
    return replace(request, **changed) if changed else request


def _written(words: str, normal: Normal) -> str:
    """The last place where `words` stand is the one: commands come first, what is said about them last."""
    if words == normal.text:
        return normal.raw
    start = normal.text.rfind(words)
    return words if start < 0 else normal.written(start, start + len(words))
