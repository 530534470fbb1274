"""A promise (承诺): the day by which whoever does a ticket said it would be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.tickets import Move, State, Step

#: What was withdrawn, declined or merged needed no keeping.
VOID = frozenset({State.WITHDRAWN, State.DECLINED, State.MERGED})


@dataclass(frozen=True, slots=True)
class Promise:
    """`done_at`: when staff first said that it is done, unless the reporter has objected; None until then.

    Kept = done at or before `due_at`. If a later day is promised, the earlier promise stays and is judged by its own
    day.
    """

    community: str
    ticket: int
    person: str
    made_at: datetime
    due_at: datetime
    done_at: datetime | None = None


def done_by(promise: Promise, history: Iterable[Step]) -> datetime | None:
    """When staff first said that it is done, after the promise; None if the history, which may end anywhere, does not
    say so or the ticket was reopened."""
    done = None
    for step in history:
        if step.move is Move.REOPEN:
            done = None
        elif done is None and step.target is State.CONFIRMING is not step.source and step.at >= promise.made_at:
            done = step.at
    return done


def kept(judged: Iterable[tuple[Promise, Iterable[Step]]], now: datetime) -> tuple[int, int]:
    """(kept, all) of those that are done or due by now, each with the history of its ticket as far as it counts."""
    found = [(one.due_at, done_by(one, history)) for one, history in judged]
    over = [(due, done) for due, done in found if done or due <= now]
    return sum(done is not None and done <= due for due, done in over), len(over)
