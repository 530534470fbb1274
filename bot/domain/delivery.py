"""How a post leaves the service: priorities, routes, what the answer of a platform means, when to try again."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from bot.domain.cards import Card


class Priority(IntEnum):
    """Lower goes first. Only ORDINARY is ever folded into a digest or held back by quiet hours."""

    RED = 0
    ANSWER = 3
    URGENT = 5
    ORDINARY = 7


class Route(StrEnum):
    """By which door a post leaves."""

    REPLY = "reply"  # answer of the callback, else response_url (once, one hour)
    ROBOT = "robot"  # group webhook
    APP = "app"  # message/send of the self-built app, 1:1
    OA = "oa"  # customer message of the Official Account, 1:1


class PostState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    FOLDED = "folded"  # its text went out inside a digest


@dataclass(frozen=True, slots=True)
class Post:
    """One thing to say. Unique by (community, cause): the same cause is said once.

    `target`: chat id (ROBOT), userid (APP), openid (OA), inbox id (REPLY). `body` is plain text; lines
    typed by people in it have been made harmless already (see `bot.wording.words.harmless`). `mentions` are
    userids really @-ed. `not_before` holds it back (quiet hours, the passive answer's head start).
    `expires_at`: not worth saying, or not possible, after that.
    `fallback`: userids to be told by another route when this one is dead or (red) unknown.
    `card`: what is shown instead where the route has cards (APP), or with it (REPLY in a 1:1 chat with the robot);
    `body` must say the same, for it goes out where a card does not. `response_code`: nothing is said, but a card that
    was clicked is replaced by `card`; the platform gives the code with the click, good once and for 72 h [DOC 90236].
    `tickets`, `messages`: what it tells of; its words are forgotten with the first of them. `short_lived`: it hands on
    a phone number, lists who eats where, or repeats what others say, and keeps its words no longer than is needed.
    `cause` never names a person: see `cause_for`.
    """

    community: str
    cause: str
    route: Route
    target: str
    body: str
    priority: Priority
    not_before: datetime
    mentions: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    expires_at: datetime | None = None
    response_url: str = ""
    card: Card | None = None
    response_code: str = field(default="", repr=False)
    tickets: tuple[int, ...] = ()
    messages: tuple[int, ...] = ()
    short_lived: bool = False
    id: int | None = None
    state: PostState = PostState.QUEUED


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card that somebody has before them, and the code that changes it."""

    person: str
    card: Card
    response_code: str = field(repr=False)


class Verdict(StrEnum):
    """What became of one attempt."""

    SENT = "sent"
    RETRY = "retry"  # surely not delivered; may be sent again at `retry_at`
    FINAL = "final"  # surely not delivered and never will be
    DEAD_ROUTE = "dead_route"  # FINAL, and the route itself is gone (93000, 93004, 93008)
    PAUSED = "paused"  # RETRY, and the whole key must rest (45009)
    BARRED = "barred"  # RETRY, but the platform refuses our settings: to everybody, until somebody has mended them
    UNKNOWN = "unknown"  # may have been delivered


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to one attempt. `after`: how long to wait before the next try, at least.

    `response_code`: a card was shown; this code lets us change it once, within 72 h.
    """

    verdict: Verdict
    errcode: int | None = None
    after: timedelta = timedelta()
    invalid: tuple[str, ...] = ()  # recipients the platform did not know
    response_code: str = field(default="", repr=False)


_MARK = 12
#: In the cause of a post that says by another route what reached nobody by the first.
AGAIN = ":again"
#: What a text message of a robot or the app may hold, in UTF-8 bytes [DOC 99110, 90236].
TEXT_BYTES = 2048
#: Waits before the second, third … attempt at something that surely was not delivered (45033, refused connection).
BACKOFF: tuple[timedelta, ...] = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300, 900))
#: A robot key rests this long after 45009 ("blocked for the rest of the minute").
REST = timedelta(seconds=65)
#: A robot that was removed or switched off is tried again after this long: it may be back, under the same key.
DEAD_FOR = timedelta(days=1)
#: A way out that the platform has barred is looked at again after this long; ahead of that only by red posts.
BARRED_FOR = timedelta(minutes=5)
#: The span in which a robot may say `robot_per_minute` things.
WINDOW = timedelta(seconds=60)


def cause_for(cause: str, person: str) -> str:
    """The cause of a post to one of several people about the same matter: different for each person, always the same
    for one.

    Causes are shown where names are hidden, and outlive a person who was erased: so they hold a hash, never a name.
    """
    return f"{cause}:{hashlib.sha256(f'{cause}:{person}'.encode()).hexdigest()[:_MARK]}"


def cause_of_call(ticket: int, round_: int) -> str:
    """The cause of the call to whoever a ticket is assigned to: they are called once in each round of its clocks."""
    return f"ticket:{ticket}:assigned:{round_}"


def cause_again(cause: str) -> str:
    """The cause of the same post by another route; what is for one of several people, or one of several parts, goes
    behind it."""
    return cause + AGAIN


def said_again(cause: str) -> bool:
    """That way has been taken already: a post is repeated once."""
    return AGAIN in cause


def backoff(attempt: int) -> timedelta | None:
    """The wait after failed attempt number `attempt` (1, 2, …); None when it is time to give up."""
    return BACKOFF[attempt - 1] if attempt <= len(BACKOFF) else None


def split_bytes(text: str, limit: int) -> tuple[str, ...]:
    """`text` in pieces of at most `limit` UTF-8 bytes, cut at line ends where possible, never inside a character.

    No piece is empty: the platform takes none [DOC 90455, 44004].
    """
    pieces: list[str] = []
    rest = text
    while len(rest.encode()) > limit:
        head = rest.encode()[:limit].decode(errors="ignore")
        cut = head.rfind("\n")
        head = head[:cut] if cut > 0 else head
        pieces.append(head)
        rest = rest[len(head) :].removeprefix("\n")
    return tuple(piece for piece in (*pieces, rest) if piece.strip("\n"))
