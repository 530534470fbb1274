"""What every store promises about tickets, reminders, meals, people, questions and photos."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot import ports
from bot.domain.meals import OrderState
from bot.domain.messages import Media, MessageKind
from bot.domain.photos import Album, Stage
from bot.domain.places import Place
from bot.domain.requests import Clarify, OpenTicket, Request, ShowMyPoints, ShowMyTickets
from bot.domain.tickets import Kind, Move, State, Supporter
from tests.contracts import values
from tests.contracts.values import (
    DAY,
    HOME,
    MINUTE,
    NOW,
    delivery,
    incoming,
    order,
    reminder,
    step,
    ticket,
)


async def add(database: Any, *tickets: Any) -> None:
    async with database.store.work() as work:
        for one in tickets:
            await work.tickets.add(one, step(one.number))


async def test_a_ticket_that_was_filed_as_private_stays_so(database: Any) -> None:
    await add(database, ticket(1, confidential=True), ticket(2))
    async with database.store.work() as work:
        found = [await work.tickets.get(HOME, number) for number in (1, 2)]
    assert [one.confidential for one in found] == [True, False]
    assert [one.private for one in found] == [True, False]


async def test_whom_it_complains_of_is_kept_with_it(database: Any) -> None:
    await add(database, ticket(1, about=("chen", "li")), ticket(2))
    async with database.store.work() as work:
        found = [await work.tickets.get(HOME, number) for number in (1, 2)]
    assert [one.about for one in found] == [("chen", "li"), ()]


async def test_numbers_run_on_for_each_community_by_itself(database: Any) -> None:
    async with database.store.work() as work:
        await work.tickets.take_turn(HOME)
        assert [await work.tickets.next_number(HOME) for _ in range(2)] == [1, 2]
        await work.tickets.take_turn(HOME)
        assert await work.tickets.next_number("other") == 1


@pytest.mark.parametrize("number", [0, 2**31 - 1, 2**31, 10**20])
async def test_of_a_number_that_was_never_given_there_is_no_ticket(database: Any, number: int) -> None:
    async with database.store.work() as work:
        assert await work.tickets.get(HOME, number) is None
        assert await work.tickets.hold(HOME, number) is None
        assert await work.tickets.several(HOME, [number]) == {}


async def test_a_number_given_in_a_failed_transaction_is_given_again(database: Any) -> None:
    async def fail() -> None:
        async with database.store.work() as work:
            await work.tickets.next_number(HOME)
            raise KeyError

    with pytest.raises(KeyError):
        await fail()
    async with database.store.work() as work:
        assert await work.tickets.next_number(HOME) == 1


async def test_a_ticket_comes_back_as_it_was(database: Any) -> None:
    one = ticket(accept_due=NOW + MINUTE, resolve_due=NOW + DAY, round=2, grid="g1")
    await add(database, one)
    async with database.store.work() as work:
        assert await work.tickets.get(HOME, 1) == await work.tickets.hold(HOME, 1) == one
        assert await work.tickets.get("other", 1) is None


async def test_saving_adds_to_the_history_and_changes_none_of_it(database: Any) -> None:
    await add(database, ticket())
    later = replace(step(move=Move.ACCEPT, target=State.ACCEPTED), source=State.ASSIGNED, by="li")
    async with database.store.work() as work:
        await work.tickets.save(replace(ticket(), state=State.ACCEPTED), later)
        await work.tickets.save(replace(ticket(), state=State.ACCEPTED, text="more"))
    async with database.store.work() as work:
        assert list(await work.tickets.history(HOME, 1)) == [step(), later]
        assert (await work.tickets.get(HOME, 1)).text == "more"


async def test_what_is_said_after_the_report_is_told_of_the_tickets_asked_for(database: Any) -> None:
    await add(database, ticket(1), ticket(2), ticket(3))
    said = [
        (1, Move.ADD, "还有一盏"),
        (2, Move.REOPEN, "还是黑的"),
        (1, Move.NOTE, "内部"),
        (1, Move.ADD, ""),
        (3, Move.ADD, "别的"),
    ]
    async with database.store.work() as work:
        for number, move, words in said:
            later = replace(step(number), source=State.ASSIGNED, move=move, reason=words)
            await work.tickets.save(ticket(number), later)
        assert list(await work.tickets.said_later(HOME, (1, 2))) == [(1, "还有一盏"), (2, "还是黑的")]
        assert list(await work.tickets.said_later("other", (1, 2))) == []
        assert list(await work.tickets.said_later(HOME, ())) == []


async def test_a_reporters_open_tickets_come_newest_first(database: Any) -> None:
    ended = ticket(2, state=State.CLOSED, closed_at=NOW), ticket(3, state=State.WITHDRAWN)
    await add(database, ticket(1), *ended, ticket(4), ticket(5, reporter="somebody else"))
    async with database.store.work() as work:
        assert [one.number for one in await work.tickets.open_of_reporter(HOME, "wang")] == [4, 1]


async def test_of_what_a_reporter_had_done_since_then_the_last_closed_comes_first(database: Any) -> None:
    closed = [ticket(day, state=State.CLOSED, closed_at=NOW - day * DAY) for day in (1, 2, 3)]
    others = replace(closed[0], number=4, reporter="somebody else"), ticket(5), ticket(6, state=State.WITHDRAWN)
    await add(database, *closed, *others)
    async with database.store.work() as work:
        mine = await work.tickets.closed_of_reporter(HOME, "wang", NOW - 2 * DAY)
        assert [one.number for one in mine] == [1, 2]


async def test_an_assignees_open_tickets_come_newest_first(database: Any) -> None:
    await add(database, ticket(1), ticket(2, state=State.CLOSED), ticket(3), ticket(4, assignee="zhang"))
    async with database.store.work() as work:
        assert [one.number for one in await work.tickets.open_of_assignee(HOME, "li")] == [3, 1]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, True),
        ({"created_at": NOW - 9 * DAY}, True),
        ({"state": State.CLOSED, "closed_at": NOW}, True),
        ({"state": State.CLOSED, "closed_at": NOW - DAY}, False),
        ({"state": State.DECLINED, "closed_at": NOW}, False),
        ({"category": "lift"}, False),
        ({"place": Place("4栋", building="4")}, False),
        ({"place": None}, False),
    ],
)
async def test_what_is_open_or_was_closed_lately_on_the_same_object_at_the_same_place_is_found(
    database: Any, change: dict[str, Any], found: bool
) -> None:
    await add(database, ticket(**change))
    async with database.store.work() as work:
        assert bool(await work.tickets.at_places(HOME, ["lighting"], ["3"], NOW - MINUTE)) is found


async def test_what_is_at_any_of_the_places_comes_newest_first(database: Any) -> None:
    elsewhere = ticket(3, place=Place("4栋", building="4")), ticket(4, place=Place("5栋", building="5"))
    await add(database, ticket(1), ticket(2, category="lift"), *elsewhere, ticket(5, category="road"))
    async with database.store.work() as work:
        found = await work.tickets.at_places(HOME, ["lighting", "lift"], ["4", "3"], NOW)
        assert [one.number for one in found] == [3, 2, 1]


async def test_several_are_found_by_their_numbers(database: Any) -> None:
    await add(database, ticket(1), ticket(2), ticket(3))
    async with database.store.work() as work:
        assert await work.tickets.several(HOME, [3, 1, 9]) == {1: ticket(1), 3: ticket(3)}
        assert await work.tickets.several(HOME, []) == {}


async def test_what_is_open_or_was_done_since_then_comes_newest_first(database: Any) -> None:
    closed, gone = (
        ticket(number, state=state, closed_at=NOW) for number, state in ((2, State.CLOSED), (3, State.WITHDRAWN))
    )
    await add(database, ticket(1), closed, gone, ticket(4))
    async with database.store.work() as work:
        assert [one.number for one in await work.tickets.current(HOME, NOW)] == [4, 2, 1]
        assert [one.number for one in await work.tickets.current(HOME, NOW + MINUTE)] == [4, 1]
        assert list(await work.tickets.current("elsewhere", NOW)) == []


async def test_a_neighbour_supports_a_ticket_once(database: Any) -> None:
    await add(database, ticket(1), ticket(2))
    wang, zhao = (Supporter(HOME, 1, person, "aibot", NOW, "group1") for person in ("wang", "zhao"))
    async with database.store.work() as work:
        assert await work.tickets.support(zhao)
        assert await work.tickets.support(wang)
        assert not await work.tickets.support(replace(wang, chat=""))
    async with database.store.work() as work:
        assert list(await work.tickets.supporters(HOME, 1)) == [zhao, wang]
        assert list(await work.tickets.supporters(HOME, 2)) == []


async def test_who_no_longer_waits_for_a_ticket_still_waits_for_others_and_may_come_back(database: Any) -> None:
    await add(database, ticket(1), ticket(2))
    first, other = (Supporter(HOME, number, "zhao", "aibot", NOW, "group1") for number in (1, 2))
    wang = replace(first, person="wang")
    async with database.store.work() as work:
        for one in (first, other, wang):
            await work.tickets.support(one)
        await work.tickets.unsupport(first)
        await work.tickets.unsupport(first)
    async with database.store.work() as work:
        assert list(await work.tickets.supporters(HOME, 1)) == [wang]
        assert list(await work.tickets.supporters(HOME, 2)) == [other]
        assert await work.tickets.support(first)


async def test_what_somebody_joined_is_found_while_it_is_open_and_anothers(database: Any) -> None:
    await add(database, ticket(1), ticket(2), ticket(3, state=State.CLOSED, closed_at=NOW), ticket(4, reporter="zhao"))
    async with database.store.work() as work:
        for number in (1, 2, 3, 4):
            await work.tickets.support(Supporter(HOME, number, "zhao", "aibot", NOW, "group1"))
    async with database.store.work() as work:
        assert [one.number for one in await work.tickets.supported_by(HOME, "zhao")] == [2, 1]
        assert list(await work.tickets.supported_by(HOME, "wang")) == []
        assert list(await work.tickets.supported_by("other", "zhao")) == []


async def test_a_reminder_is_sent_once(database: Any) -> None:
    async with database.store.work() as work:
        await work.reminders.plan([reminder()])
        await work.reminders.plan([reminder(due_at=NOW + DAY)])
    async with database.store.work() as work:
        assert await work.reminders.take(reminder(), NOW)
        assert not await work.reminders.take(reminder(), NOW)
    assert await database.agenda.due(NOW + DAY, 10) == []


async def test_a_reminder_is_moved_as_long_as_it_waits(database: Any) -> None:
    sent, unknown = reminder(step="resolve"), reminder(step="answer")
    async with database.store.work() as work:
        await work.reminders.plan([reminder(), sent])
        assert await work.reminders.take(sent, NOW)
        await work.reminders.move([replace(one, due_at=NOW + DAY) for one in (reminder(), sent, unknown)])
    assert [(one.step, one.due_at) for one in await database.agenda.due(NOW + DAY, 10)] == [("accept", NOW + DAY)]


async def test_a_reminder_that_was_never_planned_is_not_sent(database: Any) -> None:
    async with database.store.work() as work:
        assert not await work.reminders.take(reminder(), NOW)


async def test_a_cancelled_reminder_is_never_sent(database: Any) -> None:
    kept = reminder(step="resolve", occurrence="1")
    async with database.store.work() as work:
        await work.reminders.plan([reminder(), kept, reminder(step="resolve"), reminder(ticket=2)])
        await work.reminders.cancel(HOME, 1, keep=("resolve",), occurrence="1")
        assert not await work.reminders.take(reminder(), NOW)
    left = [(one.ticket, one.step, one.occurrence) for one in await database.agenda.due(NOW, 10)]
    assert left == [(1, "resolve", "1"), (2, "accept", "0")]


async def test_portions_are_added_up_by_meal_without_those_that_were_cancelled(database: Any) -> None:
    async with database.store.work() as work:
        for day, service in ((24, "lunch"), (25, "lunch"), (25, "dinner"), (27, "lunch")):
            await work.meals.add(order(day=date(2026, 11, day), service=service))
        gone = await work.meals.add(order(day=date(2026, 11, 24), person="qian"))
        await work.meals.save(replace(gone, state=OrderState.CANCELLED))
        span = date(2026, 11, 24), date(2026, 11, 26)
        assert list(await work.meals.tally(HOME, *span)) == [("dinner", 2), ("lunch", 4)]
        assert list(await work.meals.tally("elsewhere", *span)) == []


async def test_a_meal_that_is_not_cooked_is_closed_once_until_it_is_opened_again(database: Any) -> None:
    day = date(2026, 11, 24)
    async with database.store.work() as work:
        assert [await work.meals.close(HOME, "lunch", day) for _ in range(2)] == [True, False]
        await work.meals.close("elsewhere", "dinner", day)
    async with database.store.work() as work:
        assert await work.meals.closed(HOME, day) == {"lunch"}
        assert await work.meals.closed(HOME, date(2026, 11, 25)) == frozenset()
        assert [await work.meals.reopen(HOME, "lunch", day) for _ in range(2)] == [True, False]
        assert await work.meals.closed(HOME, day) == frozenset()


async def test_the_agenda_tells_what_is_due_in_order(database: Any) -> None:
    async with database.store.work() as work:
        await work.reminders.plan([reminder(2, due_at=NOW + MINUTE), reminder(0), reminder(1, due_at=NOW - MINUTE)])
    assert [one.level for one in await database.agenda.due(NOW, 10)] == [1, 0]
    assert [one.level for one in await database.agenda.due(NOW, 1)] == [1]
    assert await database.agenda.next_due() == NOW - MINUTE
    assert await database.agenda.next_due(NOW) == NOW + MINUTE


async def test_an_order_comes_back_with_its_id(database: Any) -> None:
    async with database.store.work() as work:
        added = await work.meals.add(order())
        assert list(await work.meals.live_of(HOME, "wang", date(2026, 11, 24))) == [added]
        assert list(await work.meals.live_of(HOME, "wang", date(2026, 11, 25))) == []
    assert replace(added, id=None) == order()


async def test_a_cancelled_order_leaves_the_roll_and_makes_room(database: Any) -> None:
    async with database.store.work() as work:
        first = await work.meals.add(order())
        other = await work.meals.add(order(person="zhao"))
        await work.meals.save(replace(first, state=OrderState.CANCELLED))
        again = await work.meals.add(order(quantity=3))
        assert list(await work.meals.roll(HOME, "lunch", date(2026, 11, 24))) == [other, again]


async def test_a_person_is_new_once(database: Any) -> None:
    async with database.store.work() as work:
        assert await work.people.meet(HOME, "wang", NOW)
        assert not await work.people.meet(HOME, "wang", NOW)
        assert await work.people.meet("other", "wang", NOW)


async def test_the_last_community_is_that_of_the_last_group(database: Any) -> None:
    async with database.store.work() as work:
        assert await work.people.last_community("wang") == ""
    for number, (community, chat) in enumerate([(HOME, "group1"), ("other", "group2"), (HOME, "")]):
        said = values.incoming(msgid=f"said-{number}", chat=chat)
        await database.inbox.accept(values.delivery(said, community=community))
    async with database.store.work() as work:
        assert await work.people.last_community("wang") == "other"


async def test_a_person_is_guided_once_a_day(database: Any) -> None:
    async with database.store.work() as work:
        days = [date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 24)]
        assert [await work.people.guided_on(HOME, "wang", day) for day in days] == [True, False, True]


@pytest.mark.parametrize(
    "request_",
    [
        None,
        ShowMyTickets(),
        ShowMyPoints(),
        OpenTicket("灯坏了", Kind.HAZARD, "lighting", place=Place("3栋", "3")),
        Clarify("place", ShowMyPoints(), ("3栋", "4栋")),
    ],
)
async def test_a_question_keeps_the_request_that_waits(database: Any, request_: Request | None) -> None:
    asked = ports.Question(HOME, "group1", "wang", "place", request_, NOW, NOW + MINUTE)
    async with database.store.work() as work:
        await work.questions.ask(replace(asked, slot="quantity"))
        await work.questions.ask(asked)
        found = await work.questions.open(HOME, "group1", "wang", NOW)
        assert replace(found, id=None) == asked
        assert await work.questions.lapsed(HOME, "group1", "wang", NOW) is None
        assert await work.questions.open(HOME, "group1", "wang", NOW + MINUTE) is None
        assert await work.questions.lapsed(HOME, "group1", "wang", NOW + MINUTE) is not None
        await work.questions.settle(found)
        assert await work.questions.open(HOME, "group1", "wang", NOW) is None


async def test_photos_wait_five_minutes_and_are_kept_once(database: Any) -> None:
    photos = (Media(MessageKind.IMAGE, "https://a/1"), Media(MessageKind.IMAGE, media_id="2"))
    accepted = await database.inbox.accept(delivery(incoming(media=photos)))
    first, second = await database.shelf.waiting(NOW, 10)
    assert (first.media, first.channel, first.message_id) == (photos[0], "aibot", accepted.id)
    assert second.expires_at == NOW + 5 * MINUTE
    await database.shelf.keep(first.id, ports.Picture("image/jpeg", b"\xff\xd8"), NOW)
    await database.shelf.lost(first.id, "too late", NOW)
    assert [one.id for one in await database.shelf.waiting(NOW, 10)] == [second.id]
    assert await database.shelf.waiting(NOW + 5 * MINUTE, 10) == []
    assert await database.shelf.waiting(NOW, 10) == []
    async with database.store.work() as work:
        assert await work.photos.attach(accepted.id, HOME, 1, Stage.BEFORE) == 2
        assert await work.photos.album(HOME, 1) == Album(before=1)  # the other is lost


async def test_the_photos_of_a_ticket_are_counted_before_and_after_the_work(database: Any) -> None:
    said = [
        await database.inbox.accept(
            delivery(incoming(msgid=name, media=(Media(MessageKind.IMAGE, media_id=name),)), name)
        )
        for name in ("m1", "m2", "m3")
    ]
    async with database.store.work() as work:
        for accepted, stage in zip(said, (Stage.BEFORE, Stage.BEFORE, Stage.AFTER), strict=True):
            await work.photos.attach(accepted.id, HOME, 1, stage)
        assert await work.photos.album(HOME, 1) == Album(before=2, after=1)
        await work.photos.attach(said[1].id, HOME, 1, Stage.AFTER)
        assert await work.photos.album(HOME, 1) == Album(before=1, after=2)
        assert not await work.photos.album(HOME, 2)
        assert not await work.photos.album("elsewhere", 1)
