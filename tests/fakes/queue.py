"""The outbox as the sender sees it, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.delivery import (
    BARRED_FOR,
    DEAD_FOR,
    REST,
    Outcome,
    Post,
    PostState,
    Priority,
    Route,
    ShownCard,
    Verdict,
)
from bot.ports import Claimed, Lane
from tests.fakes.state import AttemptRow, RouteRow, State, kept

_STATE_OF = {Verdict.SENT: PostState.SENT, Verdict.UNKNOWN: PostState.UNKNOWN}


class FakeOutbox:
    def __init__(self, state: State) -> None:
        self._state = state

    async def put(self, posts: Sequence[Post]) -> None:
        there = {(one.community, one.cause) for one in self._state.posts.values()}
        for post in posts:
            if (post.community, post.cause) not in there:
                number = self._state.new_id()
                self._state.posts[number] = replace(kept(post), id=number)
                there.add((post.community, post.cause))

    async def hand_over(self, reply: Post, now: datetime) -> bool:
        if any((one.community, one.cause) == (reply.community, reply.cause) for one in self._state.posts.values()):
            return False
        await self.put([replace(reply, state=PostState.SENT)])
        number = max(self._state.posts)
        self._state.by_callback.add(number)
        attempt = self._state.new_id()
        self._state.attempts[attempt] = AttemptRow(attempt, number, "reply", reply.target, now, now, "sent")
        return True

    async def take_shown(self, community: str, ticket: int, since: datetime) -> Sequence[ShownCard]:
        taken = []
        for number, code in sorted(self._state.change_codes.items()):
            post = self._state.posts[number]
            about = post.tickets == (ticket,) and post.not_before > since
            if post.community == community and about and post.card:
                taken.append(ShownCard(post.target, post.card, code))
                self._state.change_codes.pop(number)
        return taken


class FakeQueue:
    def __init__(self, state: State) -> None:
        self._state = state

    async def due_keys(self, now: datetime) -> Sequence[tuple[str, str]]:
        return list({(post.route.value, post.target): None for post in self._queued() if post.not_before <= now})

    async def look(self, route: str, target: str, now: datetime, *, span: timedelta, key: str = "") -> Lane:
        window = self._route(route, key or target)
        tried = sorted(one.at for one in self._counting(route, key or target, now, span))
        rests = window.rests(now)
        disabled, robot = bool(rests and window.disabled), route == Route.ROBOT
        due = tuple(self._due(route, target, now))
        return Lane(due, tuple(tried), rests, disabled and robot, barred=disabled and not robot)

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
        window = self._route(route, key or target)
        barred = window.disabled and route != Route.ROBOT
        if window.rests(now) and not barred:
            return []
        free = limit - len(self._counting(route, key or target, now, span))
        fit: list[Post] = []
        for post in self._due(route, target, now):
            if barred and window.rests(now) and post.priority is not Priority.RED:
                continue
            places = free if post.priority is Priority.RED else free - reserve
            if len(fit) < min(places, most) and not (post.expires_at and post.expires_at <= now):
                fit.append(post)
        return [self._start(post, key or target, now) for post in fit]

    async def record(self, claimed: Claimed, outcome: Outcome, now: datetime, *, retry_at: datetime | None) -> bool:
        attempt = self._state.attempts[claimed.attempt]
        if attempt.finished_at is not None:
            return False
        self._state.attempts[attempt.id] = replace(
            attempt, finished_at=now, outcome=outcome.verdict.value, errcode=outcome.errcode
        )
        post = self._state.posts[attempt.post]
        if retry_at is not None:
            post = replace(post, state=PostState.QUEUED, not_before=retry_at)
        else:
            post = replace(post, state=_STATE_OF.get(outcome.verdict, PostState.FAILED))
        self._state.posts[attempt.post] = kept(post)
        if outcome.response_code:
            self._state.change_codes[attempt.post] = outcome.response_code
        window = (attempt.route, _key_of(attempt.route, attempt.key))
        if outcome.verdict is Verdict.DEAD_ROUTE and attempt.route == Route.ROBOT:
            self._state.routes[window] = RouteRow(disabled=True, paused_until=now + DEAD_FOR)
        if outcome.verdict is Verdict.PAUSED:
            self._state.routes[window] = RouteRow(paused_until=retry_at or now + REST)
        if outcome.verdict is Verdict.BARRED and attempt.route != Route.ROBOT:
            self._state.routes[window] = RouteRow(disabled=True, paused_until=now + BARRED_FOR)
        if outcome.verdict is Verdict.SENT and attempt.route != Route.ROBOT:
            return self._state.routes.pop(window, RouteRow()).disabled
        return False

    async def try_barred(self, now: datetime) -> None:
        for window, row in self._state.routes.items():
            if row.disabled and window[0] != Route.ROBOT:
                self._state.routes[window] = replace(row, paused_until=now)

    async def fold(self, posts: Sequence[Post], digest: Post) -> bool:
        ids = [post.id for post in posts if post.id]
        if any(self._state.posts[number].state is not PostState.QUEUED for number in ids):
            return False
        for number in ids:
            self._state.posts[number] = replace(self._state.posts[number], state=PostState.FOLDED)
        if all((one.community, one.cause) != (digest.community, digest.cause) for one in self._state.posts.values()):
            number = self._state.new_id()
            self._state.posts[number] = replace(kept(digest), id=number)
        return True

    async def fail(self, post: Post, reason: str) -> None:
        assert post.id is not None
        row = self._state.posts[post.id]
        if row.state is PostState.QUEUED:
            self._state.posts[post.id] = replace(row, state=PostState.FAILED)

    async def abandoned(self, before: datetime) -> Sequence[Claimed]:
        left = [one for one in self._state.attempts.values() if one.finished_at is None and one.at < before]
        return [Claimed(self._state.posts[one.post], one.id, self._tries(one.post) - 1) for one in left]

    async def next_due(self, after: datetime | None = None) -> datetime | None:
        moments = [post.not_before for post in self._queued() if after is None or post.not_before > after]
        return min(moments, default=None)

    def _queued(self) -> list[Post]:
        rows = [post for post in self._state.posts.values() if post.state is PostState.QUEUED]
        return sorted(rows, key=lambda post: (post.priority, post.id or 0))

    def _due(self, route: str, target: str, now: datetime) -> list[Post]:
        return [
            post for post in self._queued() if post.route == route and post.target == target and post.not_before <= now
        ]

    def _counting(self, route: str, key: str, now: datetime, span: timedelta) -> list[AttemptRow]:
        return [
            one
            for one in self._state.attempts.values()
            if (one.route, one.key) == (route, key) and (one.finished_at is None or one.finished_at > now - span)
        ]

    def _start(self, post: Post, key: str, now: datetime) -> Claimed:
        assert post.id is not None
        before = self._tries(post.id)
        sending = replace(post, state=PostState.SENDING)
        self._state.posts[post.id] = sending
        number = self._state.new_id()
        self._state.attempts[number] = AttemptRow(number, post.id, post.route.value, key, now)
        return Claimed(sending, number, before)

    def _tries(self, post: int) -> int:
        return sum(1 for one in self._state.attempts.values() if one.post == post)

    def _route(self, route: str, key: str) -> RouteRow:
        return self._state.routes.get((str(route), _key_of(route, key)), RouteRow())


def _key_of(route: str, window: str) -> str:
    return window if route == Route.ROBOT else ""
