"""The coming occasions of a community, planned as reminders of ticket 0, so that none is lost or said twice."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot import faults, ports
from bot.domain.reminders import Meal, Reminder, Step, of_community
from bot.domain.roster import Community
from scheduler.guard import unless_away
from scheduler.spread import Daily

_log = structlog.get_logger()
#: How many days are planned ahead, today included: an outage of one night costs nothing.
DAYS = 2
FORECAST = timedelta(minutes=10)
MORNING = Daily(time(8, 4), timedelta(minutes=20))


def occasions(community: Community, day: date) -> tuple[Reminder, ...]:
    """What must be said on a local day.

    Per meal service the kitchen's count at the cut-off and its forecast ten minutes before, both on the minute, since
    orders end then; every morning the account of the day before.
    """
    code, zone = community.code, ZoneInfo(community.timezone)
    morning = datetime.combine(day, MORNING.moment(code), zone)
    rows = [of_community(code, Step.MORNING, day - timedelta(days=1), morning)]
    for service in community.services:
        meal, cutoff = Meal(service.name, day), datetime.combine(day, service.cutoff, zone)
        rows.append(of_community(code, Step.FORECAST, meal, cutoff - FORECAST))
        rows.append(of_community(code, Step.CUTOFF, meal, cutoff))
    return tuple(rows)


class Planner:
    """Writes the occasions of the next days; past ones are left out. Those that were planned already, before the
    community's file changed, are moved to where they belong now."""

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
        every = [row for day in days for row in occasions(community, day)]
        coming = [row for row in every if row.due_at >= now]
        async with self._store.work() as work:
            await work.reminders.move(every)
            await work.reminders.plan(coming)
        return len(coming)

    async def run_all(self) -> int:
        """Every community; one that cannot be planned is told and holds up no other. Raises StoreUnavailable."""
        coming = 0
        for code in self._communities:
            made = await unless_away(self.run(code))
            if isinstance(made, Exception):
                _log.error("plan", action="plan_failed", community=code, **faults.named(made))
            else:
                coming += made
        return coming
