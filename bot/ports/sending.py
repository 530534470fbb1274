"""The outbox as the sender sees it, and who carries a post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.delivery import Outcome, Post


class Courier(Protocol):
    """Carries one post over the network, once. Never raises for what the remote does: that is an Outcome."""

    async def carry(self, post: Post, key: str) -> Outcome:
        """`key`: the robot's webhook key for Route.ROBOT, "" otherwise."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A post that this process, and no other, may send now. `attempts` made before."""

    post: Post
    attempt: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Lane:
    """What waits at one target, and how its key stands.

    `posts`: queued and due, most urgent first. `tried`: when each attempt that still counts was made, oldest
    first. `rests_until`: None unless the key rests. `disabled`: the robot is gone; so it stays until its key
    changes, or `delivery.DEAD_FOR` is over. `barred`: it rests because the platform refuses our settings.
    """

    posts: tuple[Post, ...] = ()
    tried: tuple[datetime, ...] = ()
    rests_until: datetime | None = None
    disabled: bool = False
    barred: bool = False


class Queue(Protocol):
    """The outbox as the sender sees it.

    `key` names the window: targets that share one webhook share its attempts and its rest; "" is the target itself.
    An attempt counts from its claim until `span` after its outcome was recorded, so that a slow network cannot
    squeeze more than the limit into one span.
    """

    async def due_keys(self, now: datetime) -> Sequence[tuple[str, str]]:
        """(route, target) pairs with something due, the most urgent first; disabled and resting ones too."""

    async def look(self, route: str, target: str, now: datetime, *, span: timedelta, key: str = "") -> Lane:
        """Read only."""

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
        """Lock the key, count its attempts of the last `span`, take what fits (`limit`), most urgent first.

        The last `reserve` places are for RED only; at most `most` posts are taken; expired ones never.
        Records an attempt for each before it is sent. Empty while the key rests or the route is disabled; of a barred
        route only what is RED is taken.
        """

    async def record(self, claimed: Claimed, outcome: Outcome, now: datetime, *, retry_at: datetime | None) -> bool:
        """Write what became of an attempt; `retry_at` queues the post again. True if it has opened a route that was
        barred.

        PAUSED rests the key until `retry_at` (without one, `delivery.REST` from now); routes without keys of their own
        rest altogether, for they share one API. DEAD_ROUTE disables the key of a robot for `delivery.DEAD_FOR`; of
        other routes it says only that this process has no way there. BARRED rests a route without keys for
        `delivery.BARRED_FOR`, and the first post SENT by it opens it again.
        """

    async def try_barred(self, now: datetime) -> None:
        """End the rest of every barred route: settings may have been changed."""

    async def fold(self, posts: Sequence[Post], digest: Post) -> bool:
        """Queue the digest and mark the posts FOLDED, all or nothing: False if any is no longer queued."""

    async def fail(self, post: Post, reason: str) -> None:
        """A queued post that will never be attempted: "expired", "dead_route". Left alone if no longer queued."""

    async def abandoned(self, before: datetime) -> Sequence[Claimed]:
        """Attempts claimed before that moment whose outcome was never recorded: their process is gone."""

    async def next_due(self, after: datetime | None = None) -> datetime | None:
        """The earliest `not_before` or retry of anything queued (later than `after`); windows and rests left out."""
