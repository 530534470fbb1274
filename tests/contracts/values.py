"""Values for contract tests, with everything that does not matter filled in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot import ports
from bot.domain.delivery import Post, Priority, Route
from bot.domain.meals import Order
from bot.domain.messages import Channel, Incoming, MessageKind
from bot.domain.places import Place
from bot.domain.reminders import Reminder
from bot.domain.requests import Action, Intent, Reading, Request
from bot.domain.tickets import Kind, Move, State, Step, Ticket
from bot.domain.urgency import Urgency

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
HOME = "jinyuan"


def incoming(text: str = "路灯不亮了", msgid: str = "m1", **more: Any) -> Incoming:
    fields: dict[str, Any] = {"sender": "wang", "chat": "group1", "kind": MessageKind.TEXT} | more
    return Incoming(channel=Channel.AIBOT, msgid=msgid, text=text, **fields)


def delivery(message: Incoming | None = None, nonce: str = "", **more: Any) -> ports.Delivery:
    message = message or incoming()
    fields: dict[str, Any] = {"fresh": True, "received_at": NOW, "community": HOME} | more
    return ports.Delivery(message, raw="{}", nonce=nonce or f"nonce-{message.msgid}-{message.text}", **fields)


def reading(*requests: Request, action: Action = Action.ACT) -> Reading:
    return Reading(Intent.OTHER, action, 0.9, requests=requests)


def ticket(number: int = 1, **more: Any) -> Ticket:
    fields: dict[str, Any] = {
        "kind": Kind.HAZARD,
        "category": "lighting",
        "urgency": Urgency.BLUE,
        "state": State.ASSIGNED,
        "text": "3栋的路灯不亮了",
        "reporter": "wang",
        "channel": "aibot",
        "created_at": NOW,
        "place": Place("3栋", building="3", known=True),
        "assignee": "li",
    } | more
    return Ticket(community=HOME, number=number, **fields)


def step(number: int = 1, move: Move = Move.OPEN, target: State = State.ASSIGNED) -> Step:
    return Step(HOME, number, NOW, None, target, move, "bot", "opened")


def reminder(level: int = 0, **more: Any) -> Reminder:
    fields: dict[str, Any] = {"ticket": 1, "step": "accept", "occurrence": "0", "due_at": NOW} | more
    return Reminder(HOME, level=level, **fields)


def order(**more: Any) -> Order:
    fields: dict[str, Any] = {
        "person": "wang",
        "service": "lunch",
        "day": date(2026, 11, 24),
        "quantity": 2,
        "created_at": NOW,
        "diet": ("少盐",),
        "dishes": (("红烧肉", 1),),
        "place": Place("3栋501", building="3", room="501"),
    } | more
    return Order(HOME, None, **fields)


def post(cause: str = "c1", **more: Any) -> Post:
    fields: dict[str, Any] = {
        "route": Route.ROBOT,
        "target": "group1",
        "body": f"#1 {cause}",
        "priority": Priority.ORDINARY,
        "not_before": NOW,
    } | more
    return Post(HOME, cause, **fields)


async def handled(database: Any, message: Incoming, understood: Reading, reply: str = "", **more: Any) -> int:
    """The id of that message in the inbox, received and dealt with."""
    accepted = await database.inbox.accept(delivery(message, **more))
    assert isinstance(accepted, ports.Accepted)
    async with database.store.work() as work:
        heard = await work.messages.take(accepted.id)
        await work.messages.finish(heard, understood.action, understood, reply, NOW)
    return accepted.id


async def put(database: Any, *posts: Post) -> None:
    async with database.store.work() as work:
        await work.outbox.put(posts)
