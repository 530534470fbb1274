"""Red, yellow, blue: how soon somebody must act."""

from enum import StrEnum


class Urgency(StrEnum):
    """红: emergency response at once; 黄: health or soon; 蓝: ordinary service."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"


RANK = {Urgency.RED: 0, Urgency.YELLOW: 1, Urgency.BLUE: 2}


def raised(current: Urgency, heard: Urgency) -> Urgency:
    """The more urgent of the two: urgency is never lowered silently."""
    return min(current, heard, key=RANK.__getitem__)
