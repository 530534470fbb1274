"""In which chats a message of the same person is being handled at this moment."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from bot.domain.messages import Incoming


class Talks:
    """One per process. Whatever an earlier message of the same person and chat said has been committed once that
    message is no longer in progress."""

    def __init__(self) -> None:
        self._in_hand: Counter[tuple[str, str, str]] = Counter()
        self._count = 0

    @contextmanager
    def taking(self, incoming: Incoming) -> Iterator[bool]:
        """Counts the message as in progress for the block; yields True if no other message of the same person and chat
        is."""
        alone = not self._in_hand[_talk(incoming)]
        self.begin(incoming)
        try:
            yield alone
        finally:
            self.end(incoming)

    def __len__(self) -> int:
        """How many messages are in progress, whoever sent them."""
        return self._count

    def begin(self, incoming: Incoming) -> None:
        self._in_hand[_talk(incoming)] += 1
        self._count += 1

    def end(self, incoming: Incoming) -> None:
        """For each `begin` once."""
        talk = _talk(incoming)
        self._in_hand[talk] -= 1
        self._count -= 1
        if not self._in_hand[talk]:
            del self._in_hand[talk]


def _talk(incoming: Incoming) -> tuple[str, str, str]:
    return incoming.channel.value, incoming.chat, incoming.person
