"""A place as people name it, and how much of it a group may see."""

import re
from dataclasses import dataclass, replace


def plain_building(written: str) -> str:
    """3, 3栋, 3座 and 3号楼 are one building."""
    return re.sub(r"(号楼|栋|幢|座|#)$", "", written.strip())


@dataclass(slots=True, unsafe_hash=True)  # nothing changes one; to freeze it takes three times as long as to build it
class Place:
    """`text` is what the person wrote; the rest is what could be read from it.

    Buildings, units and rooms are words, not numbers: "12", "甲3", "3A". `known` says that the
    roster of the community has this building; `vague` that it only says how high ("六楼").
    """

    text: str
    building: str | None = None
    unit: str | None = None
    room: str | None = None
    landmark: str | None = None
    known: bool = False
    vague: bool = False

    def within(self, building: "Place") -> "Place":
        """This floor of `building`."""
        return replace(building, landmark=self.landmark)

    def public(self) -> str:
        """Building and unit, or the landmark: what a resident group may see."""
        if not self.building:
            return self.landmark or ""
        unit = f"{self.unit}单元" if self.unit else ""
        return f"{self.building}栋{unit}{self.landmark or ''}"

    def may_be(self, other: "Place") -> bool:
        """Nothing that both name tells them apart: 3栋 may be 3栋2单元, which is not 3栋1单元. Both have a building."""
        if self.building != other.building:
            return False
        here, there = self.landmark or "", other.landmark or ""
        return (
            (not self.unit or not other.unit or self.unit == other.unit)
            and (not self.room or not other.room or self.room == other.room)
            and (here in there or there in here)
        )

    def exact(self) -> str:
        """With the room: for staff groups and 1:1 only."""
        if not self.building:
            return self.landmark or self.text
        unit = f"{self.unit}单元" if self.unit else ""
        return f"{self.building}栋{unit}{self.room or ''}{self.landmark or ''}"
