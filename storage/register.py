"""The register of households, sealed; every look into it leaves a row in the audit."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from bot.domain.register import CODE_LENGTH, CODE_LETTERS, Look, Resident
from storage.gates import Connection, Gate, Values
from storage.schema import audit, phones, register
from storage.sealing import Keyring

_LOOKED, _REFUSED = "register", "register refused"
_CODE = "code "
_SEALED = ("name", "phone", "id_number", "tier", "contact", "contact_phone", "userid")


class SqlRegister:
    """`bot.ports.Register`; off without a key."""

    def __init__(self, connection: Connection, keyring: Keyring | None) -> None:
        self._connection = connection
        self._keyring = keyring

    @property
    def on(self) -> bool:
        return self._keyring is not None

    async def at_door(
        self, community: str, building: str, unit: str, room: str, *, by: str, now: datetime
    ) -> Sequence[Resident]:
        which = (register.c.building == building) & (register.c.room == room)
        if unit:
            which &= register.c.unit == unit
        return await self._read(community, which, f"{building}-{unit}-{room}", by, now)

    async def of_code(self, community: str, code: str, *, by: str, now: datetime) -> Resident | None:
        return next(iter(await self._read(community, register.c.code == code, f"{_CODE}{code}", by, now)), None)

    async def needs_care(self, community: str, building: str, unit: str, room: str, *, by: str, now: datetime) -> bool:
        return any(one.needs_care for one in await self.at_door(community, building, unit, room, by=by, now=now))

    async def refused(self, community: str, building: str, unit: str, room: str, *, by: str, now: datetime) -> None:
        await self._note(community, _REFUSED, f"{building}-{unit}-{room}", by, now)

    async def looks(self, community: str, first: datetime, last: datetime) -> Sequence[Look]:
        which = (audit.c.community == community) & (audit.c.at >= first) & (audit.c.at < last)
        statement = select(audit).where(which, audit.c.action.in_((_LOOKED, _REFUSED))).order_by(audit.c.id.desc())
        return [_look(row) for row in await self._connection.execute(statement)]

    async def put(self, residents: Sequence[Resident], *, by: str, now: datetime) -> int:
        if self._keyring is None or not residents:
            return 0
        community = residents[0].community
        await self._note(community, "import", f"{len(residents)} rows", by, now)
        rows = await self._connection.execute(select(register).where(register.c.community == community))
        known = {_identity(one): (row.id, one) for row in rows for one in [self._resident(row, self._keyring)]}
        before = len(known)
        for one in residents:
            number, older = known.get(_identity(one), (None, None))
            newest = one.lawful.after(older) if older else one.lawful
            known[_identity(one)] = await self._store(newest, number, self._keyring), newest
        return len(known) - before

    async def _store(self, resident: Resident, number: int | None, keyring: Keyring) -> int:
        """In place of the row of that number, else in a row of their own with a new code; the number of the row."""
        values = _values(resident, keyring)
        if number is None:
            added = insert(register).values(values | {"code": fresh_code()}).returning(register.c.id)
            return int((await self._connection.execute(added)).scalar_one())
        await self._connection.execute(update(register).where(register.c.id == number).values(values))
        return number

    async def _read(self, community: str, which: Any, subject: str, by: str, now: datetime) -> list[Resident]:
        if self._keyring is None:
            return []
        await self._note(community, _LOOKED, subject, by, now)
        statement = select(register).where(register.c.community == community, which).order_by(register.c.id)
        return [self._resident(row, self._keyring) for row in await self._connection.execute(statement)]

    def _resident(self, row: Row[Any], keyring: Keyring) -> Resident:
        plain = (row.building, row.unit, row.room)
        names = dict(zip(("building", "unit", "room"), plain, strict=True))
        return Resident(
            row.community, consented_on=row.consented_on, code=row.code, **names, **keyring.open(row.sealed)
        )

    async def _note(self, community: str, action: str, subject: str, by: str, now: datetime) -> None:
        row = {"community": community, "at": now, "actor": by, "action": action, "subject": subject}
        await self._connection.execute(insert(audit), row)


def _look(row: Row[Any]) -> Look:
    refused = row.action == _REFUSED
    if row.subject.startswith(_CODE):
        return Look(row.at, row.actor, code=row.subject.removeprefix(_CODE), refused=refused)
    building, unit, room = row.subject.rsplit("-", 2)
    return Look(row.at, row.actor, building, unit, room, refused=refused)


async def rotate(gate: Gate, keyring: Keyring) -> int:
    """Seal every row anew with the first key, those of phones left with tickets too; how many there are."""
    count = 0
    async with gate.writing() as connection:
        for table in (register, phones):
            rows = (await connection.execute(select(table.c.id, table.c.sealed).with_for_update())).all()
            for row in rows:
                values = {"sealed": keyring.renewed(row.sealed)}
                await connection.execute(update(table).where(table.c.id == row.id).values(values))
            count += len(rows)
    return count


def fresh_code() -> str:
    """About 900 million of them: not to be guessed."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def _identity(one: Resident) -> tuple[str, str, str, str]:
    return one.name, one.building, one.unit, one.room


def _values(one: Resident, keyring: Keyring) -> Values:
    return {
        "community": one.community,
        "building": one.building,
        "unit": one.unit,
        "room": one.room,
        "consented_on": one.consented_on,
        "sealed": keyring.seal({name: getattr(one, name) for name in _SEALED}),
    }
