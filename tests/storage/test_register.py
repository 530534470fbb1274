"""The register lies sealed, and no look at it goes unnoticed."""

import pytest
from sqlalchemy import select, text

from bot.domain.errors import BadConfiguration
from storage import register, sealing
from storage.engine import open_store
from storage.schema import audit
from tests.contracts.test_register import WANG, at_door, put
from tests.contracts.values import HOME, NOW


@pytest.fixture
def url(sqlite_url: str) -> str:
    return sqlite_url


async def test_nothing_of_a_person_lies_open_in_the_file(url: str) -> None:
    async with open_store(url, sealing.fresh_key()) as database:
        await put(database, WANG)
        async with database.gate.reading() as connection:
            rows = str((await connection.execute(text("SELECT * FROM register"))).all())
    for secret in (WANG.name, WANG.phone, WANG.id_number, WANG.contact, WANG.contact_phone):
        assert secret not in rows


async def test_every_look_is_written_down(url: str) -> None:
    async with open_store(url, sealing.fresh_key()) as database:
        await put(database, WANG)
        await at_door(database)
        async with database.store.work() as work:
            await work.register.refused(HOME, "3", "2", "501", by="liu", now=NOW)
        async with database.gate.reading() as connection:
            looks = (await connection.execute(select(audit.c.actor, audit.c.action, audit.c.subject))).all()
    assert [tuple(one) for one in looks] == [
        ("admin", "import", "1 rows"),
        ("chen", "register", "3-2-501"),
        ("liu", "register refused", "3-2-501"),
    ]


async def test_after_a_rotation_the_old_key_is_not_needed_and_opens_nothing(url: str) -> None:
    old, new = sealing.fresh_key(), sealing.fresh_key()
    async with open_store(url, old) as database:
        await put(database, WANG)
    async with open_store(url, f"{new},{old}") as database:
        assert (await at_door(database))[0].name == WANG.name
        assert await register.rotate(database.gate, sealing.Keyring(f"{new},{old}")) == 1
    async with open_store(url, new) as database:
        assert (await at_door(database))[0].name == WANG.name
    async with open_store(url, old) as database:
        with pytest.raises(BadConfiguration, match="LIANXIN_REGISTER_KEY"):
            await at_door(database)


async def test_without_a_key_the_register_is_off(url: str) -> None:
    async with open_store(url) as database, database.store.work() as work:
        assert not work.register.on
        assert await work.register.put([WANG], by="admin", now=NOW) == 0
        assert await work.register.of_code(HOME, "ABCDEF", by="li", now=NOW) is None


def test_a_key_that_is_none_is_named() -> None:
    with pytest.raises(BadConfiguration, match="LIANXIN_REGISTER_KEY"):
        sealing.Keyring("12345")
