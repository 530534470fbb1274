"""The same alarm at two processes on one database, at the same moment."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.clock import ManualClock
from bot.dispatch import Dispatcher
from bot.domain import requests
from bot.domain.alarms import Alarm, AlarmKind
from bot.domain.communities import Communities
from bot.domain.delivery import Route
from storage.engine import Database, open_store
from tests.builders import NINE, Weekdays, example

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def dispatcher(database: Database) -> Dispatcher:
    return Dispatcher(
        store=database.store,
        inbox=database.inbox,
        communities=Communities({example().code: example()}),
        clock=ManualClock(NINE),
        calendar=Weekdays(),
        routes=frozenset(Route),
        bot_name="连心",
        after_commit=lambda: None,
    )


async def test_an_alarm_that_comes_twice_at_once_is_one_ticket_and_one_answer(url: str) -> None:
    async with open_store(url) as one, open_store(url) as other:
        senders = [dispatcher(database) for database in (one, other)] * 4
        alarms = [requests.RaiseAlarm(Alarm(f"a{n}", f"d{n}", AlarmKind.SOS, f"3栋2单元{n}01", AT)) for n in (1, 2, 3)]
        replies = await asyncio.gather(*(each.carry_out(alarm, example().code) for alarm in alarms for each in senders))
        numbers = [reply.number for reply in replies if reply]
        assert sorted(numbers) == sorted([1, 2, 3] * len(senders))
        assert [len(set(numbers[at : at + len(senders)])) for at in range(0, len(numbers), len(senders))] == [1, 1, 1]
        async with one.store.work() as work:
            assert [len(await work.tickets.history(example().code, number)) for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
        assert sum(bool(reply and reply.posts) for reply in replies) == 3


@pytest.mark.parametrize("devices", [("d", "d", "d", "d"), ("d1", "d2", "d3", "d4")], ids=["one device", "one door"])
async def test_alarms_of_one_household_at_once_are_one_ticket_with_a_row_each(
    url: str, devices: tuple[str, ...]
) -> None:
    async with open_store(url) as one, open_store(url) as other:
        senders = [dispatcher(database) for database in (one, other)] * 2
        alarms = [
            requests.RaiseAlarm(Alarm(f"a{n}", device, AlarmKind.SOS, "3栋2单元501", AT))
            for n, device in enumerate(devices)
        ]
        pairs = zip(senders, alarms, strict=True)
        replies = await asyncio.gather(*(each.carry_out(alarm, example().code) for each, alarm in pairs))
        assert {reply.number for reply in replies if reply} == {1}
        async with one.store.work() as work:
            rows = await work.tickets.history(example().code, 1)
        assert sorted(row.reason for row in rows) == ["alarm:a0", "alarm:a1", "alarm:a2", "alarm:a3"]
