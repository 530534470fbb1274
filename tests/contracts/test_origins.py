"""What every store promises about numbers from elsewhere."""

from typing import Any

import pytest

from tests.contracts.values import HOME


async def test_a_number_from_elsewhere_is_claimed_once_and_then_known(database: Any) -> None:
    async with database.store.work() as work:
        assert await work.origins.claim(HOME, "alarm:1") is None
        await work.origins.settle(HOME, "alarm:1", 7)
        assert await work.origins.claim(HOME, "alarm:1") == 7
    async with database.store.work() as work:
        assert await work.origins.claim(HOME, "alarm:1") == 7
        assert await work.origins.claim(HOME, "alarm:2") is None
        assert await work.origins.claim("other", "alarm:1") is None


async def test_a_device_stands_for_its_last_ticket(database: Any) -> None:
    for number in (1, 2):
        async with database.store.work() as work:
            await work.origins.claim(HOME, "device:button-1")
            await work.origins.settle(HOME, "device:button-1", number)
    async with database.store.work() as work:
        assert await work.origins.claim(HOME, "device:button-1") == 2


async def test_a_claim_in_a_failed_transaction_was_never_made(database: Any) -> None:
    async def fail() -> None:
        async with database.store.work() as work:
            await work.origins.claim(HOME, "alarm:1")
            raise KeyError

    with pytest.raises(KeyError):
        await fail()
    async with database.store.work() as work:
        assert await work.origins.claim(HOME, "alarm:1") is None


async def test_a_ticket_knows_its_number_elsewhere(database: Any) -> None:
    async with database.store.work() as work:
        await work.origins.claim(HOME, "12345:A-9")
        await work.origins.settle(HOME, "12345:A-9", 3)
        await work.origins.claim(HOME, "device:button-1")
        await work.origins.settle(HOME, "device:button-1", 4)
        assert await work.origins.of_ticket(HOME, 3) == "12345:A-9"
        assert await work.origins.of_ticket(HOME, 4) == ""
        assert await work.origins.of_ticket("other", 3) == ""
