"""The durable front door, as the receiver sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.cards import Card
from bot.domain.messages import Incoming
from bot.domain.requests import Reading
from bot.ports.matters import Message


@dataclass(frozen=True, slots=True)
class Delivery:
    """A callback that has been verified and translated, on its way into the inbox.

    `raw` is the decrypted body; `fresh` says that its timestamp is within 300 s of the clock.
    `community` is "" when it is not known yet (1:1 with a stranger). `listed` False: a group that no community
    lists, to be stored without text.
    """

    incoming: Incoming
    raw: str
    nonce: str
    fresh: bool
    received_at: datetime
    community: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Accepted:
    """In the inbox, durably. `known`: this very message had been accepted before.

    `message` is given for a new one of a known community when nothing that we asked its sender there stood open.
    """

    id: int
    known: bool
    done: bool = False
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Not stored: `reason` is "stale" or "replay"."""

    reason: str


class Inbox(Protocol):
    """The durable front door."""

    async def accept(self, delivery: Delivery) -> Accepted | Rejected:
        """Commit the delivery; many waiting calls share one commit. Raises StoreUnavailable."""

    def hush(self, message: Message, reading: Reading, now: datetime) -> None:
        """Have a message met with silence finished by the next commit. Finished already: left alone.

        Should that commit fail, or never come, the message is still pending and will be read again.
        """

    async def answer(self, message_id: int) -> str | None:
        """The text of the stored answer; "" when handled in silence, None when not handled yet."""

    async def claim_answer(self, message_id: int, now: datetime, *, again: bool = False) -> str | None:
        """Take the reply for the callback's own answer; None if another route has taken it, or there is none.

        `again`: the message was delivered before, so what an earlier callback took has not been read.
        """

    async def card(self, message_id: int) -> Card | None:
        """The card that goes with the stored answer, or that the clicked one becomes; None when there is none."""

    async def release_answer(self, message_id: int, now: datetime, *, handed: bool = False) -> None:
        """The callback is gone: a reply that none has taken may leave by another route at once.

        `handed`: so may one that was handed over to it, unless a later delivery of the message has claimed that.
        """

    async def pending(self, older_than: datetime, limit: int) -> Sequence[int]:
        """Ids of accepted messages nobody has finished, oldest first.

        Those that came, or whose wait after a failed attempt ended, no later than `older_than`.
        """

    async def failed(self, message_id: int, error: str, now: datetime) -> None:
        """Count a failed attempt. The next comes after the wait of `delivery.backoff`.

        After five the message is set aside, until the operator opens it again.
        """
