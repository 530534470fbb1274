"""Whose community a message is."""

from dataclasses import replace

from bot.domain import cards
from bot.domain.communities import Communities
from bot.domain.messages import Channel, Event, Incoming, MessageKind
from bot.domain.roster import Community
from tests.builders import CHEN, RESIDENTS, STAFF, WANG, example


def other() -> Community:
    return replace(example(), code="other", groups=(), people=())


def incoming(sender: str, chat: str = "") -> Incoming:
    return Incoming(Channel.AIBOT, sender, "m", MessageKind.TEXT, chat, "…")


def both() -> Communities:
    return Communities({"xingfuli": example(), "other": other()})


def test_a_message_in_a_group_belongs_to_the_community_of_the_group() -> None:
    assert both().locate(incoming("anybody", RESIDENTS)) == ("xingfuli", True)


def test_the_text_of_an_unlisted_group_may_not_be_kept() -> None:
    assert both().locate(incoming(WANG, "elsewhere")) == ("", False)


def test_in_a_private_chat_the_register_decides() -> None:
    assert both().locate(incoming(WANG)) == ("xingfuli", True)


def test_a_stranger_belongs_nowhere_unless_there_is_only_one_community() -> None:
    assert both().locate(incoming("stranger")) == ("", True)
    assert Communities({"xingfuli": example()}).locate(incoming("stranger")) == ("xingfuli", True)


def test_a_group_is_found_in_whichever_community_lists_it() -> None:
    found = both().group(STAFF)
    assert found is not None
    assert found.chat_id == STAFF
    assert both().group("elsewhere") is None


def test_a_card_says_whose_ticket_it_is_to_whoever_works_in_two_communities() -> None:
    both_list_her = Communities({"xingfuli": example(), "other": replace(other(), people=example().people)})
    name = cards.task_id(cards.Task("xingfuli", 1, 0), "cause")
    click = replace(incoming(CHEN), event=Event("template_card_event", "accept", name))
    assert both_list_her.locate(incoming(CHEN)) == ("other", True)
    assert both_list_her.locate(click) == ("xingfuli", True)
    assert both().locate(replace(click, sender="stranger")) == ("", True)
