"""What the core needs of the outside, as protocols: a store, a clock, a way to send.

Implemented by `storage`, `bot.clock`, `bot.wecom`, `bot.wechat`; by fakes of the same shape in `tests/fakes`.
"""

from bot.ports.duties import Corrections, Leaves, Mentions, Origins, Patrols, Phones, Promises, Register
from bot.ports.inbox import Accepted, Delivery, Inbox, Rejected
from bot.ports.matters import (
    Heard,
    Message,
    Messages,
    People,
    Photos,
    Question,
    Questions,
    Reminders,
    Tickets,
    Unanswered,
)
from bot.ports.photos import Lost, Photographer, Picture, Shelf, WaitingMedia
from bot.ports.sending import Claimed, Courier, Lane, Queue
from bot.ports.time import Agenda, Clock, Housekeeping, Rule
from bot.ports.work import Meals, Outbox, Points, Reports, Store, Work

__all__ = [
    "Accepted",
    "Agenda",
    "Claimed",
    "Clock",
    "Corrections",
    "Courier",
    "Delivery",
    "Heard",
    "Housekeeping",
    "Inbox",
    "Lane",
    "Leaves",
    "Lost",
    "Meals",
    "Mentions",
    "Message",
    "Messages",
    "Origins",
    "Outbox",
    "Patrols",
    "People",
    "Phones",
    "Photographer",
    "Photos",
    "Picture",
    "Points",
    "Promises",
    "Question",
    "Questions",
    "Queue",
    "Register",
    "Rejected",
    "Reminders",
    "Reports",
    "Rule",
    "Shelf",
    "Store",
    "Tickets",
    "Unanswered",
    "WaitingMedia",
    "Work",
]
