"""A fake takes what its port takes and offers nothing besides: the type checker does not look at fakes."""

import inspect
from typing import Any, get_type_hints

import pytest

from bot import ports
from tests.fakes.store import FakeStore

OF_WORK = get_type_hints(ports.Work)
OF_STORE = {"inbox": ports.Inbox, "queue": ports.Queue, "shelf": ports.Shelf, "agenda": ports.Agenda}


def methods(kind: type) -> dict[str, list[tuple[str, Any, Any]]]:
    """The public methods by name, each as its parameters: name, kind, default."""
    return {
        name: [(one.name, one.kind, one.default) for one in inspect.signature(method).parameters.values()]
        for name, method in inspect.getmembers(kind, inspect.isfunction)
        if not name.startswith("_")
    }


@pytest.mark.parametrize("part", OF_WORK)
async def test_each_part_of_a_transaction_is_faked_as_its_port_declares_it(part: str) -> None:
    async with FakeStore().work() as work:
        assert methods(type(getattr(work, part))) == methods(OF_WORK[part])


@pytest.mark.parametrize("part", OF_STORE)
def test_each_part_of_the_store_is_faked_as_its_port_declares_it(part: str) -> None:
    assert methods(type(getattr(FakeStore(), part))) == methods(OF_STORE[part])
