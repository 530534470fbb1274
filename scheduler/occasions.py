"""The coming occasions of a community, written ahead as reminders of ticket 0, so that none is lost or made twice."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import ports
from bot.domain.roster import Community
from bot.domain.tickets import Reminder
from scheduler.spread import Daily

#: How many days are planned ahead, today included: an outage of one night costs nothing.
DAYS = 2
FORECAST = timedelta(minutes=10)
MORNING = Daily(time(8, 4), timedelta(minutes=20))


def occasions(community: Community, day: date) -> tuple[Reminder, ...]:
    """What must be said on a local day.

    Per meal service the kitchen's count at the cut-off and its forecast ten minutes before, both on the minute, since
    orders end then; every morning the account of the day before.
    """
    zone = ZoneInfo(community.timezone)
    rows = [
        _row(
            community,
            "morning",
            f"{day - timedelta(days=1)}",
            datetime.combine(day, MORNING.moment(community.code), zone),
        )
    ]
    for service in community.services:
        cutoff = datetime.combine(day, service.cutoff, zone)
        occurrence = f"{service.name}:{day}"
        rows.append(_row(community, "forecast", occurrence, cutoff - FORECAST))
        rows.append(_row(community, "cutoff", occurrence, cutoff))
    return tuple(rows)


def _row(community: Community, step: str, occurrence: str, due_at: datetime) -> Reminder:
    return Reminder(community.code, 0, step, 0, occurrence, due_at)


class Planner:
    """Writes the occasions of the next days. Those that stand already are left alone, those gone by are left out."""

    def __init__(self, store: ports.Store, communities: Mapping[str, Community], clock: ports.Clock) -> None:
        self._store = store
        self._communities = communities
        self._clock = clock

    async def run(self, code: str) -> int:
        """Plan one community; how many occasions are still to come."""
        community = self._communities[code]
        now = self._clock.now()
        today = now.astimezone(ZoneInfo(community.timezone)).date()
        days = [today + timedelta(days=ahead) for ahead in range(DAYS)]
        coming = [row for day in days for row in occasions(community, day) if row.due_at >= now]
        async with self._store.work() as work:
            await work.reminders.plan(coming)
        return len(coming)

    async def run_all(self) -> int:
        return sum([await self.run(code) for code in self._communities])
