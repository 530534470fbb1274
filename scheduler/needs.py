"""What the scheduler needs of the others beyond `bot.ports`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain import requests
from bot.domain.delivery import Post, Route, Verdict


class Dispatcher(Protocol):
    """Carries out one message or one request, each in a transaction of its own."""

    async def handle(self, message_id: int) -> object: ...

    async def run(self, request: requests.Request, community: str) -> bool:
        """True when something is said for it."""


@dataclass(frozen=True, slots=True)
class Robot:
    """The robot of a group. `identity` names its window and is no secret; `secret` is the webhook key."""

    identity: str
    secret: str = field(repr=False)
    per_minute: int = 20


#: The robot behind a chat id; None when no community gives one.
Resolve = Callable[[str], Robot | None]
#: Many ordinary posts as one text, which says how many they are.
Digest = Callable[[Sequence[Post]], str]
#: Told of each attempt's route and outcome, for the counters.
OnSend = Callable[[Route, Verdict], None]
#: Told where we stand ("claimed", "sent"), so that a test can end the process there.
Probe = Callable[[str], None]
