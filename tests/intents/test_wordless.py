"""Messages without words: what is greeted, what is carried out, what is left alone."""

import pytest

from bot.domain import cards, requests
from bot.domain.cards import Press, Task
from bot.domain.messages import Channel, Event, Incoming, Media, MessageKind
from intents import wordless

TASK = Task("jinyuan", 12, 1)
NAME = cards.task_id(TASK, "c")


def event(happened: Event, chat: str = "") -> Incoming:
    return Incoming(Channel.APP, "chen", "m", MessageKind.EVENT, chat, event=happened)


@pytest.mark.parametrize("name", ["enter_chat", "enter_agent", "subscribe"])
def test_opening_the_chat_is_greeted(name: str) -> None:
    assert wordless.read_event(event(Event(name))).requests == (requests.Welcome(),)


def test_a_button_of_ours_is_carried_out() -> None:
    reading = wordless.read_event(event(Event("template_card_event", "accept", NAME, response_code="code")))
    assert reading.requests == (requests.PressCard(Press.ACCEPT, TASK, NAME, "code"),)
    assert "code" not in repr(reading)


@pytest.mark.parametrize(
    "happened",
    [
        Event("template_card_event", "accept", "somebody-elses"),
        Event("template_card_event", "explode", NAME),
        Event("template_card_menu_event", "accept", NAME),
        Event("feedback_event", "F"),
    ],
)
def test_any_other_event_is_left_alone(happened: Event) -> None:
    reading = wordless.read_event(event(happened))
    assert (reading.requests, reading.silence) == ((), "event")


def test_we_show_no_cards_in_groups_so_no_click_comes_from_one() -> None:
    assert wordless.read_event(event(Event("template_card_event", "accept", NAME), chat="wr1")).requests == ()


def test_a_photo_alone_belongs_to_what_was_reported_last() -> None:
    photo = Incoming(Channel.AIBOT, "wang", "m", MessageKind.IMAGE, media=(Media(MessageKind.IMAGE, "u"),))
    assert wordless.read_photo(photo).requests == (requests.AddToTicket(""),)
    nothing = Incoming(Channel.AIBOT, "wang", "m", MessageKind.TEXT, text=" ")
    assert wordless.read_photo(nothing).silence == "empty"
