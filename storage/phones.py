"""Numbers at which people may be called about their tickets, sealed like the register and with its key."""

from collections.abc import Sequence

from sqlalchemy import bindparam, insert, literal, select, update

from storage.gates import Connection
from storage.schema import phones
from storage.sealing import Keyring

_of_ticket = (phones.c.community == bindparam("where")) & (phones.c.ticket == bindparam("which"))
_OF = select(phones.c.sealed).where(_of_ticket).order_by(phones.c.id)
_AGAIN = update(phones).where(_of_ticket, phones.c.person == bindparam("who"))


class SqlPhones:
    """`bot.ports.Phones`; without a key nothing is kept."""

    def __init__(self, connection: Connection, keyring: Keyring | None) -> None:
        self._connection = connection
        self._keyring = keyring

    async def keep(self, community: str, ticket: int, person: str, phone: str) -> None:
        if self._keyring is None:
            return
        sealed = self._keyring.seal({"phone": phone})
        mine = {"where": community, "which": ticket, "who": person}
        if not (await self._connection.execute(_AGAIN, mine | {"sealed": sealed})).rowcount:
            row = {"community": community, "ticket": ticket, "person": person, "sealed": sealed}
            await self._connection.execute(insert(phones), row)

    async def of(self, community: str, ticket: int) -> Sequence[str]:
        if self._keyring is None:
            return ()
        rows = await self._connection.execute(_OF, {"where": community, "which": ticket})
        return [self._keyring.open(row.sealed)["phone"] for row in rows]

    async def copy(self, community: str, ticket: int, into: int) -> None:
        """Sealed as they are."""
        there = phones.alias("there")
        same = (there.c.community == community) & (there.c.ticket == into) & (there.c.person == phones.c.person)
        mine = (phones.c.community == community) & (phones.c.ticket == ticket)
        columns = (phones.c.community, literal(into), phones.c.person, phones.c.sealed)
        chosen = select(*columns).where(mine, ~select(there.c.id).where(same).exists()).order_by(phones.c.id)
        names = ("community", "ticket", "person", "sealed")
        await self._connection.execute(insert(phones).from_select(names, chosen))
