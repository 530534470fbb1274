"""Requests are called by words outside."""

import ast
from enum import StrEnum
from typing import get_type_hints

import pytest

from bot.domain import requests
from bot.handlers import HANDLERS, Handler
from tests.architecture import tree

#: Values that requests are made of, or that carry them.
NO_REQUESTS = {"MealSlots", "Pending", "Period", "Reading"}


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


def test_every_class_of_the_package_stands_at_its_door() -> None:
    classes = {
        node.name
        for module in tree.modules("bot/domain/requests")
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
    }
    enums = {name for name in classes if issubclass(getattr(requests, name), StrEnum)}
    assert classes <= set(requests.__all__)
    assert classes - enums - NO_REQUESTS == {kind.__name__ for kind in requests.Request.__args__}


@pytest.mark.parametrize(("kind", "handler"), HANDLERS.items(), ids=lambda value: value.__name__)
def test_a_handler_is_written_for_the_request_it_is_given(kind: type, handler: Handler) -> None:
    assert get_type_hints(handler)["request"] is kind
