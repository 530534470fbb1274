"""What was heard, and what staff said about it; the register of households. In memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import ports
from bot.domain.corrections import Correction
from bot.domain.register import Look, Resident
from tests.fakes.state import State, kept


class FakeCorrections:
    def __init__(self, state: State) -> None:
        self._state = state

    async def note(self, correction: Correction) -> None:
        self._state.corrections.append(kept(correction))

    async def heard(self, community: str, first: datetime, last: datetime, limit: int) -> Sequence[ports.Heard]:
        rows = [
            row
            for row in self._state.messages.values()
            if row.community == community and first <= row.received_at < last and row.status == "done"
        ]
        newest = sorted(rows, key=lambda row: row.id, reverse=True)[:limit]
        return [
            ports.Heard(
                ports.Message(row.id, row.community, row.incoming, row.received_at),
                row.reading.intent.value if row.reading else "other",
                (row.reading.category or "") if row.reading else "",
                row.reading.why if row.reading else (),
            )
            for row in newest
        ]


class FakeRegister:
    """Always on. `looks` are (by, action, subject)."""

    on = True

    def __init__(self, state: State) -> None:
        self._state = state

    async def at_door(
        self, community: str, building: str, unit: str, room: str, *, by: str, now: datetime
    ) -> Sequence[Resident]:
        self._state.looks.append((by, "register", f"{building}-{unit}-{room}"))
        self._state.looked.append((community, Look(now, by, building, unit, room)))
        door = (community, building, room)
        here = [one for one in self._state.residents if (one.community, one.building, one.room) == door]
        return [one for one in here if unit in ("", one.unit)]

    async def of_code(self, community: str, code: str, *, by: str, now: datetime) -> Resident | None:
        self._state.looks.append((by, "register", f"code {code}"))
        self._state.looked.append((community, Look(now, by, code=code)))
        mine = (one for one in self._state.residents if (one.community, one.code) == (community, code))
        return next(mine, None)

    async def needs_care(self, community: str, building: str, unit: str, room: str, *, by: str, now: datetime) -> bool:
        return any(one.needs_care for one in await self.at_door(community, building, unit, room, by=by, now=now))

    async def refused(self, community: str, building: str, unit: str, room: str, *, by: str, now: datetime) -> None:
        self._state.looks.append((by, "register refused", f"{building}-{unit}-{room}"))
        self._state.looked.append((community, Look(now, by, building, unit, room, refused=True)))

    async def looks(self, community: str, first: datetime, last: datetime) -> Sequence[Look]:
        mine = [one for where, one in self._state.looked if where == community and first <= one.at < last]
        return mine[::-1]

    async def put(self, residents: Sequence[Resident], *, by: str, now: datetime) -> int:
        self._state.looks.append((by, "import", f"{len(residents)} rows"))
        added = 0
        for one in residents:
            same = [old for old in self._state.residents if _identity(old) == _identity(one)]
            self._state.residents = [old for old in self._state.residents if old not in same]
            code = same[0].code if same else f"AB{self._state.new_id():04d}"
            kept = one.lawful.after(same[0]) if same else one.lawful
            self._state.residents.append(replace(kept, code=code))
            added += not same
        return added


class FakePhones:
    """As with a key."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def keep(self, community: str, ticket: int, person: str, phone: str) -> None:
        self._state.phones[community, ticket, person] = phone

    async def of(self, community: str, ticket: int) -> Sequence[str]:
        return [phone for key, phone in self._state.phones.items() if key[:2] == (community, ticket)]

    async def copy(self, community: str, ticket: int, into: int) -> None:
        for (_, _, person), phone in [one for one in self._state.phones.items() if one[0][:2] == (community, ticket)]:
            self._state.phones.setdefault((community, into, person), phone)


def _identity(one: Resident) -> tuple[str, ...]:
    return one.community, one.name, one.building, one.unit, one.room
