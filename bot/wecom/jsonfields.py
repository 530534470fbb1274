"""Reading JSON that a stranger may have written: every field has a type and a bound, anything else is Malformed."""

from datetime import UTC, datetime

import orjson

from bot.domain import errors

Object = dict[str, object]

_LONGEST_ID = 256
_MOST_ITEMS = 100


def read_object(content: bytes) -> Object:
    """The JSON object in UTF-8 `content`. orjson refuses invalid UTF-8, lone surrogates and great depth."""
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError as bad:
        raise errors.Malformed from bad
    return _as_object(value)


def sub(parent: Object, name: str) -> Object:
    return _as_object(parent.get(name))


def items(parent: Object, name: str) -> list[Object]:
    """A list of objects, at most 100."""
    value = parent.get(name)
    if not isinstance(value, list) or len(value) > _MOST_ITEMS:
        raise errors.Malformed
    return [_as_object(one) for one in value]


def text_of(parent: Object, name: str, *, default: str | None = None) -> str:
    """A string, without NUL (which no database column takes). Absent or null: `default`, if there is one."""
    value = parent.get(name)
    if value is None:
        value = default
    if not isinstance(value, str):
        raise errors.Malformed
    return value.replace("\x00", "")


def identity(parent: Object, name: str) -> str:
    """A name given by the platform: 1 to 256 letters, no control characters."""
    value = parent.get(name)
    if not isinstance(value, str) or not 1 <= len(value) <= _LONGEST_ID or not value.isprintable():
        raise errors.Malformed
    return value


def moment(parent: Object, name: str) -> datetime | None:
    """Whole seconds since 1970 as an aware time; None when absent."""
    value = parent.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**11:
        raise errors.Malformed
    return datetime.fromtimestamp(value, UTC)


def _as_object(value: object) -> Object:
    if not isinstance(value, dict):
        raise errors.Malformed
    return value
