"""An item of the city's hotline (12345), which has a number and a deadline of its own."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Item:
    """`number` is the hotline's. Times are aware. `place` and `phone` may be ""; the phone is the caller's."""

    number: str
    received_at: datetime
    text: str
    place: str
    deadline: datetime
    phone: str = field(default="", repr=False)


_ORIGIN = "12345:"


def origin(number: str) -> str:
    """The number under which the item is known among all that come from elsewhere."""
    return f"{_ORIGIN}{number}"


def number_of(origin: str) -> str:
    return origin.removeprefix(_ORIGIN)
