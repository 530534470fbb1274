"""What an operator should hear of: messages set aside, posts that reached nobody, a register that no key opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update

from bot.domain.delivery import AGAIN, PostState, Verdict
from bot.domain.errors import BadConfiguration
from storage.gates import Gate
from storage.inbox import SET_ASIDE
from storage.outbox import QUEUED
from storage.queue import BARRED
from storage.schema import attempts, inbox, outbox, register, routes
from storage.sealing import Keyring

#: So much later than it was meant to, a post is late: by more than a robot's window and the first waits.
LATE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Troubles:
    """`set_aside`: messages given up after repeated failures, each with the kind of its last error.

    `failed`, `unknown`, `waiting`: how many posts tried since then reached nobody, perhaps somebody, or nobody so far.
    `late`: how much too late each was of those that arrived late since then.
    """

    set_aside: tuple[tuple[int, str], ...]
    failed: int
    unknown: int
    waiting: int
    late: tuple[timedelta, ...] = ()


async def since(gate: Gate, moment: datetime) -> Troubles:
    """Messages that are set aside, however old; posts by their attempts since `moment`."""
    aside = select(inbox.c.id, inbox.c.error).where(SET_ASIDE).order_by(inbox.c.id)
    tried = select(attempts.c.id).where(attempts.c.post_id == outbox.c.id, attempts.c.at >= moment).exists()
    states = select(outbox.c.state, func.count().label("number")).where(tried).group_by(outbox.c.state)
    async with gate.reading() as connection:
        messages = tuple((row.id, row.error) for row in await connection.execute(aside))
        counts = {row.state: row.number for row in await connection.execute(states)}
    failed, unknown, waiting = (
        counts.get(state.value, 0) for state in (PostState.FAILED, PostState.UNKNOWN, PostState.QUEUED)
    )
    return Troubles(messages, failed, unknown, waiting, await _late(gate, moment))


async def _late(gate: Gate, since: datetime) -> tuple[timedelta, ...]:
    """Counted from the first attempt, or from when it was to be said where it has waited without one."""
    every = attempts.alias()
    first = select(func.min(every.c.at)).where(every.c.post_id == outbox.c.id).scalar_subquery()
    arrived = (attempts.c.outcome == Verdict.SENT.value) & (attempts.c.finished_at >= since)
    statement = select(outbox.c.not_before, first.label("first"), attempts.c.finished_at).join(
        attempts, attempts.c.post_id == outbox.c.id
    )
    async with gate.reading() as connection:
        rows = (await connection.execute(statement.where(arrived))).all()
    delays = (row.finished_at - min(row.not_before, row.first) for row in rows)
    return tuple(delay for delay in delays if delay > LATE)


async def barred(gate: Gate) -> Sequence[tuple[str, int | None, int]]:
    """The ways out by which the platform refuses our settings: route, its last errcode, and how many posts wait."""
    refused = (attempts.c.outcome == Verdict.BARRED.value) & (attempts.c.route == routes.c.route)
    last = select(attempts.c.errcode).where(refused).order_by(attempts.c.id.desc()).limit(1).scalar_subquery()
    waiting = select(func.count()).where(QUEUED, outbox.c.route == routes.c.route).scalar_subquery()
    statement = select(routes.c.route, last, waiting).where(BARRED).order_by(routes.c.route)
    async with gate.reading() as connection:
        return [(route, errcode, count) for route, errcode, count in await connection.execute(statement)]


async def open_again(gate: Gate, numbers: Sequence[int]) -> Sequence[int]:
    """Have messages that are set aside tried afresh: these, or all when none is named. Those it was done for."""
    which = SET_ASIDE & inbox.c.id.in_(numbers) if numbers else SET_ASIDE
    afresh = {"status": "pending", "attempts": 0, "error": "", "retry_at": None}
    async with gate.writing() as connection:
        opened = await connection.execute(update(inbox).where(which).values(afresh).returning(inbox.c.id))
        return sorted(opened.scalars())


async def send_again(gate: Gate, numbers: Sequence[int], now: datetime, since: datetime) -> Sequence[int]:
    """Have posts that surely reached nobody sent once more, all tried since then; or these, of which somebody has seen
    that they did not arrive, though we do not know it. Those it was done for.

    Robots that were gone are taken to be back, and barred ways to be open. Left alone is what is too late by now, what
    has been said by another route, and what has lost its words.
    """
    other = outbox.alias()
    elsewhere = select(other.c.id).where(
        other.c.community == outbox.c.community,
        other.c.cause.startswith(outbox.c.cause + AGAIN),
        other.c.state == PostState.SENT.value,
    )
    tried = select(attempts.c.id).where(attempts.c.post_id == outbox.c.id, attempts.c.at >= since)
    failed, unknown = PostState.FAILED.value, PostState.UNKNOWN.value
    which = (outbox.c.state == failed) & or_(tried.exists(), outbox.c.not_before >= since)
    if numbers:
        which = outbox.c.state.in_([failed, unknown]) & outbox.c.id.in_(numbers)
    timely = or_(outbox.c.expires_at.is_(None), outbox.c.expires_at > now)
    lost = which & timely & (outbox.c.body != "") & ~elsewhere.exists()
    afresh = {"state": PostState.QUEUED.value, "not_before": now, "reason": ""}
    async with gate.writing() as connection:
        await connection.execute(update(routes).where(routes.c.disabled).values(disabled=False, paused_until=None))
        queued = await connection.execute(update(outbox).where(lost).values(afresh).returning(outbox.c.id))
        return sorted(queued.scalars())


async def of_register(gate: Gate, keys: str) -> str:
    """What keeps the register shut, "" when nothing does. `keys` as in the settings, "" for none."""
    async with gate.reading() as connection:
        sealed = (await connection.execute(select(register.c.sealed).order_by(register.c.id).limit(1))).scalar()
    if not keys:
        return "" if sealed is None else "LIANXIN_REGISTER_KEY: there are rows, and no key is set"
    try:
        keyring = Keyring(keys)
        if sealed is not None:
            keyring.open(sealed)
    except BadConfiguration as wrong:
        return "; ".join(wrong.mistakes)
    return ""
