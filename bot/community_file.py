"""The shape of a community file: one strict pydantic class for each table; unknown keys are errors."""

from datetime import date, time
from itertools import pairwise
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot import vocabulary_file
from bot.domain import places, roster
from bot.domain.register import Care
from bot.domain.urgency import Urgency


def _building(value: object) -> object:
    """3, "3", "3栋" and "3号楼" are one building."""
    return places.plain_building(str(value)) if isinstance(value, str | int) else value


def _words(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _clock_time(value: object) -> object:
    """ "09:30", or a TOML local time."""
    return time.fromisoformat(value) if isinstance(value, str) else value


def _without_zone(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError("write the local time, without an offset")
    return value


def _known_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError(f"no time zone is called {value!r}; China is Asia/Shanghai")
    return value


def _in_order(value: tuple[tuple[time, time], ...]) -> tuple[tuple[time, time], ...]:
    """Deadlines are counted along these stretches, so they must lie one behind the other."""
    moments = [moment for stretch in value for moment in stretch]
    if not moments or any(later <= earlier for earlier, later in pairwise(moments)):
        raise ValueError("needs at least one stretch, each from earlier to later, in order")
    return value


Building = Annotated[str, BeforeValidator(_building)]
Number = Annotated[str, BeforeValidator(_words)]
ClockTime = Annotated[time, BeforeValidator(_clock_time), AfterValidator(_without_zone)]
WorkHours = Annotated[tuple[tuple[ClockTime, ClockTime], ...], AfterValidator(_in_order)]
#: Not "@all", which the platform takes for everybody, nor "a|b", which it takes for two [DOC 90236, 99110].
UserId = Annotated[str, Field(pattern=r"^[^@|\s][^|\s]{0,63}$")]
Points = Annotated[int, Field(ge=0, le=1_000_000)]
#: Deadlines of working time. A larger number is a slip of the pen, and would be counted day by day for each ticket.
Minutes = Annotated[int, Field(ge=1, le=100_000)]
Hours = Annotated[int, Field(ge=1, le=5_000)]
Days = Annotated[int, Field(ge=1, le=366)]
Name = Annotated[str, Field(min_length=1, max_length=64)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,32}$")]


class Table(BaseModel):
    # Built when the file is read, all tables as one, instead of each for itself as well.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class CommunityTable(Table):
    code: Code
    name: Name
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Shanghai"


class GridTable(Table):
    code: Annotated[Code, BeforeValidator(_words)]
    name: Name
    buildings: tuple[Building, ...] = ()
    leader: str = ""
    worker: str = ""
    stand_in: str = ""
    volunteers: tuple[str, ...] = ()


class GroupTable(Table):
    chat_id: Name
    name: Name
    kind: roster.GroupKind
    grid: Number | tuple[Number, ...] = ""
    webhook_key: str = ""


class PersonTable(Table):
    userid: UserId
    name: Name
    roles: frozenset[roster.Role] = frozenset({roster.Role.RESIDENT})
    phone: Number = ""
    grid: Number = ""
    building: Building = ""
    unit: Number = ""
    room: Number = ""
    care: frozenset[Care] = frozenset()
    consented_on: date | None = None


def _consented(value: PersonTable) -> PersonTable:
    """Health, disability and age are kept with a consent of their own only (个人信息保护法 第二十九条)."""
    if value.care and value.consented_on is None:
        raise ValueError("care needs consented_on, the day on which the person or their family agreed to it")
    return value


class PartyTable(Table):
    code: Code
    name: Name
    chat_id: str = ""
    people: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


class UrgencyTable(Table):
    def by_urgency(self) -> dict[Urgency, int]:
        return {level: getattr(self, level) for level in Urgency}


class AcceptTable(UrgencyTable):
    red: Minutes = 5
    yellow: Minutes = 120
    blue: Minutes = 480


class ResolveTable(UrgencyTable):
    red: Hours = 4
    yellow: Hours = 48
    blue: Hours = 120


def _says_something(value: "DeadlineTable") -> "DeadlineTable":
    if not (value.kind or value.category or value.urgency):
        raise ValueError("needs kind, category or urgency: for all tickets there are accept_minutes and resolve_hours")
    if value.accept_minutes is None and value.resolve_hours is None:
        raise ValueError("needs accept_minutes or resolve_hours")
    return value


class DeadlineTable(Table):
    kind: Literal["", "wish", "hazard", "hotline", "alarm", "dispute", "help"] = ""
    category: str = ""
    urgency: Urgency | None = None
    accept_minutes: Minutes | None = None
    resolve_hours: Hours | None = None


class TicketTable(Table):
    accept_minutes: AcceptTable = AcceptTable()
    resolve_hours: ResolveTable = ResolveTable()
    escalate_after_minutes: Annotated[tuple[Minutes, ...], Field(min_length=1)] = (30, 60)
    confirm_days: Days = 3
    reopen_days: int = Field(default=7, ge=0, le=30)
    refer_days: Days = 5
    work_hours: WorkHours = roster.WORK_HOURS
    deadlines: tuple[Annotated[DeadlineTable, AfterValidator(_says_something)], ...] = ()


class ServiceTable(Table):
    name: Literal["breakfast", "lunch", "dinner"]
    serve: ClockTime = time(12)
    cutoff: ClockTime = time(10)
    price_fen: int = Field(default=0, ge=0)


class MealsTable(Table):
    services: tuple[ServiceTable, ...] = ()


class PointsTable(Table):
    rewards: dict[Literal["wish", "hazard", "hotline", "alarm", "dispute", "help"], Points] = {"hazard": 5, "wish": 2}
    daily_cap: Points = 20
    reward_roles: frozenset[roster.Role] = roster.PointRules({}).reward_roles


class PushTable(Table):
    quiet: tuple[ClockTime, ClockTime] = (time(21), time(8))
    robot_per_minute: int = Field(default=20, ge=1, le=20)
    mentions_per_hour: int = Field(default=6, ge=1)
    cards: bool = False


class DirectoryTable(Table):
    title: Name
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    answer: str


class PrivacyTable(Table):
    controller: str = ""
    contact: str = ""
    url: str = ""


class File(Table):
    """One community file, as written."""

    community: CommunityTable
    grids: tuple[GridTable, ...]
    groups: tuple[GroupTable, ...]
    people: tuple[Annotated[PersonTable, AfterValidator(_consented)], ...]
    parties: tuple[PartyTable, ...] = ()
    tickets: TicketTable = TicketTable()
    meals: MealsTable = MealsTable()
    points: PointsTable = PointsTable()
    push: PushTable = PushTable()
    directory: tuple[DirectoryTable, ...] = ()
    privacy: PrivacyTable = PrivacyTable()
    words: tuple[vocabulary_file.WordsEntry, ...] = ()
    categories: tuple[vocabulary_file.CategoryTable, ...] = ()


_LISTS: dict[str, type[BaseModel]] = {
    "grids": GridTable,
    "groups": GroupTable,
    "people": PersonTable,
    "parties": PartyTable,
    "categories": vocabulary_file.CategoryTable,
}


def readable(raw: dict[str, Any]) -> File:
    """Of a file with mistakes, what other tables may refer to: grids, people, words and the like. For comparing only.

    A needed table that is not there has one nameless entry, so that nobody takes it for complete.
    """
    absent = {name: [None] if File.model_fields[name].is_required() else [] for name in _LISTS}
    lists = {name: raw[name] if isinstance(raw.get(name), list) else absent[name] for name in _LISTS}
    parts = {name: tuple(_readable(_LISTS[name], one) for one in given) for name, given in lists.items()}
    parts["words"] = vocabulary_file.readable_words(raw.get("words"))
    return File.model_construct(_fields_set=None, **parts)  # type: ignore[arg-type]  # each list has its table


def _readable(table: type[BaseModel], raw: object) -> BaseModel:
    """What is wrong or missing in it is taken for absent, what has no default for empty."""
    given = raw if isinstance(raw, dict) else {}
    try:
        return table.model_validate(given)
    except ValidationError as wrong:
        bad = {one["loc"][0] for one in wrong.errors()}
    blank = {name: "" for name, field in table.model_fields.items() if field.is_required()}
    kept = {name: value for name, value in given.items() if name in table.model_fields and name not in bad}
    return table.model_construct(**{**blank, **kept})
