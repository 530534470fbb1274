"""The boundary of all that the clock wakes: whatever one piece of work raises, the others go on."""

from collections.abc import Awaitable
from typing import TypeVar

from bot.domain.errors import StoreUnavailable

_Value = TypeVar("_Value")


async def outcome_of(work: Awaitable[_Value]) -> _Value | Exception:
    """What the work answers, or what it raised, for the caller to log and to try again. Being cancelled is neither:
    that ends the caller too."""
    try:
        return await work
    except Exception as fault:  # One that fails must not hold up those that come after it.
        return fault


async def unless_away(work: Awaitable[_Value]) -> _Value | Exception:
    """The same, but of a database that is away nobody makes an answer: the others would only wait for it too."""
    done = await outcome_of(work)
    if isinstance(done, StoreUnavailable):
        raise done
    return done
