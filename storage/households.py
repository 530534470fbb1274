"""Which rows of the register (户卡) tell of a person who wants to see or erase everything kept of them.

A row names the userid of its person where the imported list did; other rows are found by their finder's code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import LianxinError
from storage.gates import Connection
from storage.schema import register
from storage.sealing import Keyring


class RegisterLocked(LianxinError):
    """The register lies sealed and cannot be searched: set LIANXIN_REGISTER_KEY, or leave it out on purpose with
    --without-register."""


class NoSuchCode(LianxinError):
    """No row of the register has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no row of the register has the code {code}: read it off the card again")


@dataclass(frozen=True, slots=True)
class Households:
    """How to look. `codes`: of rows that the operator has made sure are about this person. `skip`: not at all."""

    keyring: Keyring | None = None
    codes: tuple[str, ...] = ()
    skip: bool = False

    async def rows(self, connection: Connection | AsyncConnection, person: str) -> list[dict[str, Any]]:
        """The rows, opened. Raises RegisterLocked, NoSuchCode, BadConfiguration."""
        if self.skip:
            return []
        opened = await self.opened(connection, select(register).order_by(register.c.id))
        if unknown := sorted(set(self.codes) - {row["code"] for row in opened}):
            raise NoSuchCode(unknown[0])
        return [row for row in opened if row["code"] in self.codes or (person and row.get("userid") == person)]

    async def opened(
        self, connection: Connection | AsyncConnection, statement: Select[tuple[Any, ...]]
    ) -> list[dict[str, Any]]:
        """Rows with what lies sealed in them. Raises RegisterLocked where there are any and no key, unless skipped."""
        kept = (await connection.execute(statement)).mappings().all() if not self.skip else []
        if kept and self.keyring is None:
            raise RegisterLocked
        return [dict(row) | self.keyring.open(row["sealed"]) for row in kept] if self.keyring else []


async def forget(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Delete the rows with their codes: whoever reads such a code off a card is told that it does not exist."""
    await connection.execute(delete(register).where(register.c.id.in_([row["id"] for row in rows])))
