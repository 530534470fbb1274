"""In which chats a message of the same person is being handled at this moment."""

from dataclasses import dataclass

from bot.domain.messages import Channel, Incoming

_Name = tuple[Channel, str, str]


@dataclass(slots=True)
class _Talk:
    """`in_hand`: messages in progress, `handled` those that are being handled. `told`: one of them was answered."""

    in_hand: int = 0
    handled: int = 0
    told: bool = False


class Talks:
    """One per process. Whatever an earlier message of the same person and chat said has been committed once that
    message is no longer in progress."""

    def __init__(self) -> None:
        self._talks: dict[_Name, _Talk] = {}
        self._count = 0

    def __len__(self) -> int:
        """How many messages are in progress, whoever sent them."""
        return self._count

    def begin(self, incoming: Incoming) -> bool:
        """Counts the message as in progress; True if no other message of the same person and chat is."""
        talk = self._talks.setdefault(_name(incoming), _Talk())
        talk.in_hand += 1
        self._count += 1
        return talk.in_hand == 1

    def end(self, incoming: Incoming) -> None:
        """For each `begin` once."""
        name = _name(incoming)
        talk = self._talks[name]
        talk.in_hand -= 1
        self._count -= 1
        if not talk.in_hand:
            del self._talks[name]

    def handle(self, incoming: Incoming) -> None:
        """A message in progress is handled now."""
        self._talks[_name(incoming)].handled += 1

    def handled(self, incoming: Incoming, *, told: bool) -> None:
        """For each `handle` once; `told`: perhaps not in silence."""
        talk = self._talks[_name(incoming)]
        talk.handled -= 1
        talk.told |= told

    def calm(self, incoming: Incoming) -> bool:
        """Has everything of the same person and chat that went before, and was in progress together with this message,
        been met with silence? Then we have asked nothing in the meantime."""
        talk = self._talks[_name(incoming)]
        return not talk.handled and not talk.told


def _name(incoming: Incoming) -> _Name:
    return incoming.channel, incoming.chat, incoming.person
