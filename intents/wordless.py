"""What is meant by a message without words: a chat that was opened, a button that was pressed, a photo."""

from bot.domain import requests
from bot.domain.cards import Press, task_of
from bot.domain.messages import Event, Incoming, MessageKind
from bot.domain.requests import Action, Intent, Reading

#: What opens a 1:1 chat: aibot and app, Official Account.
_WELCOMES = frozenset({"enter_chat", "enter_agent", "subscribe"})
#: Somebody pressed a button on a card [DOC 90240, 101027].
_CLICK = "template_card_event"


def read_event(incoming: Incoming) -> Reading:
    """Opening the 1:1 chat is answered with a welcome, a button of ours is carried out; other events are ignored."""
    event = incoming.event
    if event is not None and event.type in _WELCOMES:
        return Reading(Intent.OTHER, Action.ACT, 1.0, requests=(requests.Welcome(),))
    pressed = _pressed(event) if event is not None and not incoming.in_group else None
    if pressed is not None:
        return Reading(Intent.OTHER, Action.ACT, 1.0, requests=(pressed,), why=(f"卡片按钮 {pressed.press}",))
    return Reading(Intent.OTHER, Action.SILENT, 1.0, silence="event")


def read_photo(incoming: Incoming, number: int | None = None) -> Reading:
    """A photo alone belongs to the ticket whose number it quotes, else to the one its sender reported last. A voice
    without words was not understood, and is no photo."""
    if incoming.kind is MessageKind.VOICE:
        return Reading(Intent.OTHER, Action.ASK, 1.0, requests=(requests.Explain("unheard"),))
    if not incoming.media:
        return Reading(Intent.OTHER, Action.SILENT, 1.0, silence="empty")
    said = incoming.text.strip()
    added = requests.AddToTicket(said, number, pictured=bool(said))
    return Reading(Intent.OTHER, Action.ACT, 1.0, requests=(added,))


def _pressed(event: Event) -> requests.PressCard | None:
    """Only what we drew counts: a key of ours on a card named by us."""
    task = task_of(event.task_id)
    if event.type != _CLICK or task is None or event.key not in set(Press):
        return None
    return requests.PressCard(Press(event.key), task, event.task_id, event.response_code)


#: So few words beside a photo only point at it.
_POINTING = 6


def pictured(reading: Reading, incoming: Incoming, number: int | None = None) -> Reading:
    """`reading`, or that of the photo alone where the words beside it tell us nothing: 这个坏了, 看看."""
    guided = bool(reading.requests) and all(isinstance(one, requests.Guide) for one in reading.requests)
    said_nothing = guided or (reading.silent and len(incoming.text) <= _POINTING)
    return read_photo(incoming, number) if incoming.media and said_nothing else reading
