"""What is asked of the points, and done to them by words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShowMyPoints:
    """我的积分: what the speaker has, and the entries behind it."""


@dataclass(frozen=True, slots=True)
class ShowBudget:
    """红包还剩多少预算"""


@dataclass(frozen=True, slots=True)
class TakePoints:
    """12 积分收回 是假的: the secretary fetches back what was paid for what was no matter."""

    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakePointsOf:
    """王阿姨那5分扣回来: the same without the number. `who`: a resident as they are called; `amount` 0 if not said."""

    who: str
    amount: int = 0
    reason: str = ""


PointsRequest = ShowMyPoints | ShowBudget | TakePoints | TakePointsOf
