"""What every store promises about the register of households."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.register import Look, Resident
from storage import sealing
from storage.engine import open_store
from tests.contracts.values import DAY, HOME, MINUTE, NOW
from tests.fakes.store import FakeStore

WANG = Resident(
    HOME, "王秀英", "3", "2", "501", "13877665501", "110101194903072871", "红", "王强", "13877665599", date(2026, 1, 5)
)


@pytest.fixture
async def database(url: str | None) -> AsyncIterator[Any]:
    if url is None:
        yield FakeStore()
        return
    async with open_store(url, sealing.fresh_key()) as opened:
        yield opened


async def put(database: Any, *people: Resident) -> int:
    async with database.store.work() as work:
        added: int = await work.register.put(people, by="admin", now=NOW)
    return added


async def test_somebody_who_stands_twice_in_a_list_is_one_person_with_one_code(database: Any) -> None:
    moved = replace(WANG, phone="13800001111")
    assert await put(database, WANG, moved) == 1
    (found,) = await at_door(database)
    assert found.phone == "13800001111"


async def at_door(database: Any, unit: str = "2", community: str = HOME) -> list[Resident]:
    async with database.store.work() as work:
        return list(await work.register.at_door(community, "3", unit, "501", by="chen", now=NOW))


async def test_a_household_is_found_by_its_door_and_by_its_code(database: Any) -> None:
    assert await put(database, WANG) == 1
    [found] = await at_door(database)
    assert replace(found, code="") == WANG
    assert await at_door(database, unit="") == [found]
    assert await at_door(database, unit="1") == []
    assert await at_door(database, community="elsewhere") == []
    async with database.store.work() as work:
        assert await work.register.of_code(HOME, found.code, by="li", now=NOW) == found
        assert await work.register.of_code("elsewhere", found.code, by="li", now=NOW) is None


async def test_the_same_person_keeps_their_code(database: Any) -> None:
    await put(database, WANG)
    [before] = await at_door(database)
    assert await put(database, replace(WANG, phone="13900000000")) == 0
    [after] = await at_door(database)
    assert (after.code, after.phone) == (before.code, "13900000000")


async def test_what_needs_consent_is_not_kept_without_it(database: Any) -> None:
    await put(database, replace(WANG, consented_on=None))
    [found] = await at_door(database)
    assert (found.id_number, found.tier, found.phone) == ("", "", WANG.phone)


@pytest.mark.parametrize(
    ("tier", "consented_on", "needs"),
    [
        ("红", date(2026, 1, 5), True),
        ("独居", date(2026, 1, 5), True),
        ("绿色", date(2026, 1, 5), False),
        ("", date(2026, 1, 5), False),
        ("红", None, False),
    ],
)
async def test_whether_a_door_needs_care_is_a_yes_or_no(
    database: Any, tier: str, consented_on: date | None, needs: bool
) -> None:
    await put(database, replace(WANG, tier=tier, consented_on=consented_on))
    async with database.store.work() as work:
        assert await work.register.needs_care(HOME, "3", "2", "501", by="bot", now=NOW) is needs
        assert not await work.register.needs_care(HOME, "3", "2", "502", by="bot", now=NOW)
        assert not await work.register.needs_care("elsewhere", "3", "2", "501", by="bot", now=NOW)


async def test_who_looked_is_told_newest_first_and_of_their_own_community(database: Any) -> None:
    await put(database, WANG)
    [found] = await at_door(database)
    async with database.store.work() as work:
        await work.register.refused(HOME, "3", "2", "501", by="liu", now=NOW + MINUTE)
        await work.register.of_code(HOME, found.code, by="lin", now=NOW + 2 * MINUTE)
        await work.register.at_door("elsewhere", "3", "2", "501", by="zhou", now=NOW)
        looks = await work.register.looks(HOME, NOW, NOW + DAY)
        assert list(looks) == [
            Look(NOW + 2 * MINUTE, "lin", code=found.code),
            Look(NOW + MINUTE, "liu", "3", "2", "501", refused=True),
            Look(NOW, "chen", "3", "2", "501"),
        ]
        assert list(await work.register.looks(HOME, NOW - DAY, NOW)) == []
