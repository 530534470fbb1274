"""Requests are called by words outside."""

import pytest

from bot.domain import requests
from bot.handlers import HANDLERS


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        (requests.ShowMyTickets(), "show_my_tickets"),
        (requests.Guide(), "guide"),
        (requests.ShowTicket(1), "show_ticket"),
    ],
)
def test_a_request_is_named_in_lower_case_words(request_: requests.Request, name: str) -> None:
    assert requests.name_of(request_) == name


def test_every_request_has_its_handler() -> None:
    assert set(HANDLERS) == set(requests.Request.__args__)
