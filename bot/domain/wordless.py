"""What is meant by a message without words: a chat that was opened, a button that was pressed, a photo."""

from bot.domain import requests
from bot.domain.cards import Press, task_of
from bot.domain.messages import Event, Incoming
from bot.domain.requests import Action, Intent, Reading

#: What opens a 1:1 chat: aibot and app, Official Account.
_WELCOMES = frozenset({"enter_chat", "enter_agent", "subscribe"})
#: Somebody pressed a button on a card [DOC 90240, 101027].
_CLICK = "template_card_event"


def read_event(incoming: Incoming) -> Reading:
    """Opening the 1:1 chat is greeted, a button of ours is carried out; anything else is none of our business."""
    event = incoming.event
    if event is not None and event.type in _WELCOMES:
        return Reading(Intent.OTHER, Action.ACT, 1.0, requests=(requests.Welcome(),))
    pressed = _pressed(event) if event is not None and not incoming.in_group else None
    if pressed is not None:
        return Reading(Intent.OTHER, Action.ACT, 1.0, requests=(pressed,), why=(f"卡片按钮 {pressed.press}",))
    return Reading(Intent.OTHER, Action.SILENT, 1.0, silence="event")


def read_photo(incoming: Incoming, number: int | None = None) -> Reading:
    """A photo alone belongs to what it quotes, by its number, else to what its sender reported last."""
    if not incoming.media:
        return Reading(Intent.OTHER, Action.SILENT, 1.0, silence="empty")
    return Reading(Intent.OTHER, Action.ACT, 1.0, requests=(requests.AddToTicket("", number),))


def _pressed(event: Event) -> requests.PressCard | None:
    """Only what we drew counts: a key of ours on a card with a name of ours."""
    task = task_of(event.task_id)
    if event.type != _CLICK or task is None or event.key not in set(Press):
        return None
    return requests.PressCard(Press(event.key), task, event.task_id, event.response_code)
