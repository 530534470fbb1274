"""What is kept of a person can be given out, and can be forgotten; what must stay stays, and still verifies."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from bot.domain import points
from bot.domain.cards import Card
from bot.domain.corrections import Correction
from bot.domain.delivery import Outcome, Route, Verdict
from bot.domain.leaves import Leave
from bot.domain.mentions import Mention
from bot.domain.messages import Quote
from bot.domain.patrols import Patrol, Tally
from bot.domain.promises import Promise
from bot.domain.requests import Correct, OpenTicket
from bot.domain.tickets import Kind, Move, State
from bot.ports import Accepted
from storage import dump, persons, verify
from storage.engine import Database, open_store
from storage.schema import entries, metadata
from tests.contracts.values import (
    HOME,
    MINUTE,
    NOW,
    delivery,
    handled,
    incoming,
    order,
    post,
    put,
    reading,
    reminder,
    step,
    ticket,
)

#: "栋501" and not the bare number, which a random salt may hold by chance.
SECRETS = ("wang", "阿姨家", "栋501", "不亮了", "少盐")


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with open_store(url) as opened:
        await fill(opened)
        yield opened


async def fill(database: Database) -> None:
    understood = reading(OpenTicket("阿姨家灯坏了", Kind.HAZARD, "lighting"))
    number = await handled(database, incoming("阿姨家灯坏了", msgid="wang:1:enter"), understood, "#1 收到了阿姨家")
    async with database.store.work() as work:
        await work.people.meet(HOME, "wang", NOW)
        opened = ticket(await work.tickets.next_number(HOME))
        await work.tickets.add(opened, step())
        said = step(move=Move.ADD)
        await work.tickets.save(opened, replace(said, by="wang", source=opened.state, reason="阿姨家的"))
        asked = reminder(ticket=0, step="question", occurrence="1|group1|wang", person="wang")
        await work.reminders.plan([reminder(), asked])
        await work.meals.add(order())
        await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW, "报告隐患"))
        await work.corrections.note(Correction(HOME, NOW, "chen", "阿姨家灯坏了", "hazard", "wish", ticket=1))
        unfiled = Correction(HOME, NOW, "chen", "阿姨家的灯老样子", "other", "hazard", message=number)
        await work.corrections.note(unfiled)
    told = post("c1", route=Route.APP, target="wang", body="阿姨家的灯")
    await put(database, told, post("c2", mentions=("wang", "li"), fallback=("wang",)))


async def everything(database: Database) -> str:
    async with database.gate.reading() as connection:
        rows = [str(row) async for row in dump._all_rows(connection)]
    return "\n".join(rows)


async def test_all_that_is_kept_is_given_out(database: Database) -> None:
    rows = [row async for row in persons.export(database.gate, persons.Subject("wang"))]
    assert {row["table"] for row in rows} == {
        "people", "inbox", "tickets", "steps", "orders", "reminders", "outbox", "entries"
    }  # fmt: skip
    assert "阿姨家灯坏了" in json.dumps(rows, ensure_ascii=False, default=str)


async def test_of_staff_their_leaves_promises_and_patrols_are_given_out_too(database: Database) -> None:
    async with database.store.work() as work:
        await work.leaves.note(Leave(HOME, "chen", date(2026, 11, 24), date(2026, 11, 24), "", "chen", NOW))
        await work.promises.make(Promise(HOME, 1, "chen", NOW, NOW))
        await work.patrols.add(Patrol(HOME, "chen", NOW))
    rows = [row async for row in persons.export(database.gate, persons.Subject("chen"))]
    assert {row["table"] for row in rows} >= {"leaves", "promises", "patrols"}


async def staffed(database: Database) -> None:
    """What chen has been called to, promised, stood in for and corrected; chen's own leave; one ticket still to do."""
    async with database.store.work() as work:
        done = replace(ticket(2), assignee="chen", covers_for="liu", state=State.CLOSED, closed_at=NOW)
        assert [await work.tickets.next_number(HOME) for _ in range(2)] == [2, 3]
        await work.tickets.add(done, replace(step(2), target=State.CLOSED, by="bot", reason="chen"))
        await work.tickets.save(done, replace(step(2, move=Move.ADD), target=State.CLOSED, by="wang", reason="好了"))
        theirs = replace(ticket(3), assignee="chen")
        await work.tickets.add(theirs, step(3))
        covered = replace(theirs, assignee="liu", covers_for="chen")
        handed = replace(step(3, move=Move.HAND_OVER), by="bot", source=theirs.state, reason="陈静请假，刘敏代办")
        await work.tickets.save(covered, handed)
        back = replace(step(3, move=Move.HAND_OVER), by="bot", source=theirs.state, reason="陈静回来了")
        await work.tickets.save(theirs, back)
        await work.promises.make(Promise(HOME, 2, "chen", NOW, NOW))
        await work.patrols.add(Patrol(HOME, "chen", NOW, findings=1))
        await work.leaves.note(Leave(HOME, "chen", NOW.date(), NOW.date(), "liu", "chen", NOW))
        await work.leaves.note(Leave(HOME, "liu", NOW.date(), NOW.date(), "chen", "chen", NOW))
        await work.mentions.book(Mention(HOME, "chen", NOW, "c7", "group1", "叫您"), 9)


async def test_of_staff_it_is_given_out_where_others_matters_name_them_and_not_what_they_tell(
    database: Database,
) -> None:
    await staffed(database)
    rows = [row async for row in persons.export(database.gate, persons.Subject("chen"))]
    assert {"table": "tickets", "community": HOME, "number": 3, "assignee": "chen"} in rows
    assert [row["stand_in"] for row in rows if row["table"] == "leaves" and "stand_in" in row] == ["liu", "chen"]
    assert "不亮了" not in json.dumps([row for row in rows if row["table"] == "tickets"], ensure_ascii=False)


async def test_of_staff_who_are_forgotten_no_account_is_left_and_what_counts_by_person_still_does(
    database: Database,
) -> None:
    await staffed(database)
    chen = persons.Subject("chen")
    assert await persons.in_hand(database.gate, chen) == [(HOME, 3)]
    gone = await persons.erase(database.gate, chen, by="admin", now=NOW)
    kept = await everything(database)
    assert "chen" not in kept
    assert "陈静" not in kept
    assert await verify.findings(database.gate) == []
    async with database.store.work() as work:
        done, open_one = await work.tickets.get(HOME, 2), await work.tickets.get(HOME, 3)
        assert done is not None
        assert open_one is not None
        assert (done.assignee, done.covers_for, done.text, open_one.assignee) == (gone, "liu", "3栋的路灯不亮了", "")
        assert await work.patrols.by_person(HOME, NOW, NOW + MINUTE) == [(gone, Tally(1, 1))]
        assert [one.person for one in await work.promises.open(HOME)] == []
        last = (await work.tickets.history(HOME, 2))[-1]
        assert (last.by, last.reason) == ("wang", "好了")
        assert [one.stand_in for one in await work.leaves.of(HOME, "liu", NOW.date())] == [""]


async def test_of_somebody_else_nothing_is_given_out(database: Database) -> None:
    assert [row async for row in persons.export(database.gate, persons.Subject("oa:wang"))] == []


async def test_of_a_complaint_about_somebody_only_its_number_is_given_out_and_they_can_be_forgotten(
    database: Database,
) -> None:
    async with database.store.work() as work:
        await work.tickets.add(replace(ticket(2), text="投诉小陈", about=("chen", "li")), step(2))
    rows = [row async for row in persons.export(database.gate, persons.Subject("chen"))]
    assert {"table": "tickets", "community": HOME, "number": 2, "about": "chen"} in rows
    assert "投诉小陈" not in json.dumps(rows, ensure_ascii=False, default=str)
    await persons.erase(database.gate, persons.Subject("chen"), by="admin", now=NOW)
    async with database.store.work() as work:
        found = await work.tickets.get(HOME, 2)
    assert found is not None
    assert found.about == ("li",)


async def test_nothing_is_left_of_somebody_who_is_forgotten_and_all_still_verifies(database: Database) -> None:
    gone = await persons.erase(database.gate, persons.Subject("wang"), by="admin", now=NOW)
    left = await everything(database)
    assert [word for word in SECRETS if word in left] == []
    assert f"held:{gone}" in left
    assert await verify.findings(database.gate) == []


@pytest.mark.parametrize(
    ("quoted", "left"),
    [
        ("阿姨家灯坏了", False),
        ("王阿姨：阿姨家灯坏了", False),
        ("嗯", False),
        ("嗯，灯坏了", True),
        ("东门的灯坏了", True),
    ],
)
async def test_what_others_quoted_of_them_is_forgotten_too(database: Database, quoted: str, left: bool) -> None:
    await database.inbox.accept(delivery(incoming("嗯", msgid="m8")))
    quoting = replace(incoming("这条是隐患", msgid="m9"), sender="chen", quote=Quote(quoted))
    await handled(database, quoting, reading(Correct(quoted=quoted)), "好的")
    await persons.erase(database.gate, persons.Subject("wang"), by="admin", now=NOW)
    everybody = await everything(database)
    assert (quoted in everybody) is left
    assert "这条是隐患" in everybody


async def test_of_somebody_whose_name_is_nearly_theirs_nothing_is_forgotten(database: Database) -> None:
    """A "_" of a userid stands for itself."""
    for person in ("wang_li", "wangXli"):
        await planned(database, f"7|group1|{person}", person)
        await planned(database, f"{person}|2026-11-23T11:00:00+08:00", person)
    await persons.erase(database.gate, persons.Subject("wang_li"), by="admin", now=NOW)
    left = [one.person for one in await database.agenda.due(NOW, 100) if one.ticket == 0 and one.person != "wang"]
    assert left == ["wangXli", "wangXli"]


async def planned(database: Database, occurrence: str, person: str) -> None:
    async with database.store.work() as work:
        await work.reminders.plan([reminder(ticket=0, step="question", occurrence=occurrence, person=person)])


async def test_meals_that_were_eaten_stay_counted_and_those_to_come_are_cancelled(database: Database) -> None:
    async with database.store.work() as work:
        for day, for_whom in ((20, ""), (20, "妈"), (25, "")):
            await work.meals.add(order(day=date(2026, 11, day), for_whom=for_whom))
    await persons.erase(database.gate, persons.Subject("wang"), by="admin", now=NOW)
    async with database.store.work() as work:
        assert list(await work.meals.tally(HOME, date(2026, 11, 1), date(2026, 11, 30))) == [("lunch", 4)]


async def test_the_cards_about_their_ticket_are_emptied_like_the_words(database: Database) -> None:
    shown = Card("t-1", "#1 照明", text="居民说：阿姨家灯不亮了")
    await put(database, post("ticket:1:assigned:0:li", route=Route.APP, target="li", card=shown, tickets=(1,)))
    [claimed] = await database.queue.claim("app", "li", NOW, limit=9, span=MINUTE)
    await database.queue.record(claimed, Outcome(Verdict.SENT), NOW, retry_at=None)
    assert "灯不亮了" in await everything(database)
    await persons.erase(database.gate, persons.Subject("wang"), by="admin", now=NOW)
    assert "灯不亮了" not in await everything(database)


async def test_the_same_delivery_does_not_bring_them_back(database: Database) -> None:
    await persons.erase(database.gate, persons.Subject("wang"), by="admin", now=NOW)
    again = await database.inbox.accept(delivery(incoming("阿姨家灯坏了", msgid="wang:1:enter"), nonce="later"))
    assert isinstance(again, Accepted)
    assert again.known


@pytest.mark.parametrize(
    "change", [{"amount": 500}, {"account": "person:li"}, {"account": "person:gone-1"}, {"community": "x"}]
)
async def test_nothing_else_of_the_ledger_can_be_rewritten(database: Database, change: dict[str, Any]) -> None:
    held = entries.c.account == "held:wang"
    with pytest.raises(DBAPIError):
        async with database.gate.writing() as connection:
            await connection.execute(update(entries).where(held).values(change))


def test_every_table_that_names_a_person_is_thought_of() -> None:
    """A new table with a person in it must be added to the export, or here with its reason."""
    staff_only = {"leaves", "promises", "mentions"}
    opened = {"phones"}  # sealed, and given out opened like the register
    naming = {name for name, table in metadata.tables.items() if {"person", "reporter", "sender"} & set(table.c.keys())}
    assert naming - staff_only - opened - {"guided"} <= {table.name for table in persons.EXPORTED}
