"""Names that stand for persons where their userids are not shown: always the same name for a person within a community.

Each community has its own salt, so that nobody can find a person by trying userids, nor follow one into another
community.
"""

import hashlib
import hmac
import secrets

from sqlalchemy import select

from storage.gates import Gate, add_once
from storage.schema import salts


async def salt_of(gate: Gate, community: str) -> str:
    """The salt of a community, made when it is asked for first."""
    statement = select(salts.c.salt).where(salts.c.community == community)
    async with gate.reading() as connection:
        found: str | None = (await connection.execute(statement)).scalar()
    if found is None:
        async with gate.writing() as writer:
            await add_once(writer, salts, {"community": community, "salt": secrets.token_hex(16)})
            found = (await writer.execute(statement)).scalar_one()
    return found


def pseudonym(salt: str, person: str) -> str:
    return f"p-{hmac.new(salt.encode(), person.encode(), hashlib.sha256).hexdigest()[:8]}"
