"""What every store promises about rounds walked."""

from typing import Any

from bot.domain.patrols import Patrol, Tally
from tests.contracts.values import DAY, HOME, MINUTE, NOW


async def test_rounds_are_counted_by_span_person_and_grid(database: Any) -> None:
    async with database.store.work() as work:
        for person, grid, at, findings in (
            ("sun", "g1", NOW, 2),
            ("sun", "g1", NOW + DAY, 1),
            ("chen", "g2", NOW + MINUTE, 0),
        ):
            await work.patrols.add(Patrol(HOME, person, at, grid, "3栋", findings))
        await work.patrols.add(Patrol("other", "sun", NOW, "g1", "", 9))
    async with database.store.work() as work:
        assert await work.patrols.tally(HOME, NOW, NOW + DAY) == Tally(2, 2)
        assert await work.patrols.tally(HOME, NOW, NOW + DAY + MINUTE) == Tally(3, 3)
        assert await work.patrols.tally(HOME, NOW, NOW + 2 * DAY, person="sun") == Tally(2, 3)
        assert await work.patrols.tally(HOME, NOW, NOW + 2 * DAY, grid="g2") == Tally(1, 0)
        assert await work.patrols.tally(HOME, NOW - DAY, NOW) == Tally(0, 0)


async def test_rounds_are_counted_for_each_who_walked(database: Any) -> None:
    async with database.store.work() as work:
        for person, at, findings in (("sun", NOW, 2), ("chen", NOW + MINUTE, 0), ("sun", NOW + DAY, 1)):
            await work.patrols.add(Patrol(HOME, person, at, "g1", "3栋", findings))
        await work.patrols.add(Patrol("other", "sun", NOW, "g1", "", 9))
    async with database.store.work() as work:
        assert await work.patrols.by_person(HOME, NOW, NOW + DAY) == [("chen", Tally(1, 0)), ("sun", Tally(1, 2))]
        assert await work.patrols.by_person(HOME, NOW - DAY, NOW) == []
