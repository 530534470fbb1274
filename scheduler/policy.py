"""What the sender decides, as functions from values to values. No I/O, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot import ports
from bot.domain import delivery
from bot.domain.delivery import Outcome, Post, Priority, Route, Verdict
from scheduler import needs
from scheduler.spread import share

#: What one app sends to one member in a minute. The platform takes 30, and 1000 an hour; the rest it drops without a
#: word [DOC 90236]. So many keep to both.
APP_PER_MINUTE = 16
#: For routes without a published limit.
NO_LIMIT = 1_000_000
#: A fifth of a window is kept for red, so that a red post never waits for the window.
RESERVED = 5
#: After that many failed attempts a red post is told by another route too, while it is tried again here.
RED_PATIENCE = 3


#: "The platform is busy", which official advice answers with three further attempts, spread out.
BUSY = -1
BUSY_RETRIES = 3
#: "Too many calls at once": those who met there must not meet again, so each waits a different while longer.
CROWDED = 45033

#: When the table of waits is used up, the network is cut or the platform out of order: for hours, as a rule. What
#: surely was not delivered is then tried evenly, red more often, and given up when it is a day late.
AWAY_WAIT, AWAY_WAIT_RED = timedelta(minutes=5), timedelta(minutes=1)
GIVE_UP_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be said to a target. `key` names the window, `secret` opens the door."""

    limit: int
    span: timedelta = delivery.WINDOW
    reserve: int = 0
    key: str = ""
    secret: str = field(default="", repr=False)
    folds: bool = False
    reachable: bool = True


def limits(key: tuple[str, str], resolve: needs.Resolve) -> Limits:
    """The limits of (route, target). A group that no longer has a robot is unreachable."""
    route, target = key
    if route == Route.ROBOT:
        robot = resolve(target)
        if robot is None:
            return Limits(0, reachable=False)
        reserve = robot.per_minute // RESERVED
        return Limits(robot.per_minute, reserve=reserve, key=robot.identity, secret=robot.secret, folds=True)
    if route == Route.APP:
        return Limits(APP_PER_MINUTE, reserve=APP_PER_MINUTE // RESERVED)
    return Limits(NO_LIMIT)


@dataclass(frozen=True, slots=True)
class Decision:
    """After an attempt: when to try again (None: never) and what to tell by another route (None: nothing)."""

    retry_at: datetime | None = None
    tell: Verdict | None = None


def decide(claimed: ports.Claimed, outcome: Outcome, now: datetime) -> Decision:
    """RETRY tries again after the next wait of the table and evenly after the last, PAUSED each time the key has
    rested; after a day of it both count as FINAL.

    UNKNOWN is never sent again here; a red post is told by another route, because a doubled alarm is acceptable and a
    lost one is not.
    """
    red = claimed.post.priority is Priority.RED
    match outcome.verdict:
        case Verdict.SENT:
            return Decision()
        case Verdict.UNKNOWN:
            return Decision(tell=Verdict.UNKNOWN if red else None)
        case Verdict.FINAL | Verdict.DEAD_ROUTE:
            return Decision(tell=outcome.verdict)
        case Verdict.BARRED:
            return _barred(claimed, now)
        case Verdict.RETRY | Verdict.PAUSED:
            number = claimed.attempts + 1
            wait = _wait(number, outcome, red=red)
            if wait is None:
                return Decision(tell=Verdict.FINAL)
            if outcome.errcode == CROWDED:
                wait *= 1 + share(claimed.post.cause)
            impatient = red and number == RED_PATIENCE
            return Decision(now + max(wait, outcome.after), Verdict.UNKNOWN if impatient else None)


def _barred(claimed: ports.Claimed, now: datetime) -> Decision:
    """Who waits for an answer gets it another way. What is said by the app or the account stays where it stands in the
    queue, which rests as a whole; what is red is told by another route too, and tried each minute."""
    post = claimed.post
    if post.route not in {Route.APP, Route.OA}:
        return Decision(tell=Verdict.FINAL)
    if post.priority is not Priority.RED:
        return Decision(post.not_before, Verdict.BARRED)
    if claimed.attempts >= GIVE_UP_AFTER // AWAY_WAIT_RED:
        return Decision(tell=Verdict.FINAL)
    return Decision(now + AWAY_WAIT_RED, Verdict.BARRED)


def _wait(number: int, outcome: Outcome, *, red: bool) -> timedelta | None:
    """The wait after attempt `number`; None when it has been long enough."""
    table = _table(outcome, red=red)
    even = AWAY_WAIT_RED if red else AWAY_WAIT
    if outcome.verdict is Verdict.PAUSED:
        table, even = (), delivery.REST
    if number <= len(table):
        return table[number - 1]
    return even if number - len(table) <= GIVE_UP_AFTER // even else None


def _table(outcome: Outcome, *, red: bool) -> tuple[timedelta, ...]:
    """The first waits; posts that are not red give a busy platform a longer rest."""
    if red:
        return tuple(wait for wait in delivery.BACKOFF if wait <= AWAY_WAIT_RED)
    return delivery.BACKOFF[1 : BUSY_RETRIES + 1] if outcome.errcode == BUSY else delivery.BACKOFF


def expired(post: Post, now: datetime, *, barred: bool = False) -> bool:
    """Not worth saying, or not possible, any more. What waits because the way out is barred is worth a day."""
    ends = post.not_before + GIVE_UP_AFTER if barred else None
    return any(end is not None and end <= now for end in (post.expires_at, ends))


def resting(lane: ports.Lane, now: datetime) -> bool:
    """May nothing be tried here now? By a barred way red posts may."""
    if lane.barred and any(post.priority is Priority.RED for post in lane.posts):
        return False
    return lane.rests_until is not None and lane.rests_until > now


def has_room(lane: ports.Lane, limits: Limits) -> bool:
    """Has the window room for the most urgent post that waits? The store decides in the end."""
    free = limits.limit - len(lane.tried)
    red = any(post.priority is Priority.RED for post in lane.posts)
    return free > (0 if red else limits.reserve)


def ordinary_places(lane: ports.Lane, posts: Sequence[Post], limits: Limits) -> int:
    """How many ordinary posts may go now, once all more urgent ones that wait have gone."""
    urgent = sum(1 for post in posts if post.priority is not Priority.ORDINARY)
    return limits.limit - limits.reserve - len(lane.tried) - urgent


def opens_at(lane: ports.Lane, limits: Limits) -> datetime | None:
    """When a target should be looked at again, if a post waits there that could not be sent now."""
    if not lane.posts or lane.disabled or not limits.reachable:
        return None
    freed = lane.tried[0] + limits.span if lane.tried else None
    return max([at for at in (freed, lane.rests_until) if at is not None], default=None)
