"""The outbox as the sender sees it. Every claim and every outcome is a row, so restarts forget nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, or_, select, update

from bot.domain.delivery import BARRED_FOR, DEAD_FOR, REST, Outcome, Post, PostState, Priority, Route, Verdict
from bot.ports import Claimed, Lane
from storage.gates import Connection, Gate, Values, add_new, add_once
from storage.outbox import QUEUED, post_of, values_of
from storage.schema import attempts, outbox, routes

_all = attempts.alias()
_MADE = select(func.count()).where(_all.c.post_id == outbox.c.id).scalar_subquery().label("made")
_STATE_OF = {Verdict.SENT: PostState.SENT, Verdict.UNKNOWN: PostState.UNKNOWN}
#: Routes that share one app's settings, which the platform refuses.
BARRED = routes.c.disabled & (routes.c.route != Route.ROBOT.value)


class SqlQueue:
    """`bot.ports.Queue`. A webhook key is a secret: only its hash is stored."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def due_keys(self, now: datetime) -> Sequence[tuple[str, str]]:
        keys = (outbox.c.route, outbox.c.target)
        statement = select(*keys).where(QUEUED, outbox.c.not_before <= now).group_by(*keys)
        statement = statement.order_by(func.min(outbox.c.priority), func.min(outbox.c.id))
        async with self._gate.reading() as connection:
            return [(row.route, row.target) for row in await connection.execute(statement)]

    async def look(self, route: str, target: str, now: datetime, *, span: timedelta, key: str = "") -> Lane:
        window = _window(target, key)
        async with self._gate.reading() as connection:
            posts = [post_of(row) for row in await connection.execute(_due(route, target, now))]
            counting = select(attempts.c.at).where(_counts(route, window, now, span)).order_by(attempts.c.at)
            tried = (await connection.execute(counting)).scalars().all()
            disabled, paused_until = await _standing(connection, route, window, now)
        robot = route == Route.ROBOT
        return Lane(tuple(posts), tuple(tried), paused_until, disabled and robot, barred=disabled and not robot)

    async def claim(
        self,
        route: str,
        target: str,
        now: datetime,
        *,
        limit: int,
        span: timedelta,
        key: str = "",
        reserve: int = 0,
        most: int = 1000,
    ) -> Sequence[Claimed]:
        window = _window(target, key)
        async with self._gate.writing() as connection:
            await _lock(connection, route, window)
            disabled, paused_until = await _standing(connection, route, window, now)
            barred = disabled and route != Route.ROBOT
            if paused_until and not barred:
                return []
            counting = select(func.count()).where(_counts(route, window, now, span))
            free = limit - int((await connection.execute(counting)).scalar_one())
            if free <= 0:
                return []
            alive = or_(outbox.c.expires_at.is_(None), outbox.c.expires_at > now)
            may = alive & (outbox.c.priority == Priority.RED.value) if barred else alive
            statement = _due(route, target, now).where(may).limit(min(free, most)).with_for_update(skip_locked=True)
            rows = _fitting((await connection.execute(statement)).all(), free, reserve)
            return await _start(connection, rows, window, now)

    async def record(self, claimed: Claimed, outcome: Outcome, now: datetime, *, retry_at: datetime | None) -> bool:
        async with self._gate.writing() as connection:
            attempt = await _finish(connection, claimed, outcome, now)
            if attempt is None:
                return False
            values: Values = {"state": _STATE_OF.get(outcome.verdict, PostState.FAILED).value}
            values |= {"change_code": outcome.response_code}
            if retry_at is not None:
                values = {"state": PostState.QUEUED.value, "not_before": retry_at}
            mine = (outbox.c.id == attempt.post_id) & (outbox.c.state == PostState.SENDING.value)
            await connection.execute(update(outbox).where(mine).values(values))
            if outcome.verdict is Verdict.DEAD_ROUTE and attempt.route == Route.ROBOT:
                await _mark(connection, attempt, {"disabled": True, "paused_until": now + DEAD_FOR})
            if outcome.verdict is Verdict.PAUSED:
                await _mark(connection, attempt, {"disabled": False, "paused_until": retry_at or now + REST})
            if outcome.verdict is Verdict.BARRED and attempt.route != Route.ROBOT:
                await _mark(connection, attempt, {"disabled": True, "paused_until": now + BARRED_FOR})
            return outcome.verdict is Verdict.SENT and await _opened(connection, attempt.route)

    async def try_barred(self, now: datetime) -> None:
        async with self._gate.writing() as connection:
            await connection.execute(update(routes).where(BARRED).values(paused_until=now))

    async def fold(self, posts: Sequence[Post], digest: Post) -> bool:
        ids = [post.id for post in posts]
        statement = select(outbox.c.id).where(outbox.c.id.in_(ids), QUEUED).order_by(outbox.c.id).with_for_update()
        async with self._gate.writing() as connection:
            if len((await connection.execute(statement)).all()) != len(ids):
                return False
            folded = update(outbox).where(outbox.c.id.in_(ids)).values(state=PostState.FOLDED.value)
            await connection.execute(folded)
            await add_new(connection, outbox, [values_of(digest)])
            return True

    async def fail(self, post: Post, reason: str) -> None:
        values = {"state": PostState.FAILED.value, "reason": reason}
        async with self._gate.writing() as connection:
            await connection.execute(update(outbox).where(outbox.c.id == post.id, QUEUED).values(values))

    async def abandoned(self, before: datetime) -> Sequence[Claimed]:
        statement = (
            select(outbox, _MADE, attempts.c.id.label("attempt"))
            .join(attempts, attempts.c.post_id == outbox.c.id)
            .where(attempts.c.finished_at.is_(None), attempts.c.at < before)
            .order_by(attempts.c.id)
        )
        async with self._gate.reading() as connection:
            rows = (await connection.execute(statement)).all()
        return [Claimed(post_of(row), row.attempt, row.made - 1) for row in rows]

    async def next_due(self, after: datetime | None = None) -> datetime | None:
        statement = select(func.min(outbox.c.not_before)).where(QUEUED)
        if after is not None:
            statement = statement.where(outbox.c.not_before > after)
        async with self._gate.reading() as connection:
            moment: datetime | None = (await connection.execute(statement)).scalar()
        return moment


def _window(target: str, key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest() if key else target


def _due(route: str, target: str, now: datetime) -> Any:
    which = (outbox.c.route == route) & (outbox.c.target == target) & (outbox.c.not_before <= now)
    return select(outbox, _MADE).where(QUEUED, which).order_by(outbox.c.priority, outbox.c.id)


def _counts(route: str, window: str, now: datetime, span: timedelta) -> ColumnElement[bool]:
    """An attempt without an outcome counts, because its post may reach the platform at any moment."""
    recent = or_(attempts.c.finished_at.is_(None), attempts.c.finished_at > now - span)
    return (attempts.c.route == route) & (attempts.c.window == window) & recent


def _fitting(rows: Sequence[Row[Any]], free: int, reserve: int) -> list[Row[Any]]:
    """The rows come most urgent first, so RED posts take their places before others are counted."""
    fit: list[Row[Any]] = []
    for row in rows:
        places = free if row.priority == Priority.RED else free - reserve
        if len(fit) < places:
            fit.append(row)
    return fit


async def _lock(connection: Connection, route: str, window: str) -> None:
    """Lock this window until the transaction ends. SQLite has one writer at a time anyway."""
    if connection.dialect.name == "postgresql":
        name = func.hashtextextended(f"{route}:{window}", 0)
        await connection.execute(select(func.pg_advisory_xact_lock(name)))


def _key_of(route: str, window: str) -> str:
    """What rests when the platform has had enough: a robot's own key, elsewhere the one API that all targets share."""
    return window if route == Route.ROBOT else ""


async def _standing(connection: Connection, route: str, window: str, now: datetime) -> tuple[bool, datetime | None]:
    which = (routes.c.route == route) & (routes.c.window == _key_of(route, window)) & (routes.c.paused_until > now)
    row = (await connection.execute(select(routes.c.disabled, routes.c.paused_until).where(which))).first()
    return (row.disabled, row.paused_until) if row else (False, None)


async def _start(connection: Connection, rows: Sequence[Row[Any]], window: str, now: datetime) -> Sequence[Claimed]:
    if not rows:
        return []
    sending = update(outbox).where(outbox.c.id.in_([row.id for row in rows])).values(state=PostState.SENDING.value)
    await connection.execute(sending)
    begun = [
        {"community": row.community, "post_id": row.id, "route": row.route, "window": window, "at": now} for row in rows
    ]
    statement = insert(attempts).returning(attempts.c.id, sort_by_parameter_order=True)
    ids = (await connection.execute(statement, begun)).scalars().all()
    return [
        Claimed(replace(post_of(row), state=PostState.SENDING), number, row.made)
        for row, number in zip(rows, ids, strict=True)
    ]


async def _finish(connection: Connection, claimed: Claimed, outcome: Outcome, now: datetime) -> Row[Any] | None:
    """The attempt's row, or None when its outcome has been recorded before."""
    mine = (attempts.c.id == claimed.attempt) & attempts.c.finished_at.is_(None)
    values = {"finished_at": now, "outcome": outcome.verdict.value, "errcode": outcome.errcode}
    statement = update(attempts).where(mine).values(values)
    row: Row[Any] | None = (await connection.execute(statement.returning(attempts))).first()
    return row


async def _opened(connection: Connection, route: str) -> bool:
    """What has been sent shows that our settings are good again. True if they were refused before."""
    statement = update(routes).where(BARRED, routes.c.route == route).values(disabled=False, paused_until=None)
    return (await connection.execute(statement)).rowcount > 0


async def _mark(connection: Connection, attempt: Row[Any], values: Values) -> None:
    window = _key_of(attempt.route, attempt.window)
    await add_once(connection, routes, {"route": attempt.route, "window": window})
    which = (routes.c.route == attempt.route) & (routes.c.window == window)
    await connection.execute(update(routes).where(which).values(values))
