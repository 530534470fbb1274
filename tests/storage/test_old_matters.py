"""What tells of persons goes by the clock; what is counted stays, and everything still verifies."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, select

from bot import ports
from bot.domain.cards import Card
from bot.domain.delivery import Route
from bot.domain.keeping import DEFAULT, GONE, Keep
from bot.domain.leaves import Leave
from bot.domain.messages import Media, MessageKind
from bot.domain.patrols import Patrol
from bot.domain.photos import Stage
from bot.domain.places import Place
from bot.domain.promises import Promise
from bot.domain.requests import Action, OpenTicket
from bot.domain.tickets import Kind, Move, State, Supporter
from storage import listing, persons, schema, verify
from storage.engine import Database
from storage.retention import AT_ONCE
from tests.contracts.values import DAY, HOME, NOW, SECOND, handled, incoming, order, post, put, reading, step, ticket
from tests.storage.retaining import delete_old

DOOR = Place("3栋2单元501", building="3", unit="2", room="501", landmark="门口", known=True)


async def expire(database: Database, age: timedelta, keep: Keep = DEFAULT) -> int:
    return await delete_old(database, NOW + age, keep)


async def rows(database: Database, table: Table) -> list[Any]:
    async with database.gate.reading() as connection:
        key = list(table.primary_key.columns)
        return list((await connection.execute(select(table).order_by(*key))).all())


async def said(database: Database, msgid: str, action: Action = Action.ACT, photo: bool = False) -> int:
    media = (Media(MessageKind.IMAGE, f"https://a/{msgid}"),) if photo else ()
    understood = reading(OpenTicket("阿姨家灯坏了", Kind.HAZARD, "lighting"), action=action)
    number = await handled(database, incoming("阿姨家灯坏了", msgid=msgid, media=media), understood, "#1 收到")
    await put(database, post(f"message:{number}:reply", body="#1 收到阿姨家"))
    for waiting in await database.shelf.waiting(NOW, 9):
        await database.shelf.keep(waiting.id, ports.Picture("image/png", b"\x89PNG"), NOW)
    return number


@pytest.fixture
async def closed(database: Database) -> Database:
    """A matter with a photo, two neighbours, a promise and a word of the worker, closed on the day it was opened."""
    number = await said(database, "m1", photo=True)
    async with database.store.work() as work:
        opened = ticket(await work.tickets.next_number(HOME), place=DOOR, chat="group1")
        await work.tickets.add(opened, step())
        await work.photos.attach(number, HOME, 1, Stage.BEFORE)
        for person in ("li", "zhao"):
            await work.tickets.support(Supporter(HOME, 1, person, "aibot", NOW, "group1"))
        await work.promises.make(Promise(HOME, 1, "li", NOW, NOW))
        over = replace(opened, state=State.CLOSED, closed_at=NOW, result="换了灯", rating="satisfied")
        await work.tickets.save(over, replace(step(move=Move.CONFIRM, target=State.CLOSED), source=State.ASSIGNED))
    card = Card("t1", "#1 路灯", "阿姨家")
    await put(database, post("ticket:1:assigned:0", mentions=("li",), fallback=("chen",), card=card))
    await put(database, post("told", route=Route.APP, target="wang", body="阿姨家的灯"))
    return database


async def test_photos_go_a_year_after_the_matter_ended(closed: Database) -> None:
    await expire(closed, 365 * DAY)
    [photo] = await rows(closed, schema.media)
    assert photo.content is not None
    await expire(closed, 365 * DAY + SECOND)
    [photo] = await rows(closed, schema.media)
    assert (photo.content, photo.url, photo.state, photo.ticket) == (None, "", "lost", 1)


async def test_photos_of_an_open_matter_stay(database: Database) -> None:
    number = await said(database, "m1", photo=True)
    async with database.store.work() as work:
        await work.tickets.add(ticket(await work.tickets.next_number(HOME)), step())
        await work.photos.attach(number, HOME, 1, Stage.BEFORE)
    await expire(database, 900 * DAY)
    [photo] = await rows(database, schema.media)
    assert photo.content is not None


async def test_photos_of_no_matter_go_with_the_raw_delivery_and_those_of_a_silent_line_with_its_words(
    database: Database,
) -> None:
    await said(database, "m1", photo=True)
    await said(database, "m2", Action.SILENT, photo=True)
    await expire(database, 8 * DAY)
    assert [one.state for one in await rows(database, schema.media)] == ["kept", "lost"]
    await expire(database, 31 * DAY)
    assert [one.content for one in await rows(database, schema.media)] == [None, None]


async def test_a_matter_stays_whole_for_three_years_after_its_end(closed: Database) -> None:
    await expire(closed, 3 * 365 * DAY)
    [kept] = await rows(closed, schema.tickets)
    assert (kept.text, kept.reporter, kept.wiped) == ("3栋的路灯不亮了", "wang", False)


async def test_then_persons_and_words_go_and_what_is_counted_stays(closed: Database) -> None:
    await expire(closed, 3 * 365 * DAY + SECOND)
    [kept] = await rows(closed, schema.tickets)
    assert (kept.text, kept.result, kept.reporter, kept.assignee, kept.chat) == ("", "", "", "", "")
    assert (kept.kind, kept.category, kept.state, kept.rating) == ("hazard", "lighting", "closed", "satisfied")
    assert (kept.number, kept.building, kept.created_at, kept.closed_at) == (1, "3", NOW, NOW)
    assert "501" not in kept.place
    history = await rows(closed, schema.steps)
    assert {(one.actor, one.reason, one.assignee, one.salt) for one in history} == {("", "", "", "")}
    joined = [one.person for one in await rows(closed, schema.supporters)]
    assert len(set(joined)) == 2
    assert all(one.startswith(GONE) for one in joined)
    assert [one.person for one in await rows(closed, schema.promises)] == [""]


async def test_nothing_of_anybody_is_left_then_and_all_still_verifies(closed: Database) -> None:
    await expire(closed, 3 * 365 * DAY + SECOND)
    left = "\n".join([str(row) for table in schema.metadata.sorted_tables for row in await rows(closed, table)])
    assert [word for word in ("wang", "zhao", "chen", "阿姨", "换了灯", "元501") if word in left] == []
    assert await verify.findings(closed.gate) == []
    assert [row async for row in persons.export(closed.gate, persons.Subject("wang"))] == []
    shown = [row async for row in listing.rows(closed.gate, "messages", listing.View(NOW.tzinfo, private=True))]  # type: ignore[arg-type]
    assert [(one["outcome"], one["text"]) for one in shown] == [("act", "")]


async def test_the_figures_of_a_closed_span_are_the_same_for_ever(closed: Database) -> None:
    async def figures() -> object:
        async with closed.store.work() as work:
            return await work.reports.figures(HOME, NOW - DAY, NOW + DAY, NOW + 2000 * DAY, "")

    before = await figures()
    await expire(closed, 2000 * DAY)
    assert await figures() == before


async def test_a_matter_that_never_ended_or_was_taken_up_again_keeps_its_words(closed: Database) -> None:
    async with closed.store.work() as work:
        await work.tickets.add(ticket(await work.tickets.next_number(HOME)), step(2))
        over = replace(ticket(state=State.CLOSED), closed_at=NOW)
        late = replace(step(move=Move.NOTE, target=State.CLOSED), at=NOW + 30 * DAY, source=State.CLOSED)
        await work.tickets.save(over, late)
    await expire(closed, (3 * 365 + 29) * DAY)
    assert [one.wiped for one in await rows(closed, schema.tickets)] == [False, False]
    await expire(closed, (3 * 365 + 31) * DAY)
    assert [one.wiped for one in await rows(closed, schema.tickets)] == [True, False]


async def test_meals_stay_counted_without_whoever_ate_them(database: Database) -> None:
    async with database.store.work() as work:
        for person in ("wang", "zhao"):
            await work.meals.add(order(person=person, for_whom="mother"))
    eaten = date(2026, 11, 24)
    await expire(database, datetime(2029, 11, 23, 8, tzinfo=NOW.tzinfo) - NOW)
    assert [one.person for one in await rows(database, schema.orders)] == ["wang", "zhao"]
    await expire(database, datetime(2029, 11, 24, 8, tzinfo=NOW.tzinfo) - NOW)
    kept = await rows(database, schema.orders)
    assert [(one.day, one.quantity, one.state, one.place, one.diet, one.dishes) for one in kept] == [
        (eaten, 2, "live", None, "[]", "[]")
    ] * 2
    assert {(one.person[:5], one.for_whom) for one in kept} == {(GONE, "")}
    assert await expire(database, 1200 * DAY) == 0


async def test_duties_of_past_years_are_forgotten_and_patrols_stay_counted(database: Database) -> None:
    async with database.store.work() as work:
        await work.leaves.note(Leave(HOME, "li", NOW.date(), NOW.date(), "chen", "li", NOW))
        await work.patrols.add(Patrol(HOME, "li", NOW, "g1", "3栋"))
        await work.people.meet(HOME, "wang", NOW)
        await work.people.guided_on(HOME, "wang", NOW.date())
    await expire(database, 1000 * DAY)
    assert len(await rows(database, schema.leaves)) == len(await rows(database, schema.people)) == 1
    assert await rows(database, schema.guided) == []
    await expire(database, 1100 * DAY)
    assert await rows(database, schema.leaves) == await rows(database, schema.people) == []
    assert [(one.person, one.grid) for one in await rows(database, schema.patrols)] == [("", "g1")]


async def test_who_looked_at_what_is_kept_six_months(database: Database) -> None:
    await persons.note(database.gate, "admin", "export", "wang", NOW)
    await expire(database, 184 * DAY)
    assert len(await rows(database, schema.audit)) == 1
    await expire(database, 184 * DAY + SECOND)
    assert await rows(database, schema.audit) == []


async def test_more_than_one_handful_goes_in_one_night(database: Database) -> None:
    async with database.store.work() as work:
        for number in range(AT_ONCE + 1):
            await work.meals.add(order(person=f"p{number}"))
    assert await expire(database, 2000 * DAY) == AT_ONCE + 1


async def test_every_span_can_be_set(closed: Database) -> None:
    await expire(closed, 31 * DAY, Keep(photos=30 * DAY))
    [photo] = await rows(closed, schema.media)
    assert photo.content is None
    await expire(closed, 31 * DAY, Keep(tickets=30 * DAY))
    [kept] = await rows(closed, schema.tickets)
    assert kept.wiped
