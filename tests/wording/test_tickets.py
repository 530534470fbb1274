"""What is said about tickets: the number first, and no more than the reader may see."""

from dataclasses import replace

import pytest

from bot.domain.photos import Album
from bot.domain.places import Place
from bot.domain.tickets import Kind, State, Ticket
from bot.domain.urgency import Urgency
from bot.wording import endings, results
from bot.wording import tickets as say
from bot.wording.tickets import Sight
from tests.builders import HOME, NINE

TICKET = Ticket(
    "c", 12, Kind.HAZARD, "lighting", Urgency.BLUE, State.ASSIGNED, "灯坏了", "wang", "aibot", NINE, place=HOME
)
PRIVATE = replace(TICKET, kind=Kind.DISPUTE, category="quarrel")


def everything(ticket: Ticket, sight: Sight) -> list[str]:
    return [
        say.opened(ticket, "照明", "网格员", 5, alone=False),
        say.assigned(ticket, "照明", "他说的话", Album(1), sight),
        say.reminder(ticket, "照明", "accept", 0, NINE, sight),
        say.reminder(ticket, "照明", "resolve", 2, NINE, sight),
        say.moved(ticket),
        say.progress(ticket, "照明", "…", sight),
        say.resolved(ticket, "照明", "已换灯泡", sight),
        endings.closed(ticket),
        endings.closed_so_so(ticket),
        endings.reopened(ticket),
        endings.confirmed_for_reporter(ticket, "照明", "书记", sight),
        endings.reopened_for_reporter(ticket, "照明", "书记", sight),
        say.reopened_for_staff(ticket, "照明", "他说的话", sight, "报告人"),
        endings.says_fixed(ticket),
        say.added(ticket),
        say.noted(ticket),
        say.over(ticket),
        say.addition(ticket, "他说的话", Album(1), sight),
        endings.withdrawn(ticket),
        endings.withdrawn_for_staff(ticket),
        say.status(ticket, "照明", NINE, "", sight, "他说的话"),
        results.needs_result(ticket.number),
        results.needs_date(ticket.number),
        results.needs_person(ticket.number),
        say.call_reporter(ticket, "待确认"),
    ]


@pytest.mark.parametrize("sight", Sight)
def test_everything_said_about_a_ticket_begins_with_its_number(sight: Sight) -> None:
    assert all(said.startswith("#12 ") for said in everything(TICKET, sight))


def test_residents_see_neither_the_room_nor_the_reporters_words() -> None:
    for said in everything(TICKET, Sight.RESIDENTS):
        assert "501" not in said
        assert "他说的话" not in said


def test_staff_see_the_room_and_the_words() -> None:
    call = say.assigned(TICKET, "照明", "他说的话", Album(2, 1), Sight.STAFF)
    assert "3栋2单元501 照明" in call
    assert "居民说：他说的话" in call
    assert "附照片：处理前2张、处理后1张" in call


@pytest.mark.parametrize("sight", [Sight.RESIDENTS, Sight.STAFF])
def test_a_private_matter_is_neutral_in_every_group(sight: Sight) -> None:
    for said in everything(PRIVATE, sight):
        assert "照明" not in said
        assert "纠纷" not in said
        assert "他说的话" not in said


def test_a_private_matter_is_told_in_full_to_one_person_alone() -> None:
    call = say.assigned(PRIVATE, "邻里纠纷", "他说的话", Album(), Sight.ALONE)
    assert "3栋2单元501 邻里纠纷" in call
    assert "他说的话" in call


def test_a_place_typed_by_a_person_has_no_powers() -> None:
    typed = replace(TICKET, place=Place("<@all>\n东门"))
    assert "<" not in say.subject(typed, "照明", Sight.STAFF)
    assert "\n" not in say.subject(typed, "照明", Sight.STAFF)


def test_a_result_that_may_not_be_shown_is_asked_for_privately() -> None:
    assert "12 到哪了" in say.resolved(TICKET, "照明", "", Sight.RESIDENTS)
    assert "12 到哪了" in endings.declined(12, "")


def test_one_to_one_nothing_says_to_quote_or_to_call_by_name() -> None:
    told = say.how_to_answer(TICKET, say.Sight.ALONE)
    assert "@" not in told
    assert "引用" not in told
    assert f"回“{TICKET.number} 接单”" in told
    assert "引用本条@我" in say.how_to_answer(TICKET, say.Sight.STAFF)
