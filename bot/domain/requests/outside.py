"""What is asked by the platform, by a sensor, by the city's hotline, by the clock."""

from dataclasses import dataclass, field

from bot.domain.alarms import Alarm
from bot.domain.cards import Press, Task
from bot.domain.delivery import Post, Verdict
from bot.domain.hotline import Item
from bot.domain.reminders import Reminder


@dataclass(frozen=True, slots=True)
class Welcome:
    """Somebody opened the 1:1 chat or followed the account."""


@dataclass(frozen=True, slots=True)
class PressCard:
    """Somebody pressed a button on a card. `task_id` is the card's name; `task` what it is about.

    `response_code`: lets us change the card; "" where the answer of the callback does.
    """

    press: Press
    task: Task
    task_id: str
    response_code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RaiseAlarm:
    """A button or a sensor calls."""

    alarm: Alarm


@dataclass(frozen=True, slots=True)
class ImportHotline:
    """Items of the city's hotline, each to become a ticket once."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Fall:
    """A reminder has fallen due."""

    reminder: Reminder


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A post did not reach anybody by its route (`verdict` final or dead_route), nobody knows (unknown), or it waits
    because the platform refuses our settings (barred). `late`: it was given up with time, and nobody has refused it."""

    post: Post
    verdict: Verdict
    late: bool = False


OutsideRequest = Welcome | PressCard | RaiseAlarm | ImportHotline | Fall | Undelivered
