"""Who is being listened to: whether anything of the same person in the same chat is in hand."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from bot.domain.messages import Incoming


class Talks:
    """One a process. What came before in a talk that is not in hand has been handled, and committed."""

    def __init__(self) -> None:
        self._in_hand: Counter[tuple[str, str, str]] = Counter()

    @contextmanager
    def taking(self, incoming: Incoming) -> Iterator[bool]:
        """In hand while the block lasts; True when nothing else of its talk is."""
        alone = not self._in_hand[_talk(incoming)]
        self.begin(incoming)
        try:
            yield alone
        finally:
            self.end(incoming)

    def __len__(self) -> int:
        """How many messages are in hand, of everybody."""
        return self._in_hand.total()

    def begin(self, incoming: Incoming) -> None:
        self._in_hand[_talk(incoming)] += 1

    def end(self, incoming: Incoming) -> None:
        """For each `begin` once."""
        talk = _talk(incoming)
        self._in_hand[talk] -= 1
        if not self._in_hand[talk]:
            del self._in_hand[talk]


def _talk(incoming: Incoming) -> tuple[str, str, str]:
    return incoming.channel.value, incoming.chat, incoming.person
