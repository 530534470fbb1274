"""What staff says of its own work: promises, leaves, rounds, findings."""

from dataclasses import dataclass
from datetime import date, time

from bot.domain.places import Place
from bot.domain.requests.tickets import OpenTicket
from bot.domain.roster import Role


@dataclass(frozen=True, slots=True)
class Promise:
    """Staff names the day by which a ticket will be done. `agreed`: "" not asked yet, "yes", "no"."""

    number: int | None
    until: date | None
    text: str
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class ShowPromises:
    """承诺: what is promised and not done yet."""


@dataclass(frozen=True, slots=True)
class TakeLeave:
    """Staff is away from `first` to `last`. `stand_in`: a name as it was said. `person`: userid, "" the speaker.

    `since`: local time of the first day, `until`: of the last; None: the whole day. `vague`: part of a day is meant,
    and which part was not said. `grid`: of whoever of that grid is away now, no days are said.
    `unclear`: days that were named together, and how was not to be read safely. `endless`: from `first` on, and until
    when was not said. `instead`: the first day of the leave noted just before, whose place it takes.
    """

    text: str
    first: date | None = None
    last: date | None = None
    stand_in: str = ""
    person: str = ""
    since: time | None = None
    until: time | None = None
    vague: bool = False
    grid: str = ""
    unclear: tuple[date, ...] = ()
    endless: bool = False
    instead: date | None = None


@dataclass(frozen=True, slots=True)
class EndLeave:
    """我回来了; `cancelled`: 我周五不请假了, said of the leave on `day`, or of the only one when no day was named.

    `alone`: 下周一我还是来上班的, of a longer leave only that day.
    """

    cancelled: bool = False
    day: date | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class ShowLeaves:
    """谁请假了: who is away now and later, and who stands in; of `person` (userid) alone, "" of everybody."""

    person: str = ""


@dataclass(frozen=True, slots=True)
class ShowRoster:
    """志愿者有几个, 网格员都有谁: who is in the community's file as one of these."""

    role: Role


@dataclass(frozen=True, slots=True)
class LogPatrol:
    """Somebody has walked their round. `findings` counts every hazard found; `hazards` are those that were named.

    `settled`: they have put right on the spot what they found. `where`: the buildings, where they are several.
    """

    text: str
    place: Place | None = None
    findings: int = 0
    hazards: tuple[OpenTicket, ...] = ()
    settled: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class OpenInspection:
    """A finding at a shop, a company, a house, to be put right by a day.

    `until` is a local date; `working_days` counts from today where that was said instead. Neither: no term was named.
    """

    subject: str
    finding: str
    category: str
    place: Place | None = None
    until: date | None = None
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class ShowMyPatrols:
    """我的巡查"""


DutyRequest = (
    Promise | ShowPromises | TakeLeave | EndLeave | ShowLeaves | ShowRoster | LogPatrol | OpenInspection | ShowMyPatrols
)
