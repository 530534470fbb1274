"""Every message is counted once, under the heading of what it asked for."""

from typing import get_args

import pytest

from bot.domain import account, requests
from bot.domain.account import Heading
from bot.domain.requests import Action
from tests.builders import LIGHT, acted


def test_every_request_has_its_heading() -> None:
    assert set(account.HEADING) == set(get_args(requests.Request))


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ((LIGHT, requests.ShowHelp()), Heading.TICKET),
        ((requests.AskReporter(), LIGHT), Heading.QUESTION),
        ((requests.CallSecretary(),), Heading.COMMAND),
        ((), Heading.OTHER),
    ],
)
def test_the_first_request_carried_out_is_what_a_message_is_counted_as(
    asked: tuple[requests.Request, ...], heading: Heading
) -> None:
    assert account.heading(Action.ACT, acted(*asked)) is heading


def test_what_we_asked_back_or_left_alone_is_counted_as_that() -> None:
    assert account.heading(Action.ASK, acted(LIGHT)) is Heading.ASKED
    assert account.heading(Action.SILENT, acted(LIGHT)) is Heading.OTHER


def test_a_complaint_about_somebody_who_works_here_is_not_counted_as_a_ticket() -> None:
    complaint = requests.OpenTicket("小陈骂人", LIGHT.kind, "conduct", about=("chenjing",))
    assert account.heading(Action.ACT, acted(complaint)) is Heading.OTHER
