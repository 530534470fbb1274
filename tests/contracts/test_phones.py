"""What every store promises about the phone numbers that people leave with tickets."""

from typing import Any

from tests.contracts.test_register import database
from tests.contracts.values import HOME

__all__ = ["database"]


async def test_each_person_has_one_number_with_a_ticket_and_the_newer_one_counts(database: Any) -> None:
    async with database.store.work() as work:
        await work.phones.keep(HOME, 1, "wang", "13800138000")
        await work.phones.keep(HOME, 1, "li", "13900139000")
        await work.phones.keep(HOME, 1, "wang", "053188886666")
    async with database.store.work() as work:
        assert list(await work.phones.of(HOME, 1)) == ["053188886666", "13900139000"]


async def test_a_number_belongs_to_one_ticket_of_one_community(database: Any) -> None:
    async with database.store.work() as work:
        await work.phones.keep(HOME, 1, "wang", "13800138000")
        assert list(await work.phones.of(HOME, 2)) == []
        assert list(await work.phones.of("elsewhere", 1)) == []


async def test_numbers_of_one_ticket_are_kept_with_another_as_well(database: Any) -> None:
    async with database.store.work() as work:
        await work.phones.keep(HOME, 1, "wang", "13800138000")
        await work.phones.keep(HOME, 1, "zhou", "13700137000")
        await work.phones.keep(HOME, 2, "li", "13900139000")
        await work.phones.keep(HOME, 2, "wang", "053188886666")
        await work.phones.keep("elsewhere", 1, "ma", "13600136000")
        for _ in range(2):
            await work.phones.copy(HOME, 1, 2)
    async with database.store.work() as work:
        assert list(await work.phones.of(HOME, 1)) == ["13800138000", "13700137000"]
        assert list(await work.phones.of(HOME, 2)) == ["13900139000", "053188886666", "13700137000"]
        assert list(await work.phones.of("elsewhere", 2)) == []
