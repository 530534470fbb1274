"""Before tables are dropped, whoever else has the database open is noticed."""

from storage.company import has_company
from storage.engine import open_store


async def test_a_service_at_work_is_noticed_and_nobody_once_it_has_ended(url: str) -> None:
    async with open_store(url) as service:
        assert await service.ready()
        assert await has_company(url)
    assert not await has_company(url)


async def test_looking_for_others_changes_nothing(url: str) -> None:
    assert not await has_company(url)
    async with open_store(url) as database:
        assert await database.ready()
        await database.must_take_writes()
