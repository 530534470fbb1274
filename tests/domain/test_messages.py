"""What a message means, told by a hash that forgets all that changes from one delivery to the next."""

from dataclasses import replace

import pytest

from bot.domain.messages import Channel, Event, Incoming, Media, MessageKind, Quote

PLAIN = Incoming(
    Channel.AIBOT, "wang", "m1", MessageKind.TEXT, "g", "灯坏了", Quote("#1 …"), (Media(MessageKind.IMAGE, "u"),)
)


@pytest.mark.parametrize(
    "same",
    [
        replace(PLAIN, response_url="https://other"),
        replace(PLAIN, media=(Media(MessageKind.IMAGE, "another url"),)),
    ],
)
def test_what_a_retry_changes_does_not_change_the_meaning(same: Incoming) -> None:
    assert same.content_hash() == PLAIN.content_hash()


@pytest.mark.parametrize(
    "another",
    [
        replace(PLAIN, text="灯又坏了"),
        replace(PLAIN, quote=Quote("#2 …")),
        replace(PLAIN, quote=None),
        replace(PLAIN, media=()),
        replace(PLAIN, kind=MessageKind.MIXED),
        replace(PLAIN, event=Event("enter_chat")),
        replace(PLAIN, event=Event("enter_chat", selected=(("a", ("1",)),))),
    ],
)
def test_what_was_said_changes_the_meaning(another: Incoming) -> None:
    assert another.content_hash() != PLAIN.content_hash()


def test_a_click_is_the_same_whatever_code_comes_with_it_and_another_on_another_card() -> None:
    click = replace(PLAIN, event=Event("template_card_event", "accept", "t-1", response_code="a"))
    again = replace(click, event=Event("template_card_event", "accept", "t-1", response_code="b"))
    assert again.content_hash() == click.content_hash()
    other = replace(click, event=Event("template_card_event", "accept", "t-2", response_code="a"))
    assert other.content_hash() != click.content_hash()


def test_the_same_openid_and_userid_are_two_people() -> None:
    assert replace(PLAIN, channel=Channel.OA).person == "oa:wang"
    assert replace(PLAIN, channel=Channel.APP).person == "wang"
