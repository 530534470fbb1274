"""The register of households (户卡): who lives behind a door, and whom to call for them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

#: Letters and digits of a finder's code that nobody takes for another.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 6
#: Colours of households that need no more care than others.
ORDINARY = frozenset({"绿", "蓝", "白", "普通", "一般", "正常", "无"})


class Care(StrEnum):
    """Why somebody needs care sooner than others; written down with their consent only."""

    ALONE = "alone"  # old and living alone
    DISABLED = "disabled"
    INFANT = "infant"  # with a baby at home
    ILL = "ill"  # gravely or for long


@dataclass(frozen=True, slots=True)
class Look:
    """Who looked behind which door (`unit` "": any), or up which code, and whether they were let."""

    at: datetime
    by: str
    building: str = ""
    unit: str = ""
    room: str = ""
    code: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Resident:
    """`code` is what a finder reads off the card. `id_number` and `tier` (how much care somebody needs) are only
    there when consent to keep them is on record (个人信息保护法 第二十九条). `userid`: who they are in chat (or `oa:`
    and the openid), where the list says so; by it their row is found when they ask for it or want to be forgotten."""

    community: str
    name: str
    building: str
    unit: str = ""
    room: str = ""
    phone: str = ""
    id_number: str = ""
    tier: str = ""
    contact: str = ""
    contact_phone: str = ""
    consented_on: date | None = None
    code: str = ""
    userid: str = ""

    @property
    def needs_care(self) -> bool:
        """Does the household have a colour other than the ordinary ones?"""
        return bool(self.tier) and self.tier.removesuffix("色") not in ORDINARY

    @property
    def lawful(self) -> "Resident":
        """The same person without what may be kept with consent only, if there is none."""
        return self if self.consented_on else replace(self, id_number="", tier="")

    def after(self, before: "Resident") -> "Resident":
        """This row in place of an older one; a userid that only the older row has stays."""
        return replace(self, userid=self.userid or before.userid)
