import hashlib
import json
import re
from dataclasses import replace
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.domain import points
from bot.domain.corrections import Correction
from bot.domain.delivery import Outcome, Route, Verdict, cause_for
from bot.domain.leaves import Leave
from bot.domain.messages import Media, MessageKind
from bot.domain.photos import Stage
from bot.domain.promises import Promise
from bot.domain.requests import OpenTicket
from bot.domain.tickets import Kind
from bot.ports import Accepted
from storage import listing
from storage.engine import Database
from storage.listing import SHOWN, View
from storage.schema import audit
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

ZONE = ZoneInfo("Asia/Shanghai")
EXAMPLE = Correction(HOME, NOW, "wang", "阿姨家灯坏了", "hazard", "wish", "lighting", "other_wish", ticket=1)
#: Words and persons that must not be seen without `private`.
PERSONAL = ("wang", "阿姨家", "501", "3栋", "收到了", "少盐")


@pytest.fixture
async def database(database: Database) -> Database:
    understood = reading(OpenTicket("阿姨家灯坏了", Kind.HAZARD, "lighting"))
    await handled(database, incoming("阿姨家灯坏了", msgid="wang:1:enter"), understood, "#1 收到了")
    async with database.store.work() as work:
        opened = ticket(await work.tickets.next_number(HOME), accept_due=NOW)
        await work.tickets.add(opened, step())
        await work.reminders.plan([reminder()])
        await work.meals.add(order())
        await work.points.enter(points.hold(HOME, 1, "wang", 5, NOW, "报告隐患"))
        await work.corrections.note(EXAMPLE)
        await work.leaves.note(Leave(HOME, "li", NOW.date(), NOW.date(), "liu", "li", NOW, since=time(12)))
        await work.promises.make(Promise(HOME, 1, "li", NOW, NOW + MINUTE))
        await work.origins.claim(HOME, "12345:A-9")
        await work.origins.settle(HOME, "12345:A-9", 1)
    await put(database, post("c1", route=Route.APP, target="wang", body="收到了"))
    [claimed] = await database.queue.claim("app", "wang", NOW, limit=1, span=MINUTE)
    await database.queue.record(claimed, Outcome(Verdict.SENT, 0), NOW, retry_at=None)
    return database


async def rows(database: Database, what: str, view: View) -> list[dict[str, object]]:
    return [row async for row in listing.rows(database.gate, what, view)]


@pytest.mark.parametrize("what", SHOWN)
async def test_nothing_personal_is_shown_unasked(database: Database, what: str) -> None:
    shown = json.dumps(await rows(database, what, View(ZONE)), ensure_ascii=False)
    assert [word for word in PERSONAL if word in shown] == []


@pytest.mark.parametrize("what", SHOWN)
async def test_the_same_keys_are_there_with_and_without_persons(database: Database, what: str) -> None:
    [masked], [private] = await rows(database, what, View(ZONE)), await rows(database, what, View(ZONE, private=True))
    assert masked.keys() == private.keys()


async def test_a_person_has_one_pseudonym_everywhere(database: Database) -> None:
    [message] = await rows(database, "messages", View(ZONE))
    [opened] = await rows(database, "tickets", View(ZONE))
    assert message["sender"] == opened["reporter"] != "wang"


async def test_who_is_who_cannot_be_tried_out_nor_followed_from_one_community_to_another(database: Database) -> None:
    async with database.store.work() as work:
        await work.meals.add(replace(order(), community="other"))
    first, second = await rows(database, "orders", View(ZONE))
    assert first["person"] != second["person"]
    assert [one["person"] for one in await rows(database, "orders", View(ZONE))] == [first["person"], second["person"]]
    guess = hashlib.sha256(b"lianxin:wang").hexdigest()[:8]
    assert guess not in f"{first['person']} {second['person']}"


async def test_whom_a_question_was_put_to_is_not_shown_unasked(database: Database) -> None:
    async with database.store.work() as work:
        await work.reminders.plan([reminder(ticket=0, step="question", occurrence="7|group1|wang", person="wang")])
    shown = (await rows(database, "reminders", View(ZONE)))[-1]["occurrence"]
    assert str(shown).startswith("7|group1|p-")
    private = await rows(database, "reminders", View(ZONE, private=True))
    assert private[-1]["occurrence"] == "7|group1|wang"


async def test_whom_a_cause_marks_cannot_be_tried_out(database: Database) -> None:
    cause = cause_for("ticket:1:assigned:0", "wang")
    await put(database, post(cause, route=Route.APP, target="wang"), post(f"{cause}:again"))
    shown = [str(one["cause"]) for one in await rows(database, "outbox", View(ZONE))][-2:]
    assert all(one.startswith("ticket:1:assigned:0:p-") for one in shown)
    assert shown[1] == f"{shown[0]}:again"
    assert (await rows(database, "outbox", View(ZONE, private=True)))[-2]["cause"] == cause


@pytest.mark.parametrize("what", SHOWN)
async def test_every_key_that_is_shown_is_explained(database: Database, what: str) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    section = manual.partition("## 看懂 lianxin show")[2].partition("\n## ")[0]
    [line] = [one for one in section.splitlines() if one.startswith(f"| `{what}` |")]
    explained = set(re.findall(r"`(\w+)`", line)) | {"community"}
    [row] = await rows(database, what, View(ZONE))
    parts = [part for value in row.values() if isinstance(value, list) for part in value if isinstance(part, dict)]
    keys = set(row).union(*map(set, parts))
    assert keys - explained - {"type"} == set()


async def test_a_message_is_shown_with_what_became_of_it(database: Database) -> None:
    [message] = await rows(database, "messages", View(ZONE, private=True))
    assert message["outcome"] == "act"
    assert message["reply"] == "#1 收到了"
    assert message["received_at"] == "2026-11-23T16:00:00+08:00"
    [request] = message["requests"]  # type: ignore[misc]
    assert request["type"] == "open_ticket"


async def test_a_ticket_is_shown_with_its_history(database: Database) -> None:
    [opened] = await rows(database, "tickets", View(ZONE))
    assert (opened["number"], opened["assignee"], opened["state"]) == (1, "li", "assigned")
    assert opened["history"] == [
        {"at": "2026-11-23T16:00:00+08:00", "from": None, "to": "assigned", "move": "open", "by": "bot", "reason": None}
    ]


async def test_a_ticket_is_shown_with_the_number_of_its_photos(database: Database) -> None:
    photo = (Media(MessageKind.IMAGE, media_id="2"),)
    accepted = await database.inbox.accept(delivery(incoming(msgid="photo", media=photo), "photo"))
    assert isinstance(accepted, Accepted)
    async with database.store.work() as work:
        await work.photos.attach(accepted.id, HOME, 1, Stage.AFTER)
    [opened] = await rows(database, "tickets", View(ZONE))
    assert opened["photos"] == {"before": 0, "after": 1}


async def test_a_ticket_from_the_hotline_is_shown_with_its_number_there(database: Database) -> None:
    [opened] = await rows(database, "tickets", View(ZONE))
    assert opened["origin"] == "12345:A-9"
    async with database.store.work() as work:
        await work.tickets.add(ticket(await work.tickets.next_number(HOME)), step(2))
        await work.origins.claim(HOME, "device:button-1")
        await work.origins.settle(HOME, "device:button-1", 2)
    assert [one["origin"] for one in await rows(database, "tickets", View(ZONE))] == ["12345:A-9", None]


async def test_a_leave_is_shown_with_its_hours_and_its_stand_in(database: Database) -> None:
    [shown] = await rows(database, "leaves", View(ZONE))
    assert (shown["person"], shown["stand_in"], shown["first"]) == ("li", "liu", "2026-11-23")
    assert (shown["since"], shown["until"], shown["ended_at"]) == ("12:00:00", None, None)


async def test_a_promise_is_shown_with_its_day_and_whether_it_was_done(database: Database) -> None:
    [shown] = await rows(database, "promises", View(ZONE))
    assert (shown["ticket"], shown["person"], shown["done_at"]) == (1, "li", None)
    assert shown["due_at"] == "2026-11-23T16:01:00+08:00"


async def test_a_post_is_shown_with_its_attempts(database: Database) -> None:
    [shown] = await rows(database, "outbox", View(ZONE))
    assert (shown["channel"], shown["priority"], shown["state"]) == ("app", "ordinary", "sent")
    assert shown["attempts"] == [{"at": "2026-11-23T16:00:00+08:00", "outcome": "sent", "errcode": 0}]


async def test_whom_a_post_in_a_group_calls_is_not_shown_unasked(database: Database) -> None:
    await put(database, post("c2", mentions=("wang",)))
    [app, group] = await rows(database, "outbox", View(ZONE))
    assert group["mentions"] == [app["target"]] != ["wang"]
    [_, group] = await rows(database, "outbox", View(ZONE, private=True))
    assert group["mentions"] == ["wang"]


async def test_a_transfer_is_shown_with_its_entries(database: Database) -> None:
    [shown] = await rows(database, "ledger", View(ZONE, private=True))
    assert shown["entries"] == [{"account": "issuer", "amount": -5}, {"account": "held:wang", "amount": 5}]


async def test_a_correction_is_shown_as_a_line_of_a_labelled_file(database: Database) -> None:
    [shown] = await rows(database, "corrections", View(ZONE, private=True))
    assert (shown["text"], shown["intent"], shown["intent_before"]) == ("阿姨家灯坏了", "wish", "hazard")


async def test_only_the_community_asked_for_is_shown(database: Database) -> None:
    assert await rows(database, "tickets", View(ZONE, community="other")) == []
    assert len(await rows(database, "tickets", View(ZONE, community=HOME))) == 1


async def test_looking_at_persons_leaves_a_trace(database: Database) -> None:
    await listing.note(database.gate, "root", "tickets", HOME, NOW)
    async with database.gate.reading() as connection:
        [row] = (await connection.execute(select(audit))).all()
    assert (row.actor, row.action, row.subject, row.community, row.at) == ("root", "show", "tickets", HOME, NOW)


async def test_more_rows_than_a_page_come_in_order(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_PAGE", 2)
    await put(database, *(post(f"x{n}") for n in range(5)))
    ids = [row["id"] for row in await rows(database, "outbox", View(ZONE))]
    assert len(ids) == 6
    assert ids == sorted(ids)  # type: ignore[type-var]
