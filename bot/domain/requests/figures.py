"""The figures that a secretary asks for, and the accounts that she is given."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.cases import By, Measure
from bot.domain.tickets import Kind, State
from bot.domain.urgency import Urgency

#: As `worker` of a figure: whoever asks.
MYSELF = "我"


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive local dates, and what they are called: 上周."""

    first: date
    last: date
    label: str


@dataclass(frozen=True, slots=True)
class ShowStatistics:
    """`first`..`last` inclusive local dates; both None: since the first of the month. `grid` "" = all."""

    first: date | None = None
    last: date | None = None
    label: str = ""
    grid: str = ""


@dataclass(frozen=True, slots=True)
class ShowFigure:
    """谁超时最多: one figure, of each worker, grid … or of all (`by` None), the lowest first if so asked.

    The span and `grid` as in ShowStatistics; the others narrow it down, "" and None to nothing. `among`: of what it is
    split by, these alone. `than`: compared with the same figure of that span.
    `listed`: with a line of each ticket that counts.
    """

    measure: Measure
    by: By | None = None
    lowest: bool = False
    first: date | None = None
    last: date | None = None
    label: str = ""
    grid: str = ""
    category: str = ""
    kind: Kind | None = None
    urgency: Urgency | None = None
    building: str = ""
    worker: str = ""
    among: tuple[str, ...] = ()
    than: Period | None = None
    state: State | None = None
    listed: bool = False


class Unit(StrEnum):
    """What a trend is told by."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class ShowTrend:
    """近三个月每个月多少: the figure `of` a span, for each of its months, weeks or days."""

    of: ShowFigure
    unit: Unit


class Total(StrEnum):
    """What is counted that is no ticket."""

    POINTS = "points"  # paid, and fetched back
    PATROLS = "patrols"


@dataclass(frozen=True, slots=True)
class ShowTotal:
    """这个月积分发了多少, 谁巡查最多: the span as in ShowStatistics; `ranked`: of each person, most first.

    `who`: 王阿姨多少分, a resident as they are called: what they have now.
    """

    of: Total
    ranked: bool = False
    first: date | None = None
    last: date | None = None
    label: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class ShowLooks:
    """谁看过户卡: who looked into the register of households, or wanted to. The span as in ShowStatistics."""

    first: date | None = None
    last: date | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class ShowOldest:
    """拖得最久的是哪件, 超过三天没办的: what is not done and came in at least so many days ago, the oldest first."""

    days: int = 0
    worker: str = ""
    grid: str = ""


@dataclass(frozen=True, slots=True)
class ShowDailyAccount:
    """What became of every message received on `day` (None: yesterday)."""

    day: date | None = None


FigureRequest = ShowStatistics | ShowFigure | ShowTrend | ShowTotal | ShowLooks | ShowOldest | ShowDailyAccount
