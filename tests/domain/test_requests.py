"""Requests are called by words outside."""

from typing import get_type_hints

import pytest

from bot.domain import requests
from bot.handlers import HANDLERS, Handler


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


@pytest.mark.parametrize(("kind", "handler"), HANDLERS.items(), ids=lambda value: value.__name__)
def test_a_handler_is_written_for_the_request_it_is_given(kind: type, handler: Handler) -> None:
    assert get_type_hints(handler)["request"] is kind
