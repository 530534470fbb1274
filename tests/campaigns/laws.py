"""What must hold of the house after every step of a walk. Each law answers what breaks it, in words."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from bot.domain import points, ties
from bot.domain.leaves import Duty, duty
from bot.domain.reminders import Reminder
from bot.domain.tickets import MOVES, NOT_TAKEN_ON, STATELESS, Actor, Move, State, Step, Ticket, edge_for
from storage import verify
from storage.schema import leaves, reminders, supporters
from tests.builders import SHANGHAI
from tests.campaigns.house import PLACE, Heard, House

ALLOWED = frozenset((source, edge.move, edge.target) for edge in MOVES for source in edge.sources)
#: A new ticket has nobody yet, or somebody at once.
BEGINNINGS = frozenset({(None, Move.OPEN, State.NEW), (None, Move.ASSIGN, State.ASSIGNED)})
#: What an open ticket waits for in these states; in all others that it is done.
WAITS_FOR = {State.DEFERRED: "resume", State.REFERRED: "answer", State.CONFIRMING: "confirm"}

#: (ticket, step, level, occurrence) of a reminder.
Name = tuple[int, str, int, str]
_Pairs = list[tuple[Any, str]]


@dataclass(frozen=True)
class View:
    """What is stored at one moment. `waiting` are the reminders that will still fall, `fallen` when the others did.

    `account` is the sum of the daily account, by day; `tied` who may know of a ticket, by its number.
    """

    now: datetime
    tickets: Mapping[int, Ticket]
    history: Mapping[int, Sequence[Step]]
    waiting: Mapping[int, Sequence[Reminder]]
    fallen: Mapping[Name, datetime]
    transfers: Mapping[str, points.Transfer]
    account: Mapping[date, int]
    duty: Duty
    tied: Mapping[int, frozenset[str]]
    findings: Sequence[str]


@dataclass(frozen=True)
class Passed:
    """One step: how it was before and after, what was heard in between and ever, and what was said ever."""

    before: View | None
    after: View
    heard: Sequence[Heard]
    ever: Sequence[Heard]
    received: Mapping[date, int]
    secrets: Sequence[str]


async def look(house: House) -> View:
    now = house.clock.now().astimezone(SHANGHAI)
    waiting, fallen = await _reminders(house)
    joined, acting = await _people(house)
    async with house.database.store.work() as work:
        on_duty = duty(await work.leaves.current(PLACE.code, now.date()), now)
        accounts = {day: await work.reports.daily_account(PLACE.code, *_day(day)) for day in house.received}
        found, number = {}, 1
        while ticket := await work.tickets.get(PLACE.code, number):
            found[number], number = ticket, number + 1
        history = {number: await work.tickets.history(PLACE.code, number) for number in found}
        causes = [f"ticket:{number}:{end}" for number in found for end in ("hold", "post", "return")]
        made = [await work.points.transfer(PLACE.code, cause) for cause in causes]
    return View(
        now=now,
        tickets=found,
        history=history,
        waiting=waiting,
        fallen=fallen,
        transfers={transfer.cause: transfer for transfer in made if transfer},
        account={day: sum(account.values()) for day, account in accounts.items()},
        duty=on_duty,
        tied={number: _tied(ticket, on_duty, joined, acting) for number, ticket in found.items()},
        findings=await verify.findings(house.database.gate),
    )


async def _reminders(house: House) -> tuple[dict[int, list[Reminder]], dict[Name, datetime]]:
    """By ticket what will still fall, and by name when the others fell; what was cancelled is neither."""
    waiting, fallen = defaultdict(list), {}
    async with house.database.gate.reading() as connection:
        for row in await connection.execute(select(reminders)):
            if row.sent_at:
                fallen[row.ticket, row.step, row.level, row.occurrence] = row.sent_at
            elif not row.cancelled:
                waiting[row.ticket].append(
                    Reminder(row.community, row.ticket, row.step, row.level, row.occurrence, row.due_at)
                )
    return waiting, fallen


async def _people(house: House) -> tuple[_Pairs, _Pairs]:
    """(ticket, neighbour who joined it), and (staff, who was ever to stand in for them)."""
    async with house.database.gate.reading() as connection:
        joined = await connection.execute(select(supporters.c.ticket, supporters.c.person))
        acting = await connection.execute(select(leaves.c.person, leaves.c.stand_in))
        return [(one, other) for one, other in joined], [(one, other) for one, other in acting]


def _day(day: date) -> tuple[datetime, datetime]:
    first = datetime.combine(day, time(), SHANGHAI)
    return first, first + timedelta(days=1)


def _tied(ticket: Ticket, on_duty: Duty, joined: _Pairs, acting: _Pairs) -> frozenset[str]:
    everybody = {one.userid for one in PLACE.people} | {ticket.reporter}
    tied = {one for one in everybody if ties.actors(ticket, one, PLACE, on_duty)}
    tied |= {person for number, person in joined if number == ticket.number}
    for person, stand_in in (*acting, *acting):  # who stands in at some moment of a long wait may be away as well
        tied |= {stand_in} if person in tied else set()
    return frozenset(tied)


# The laws --------------------------------------------------------------------------------------


def every_step_is_in_the_table(passed: Passed) -> Iterator[str]:
    for number, steps in passed.after.history.items():
        if (steps[0].source, steps[0].move, steps[0].target) not in BEGINNINGS:
            yield f"#{number} begins with {steps[0].move}"
        if steps[-1].target is not passed.after.tickets[number].state:
            yield f"#{number} is {passed.after.tickets[number].state}, not {steps[-1].target}"
        for earlier, step in itertools.pairwise(steps):
            stays = step.move in STATELESS and step.source is step.target
            if step.source is not earlier.target or not (stays or (step.source, step.move, step.target) in ALLOWED):
                yield f"#{number}: {earlier.target} {step.source} {step.move} {step.target}"


def history_only_grows_and_by_those_who_may(passed: Passed) -> Iterator[str]:
    for number, steps in passed.after.history.items():
        kept = passed.before.history.get(number, ()) if passed.before else ()
        if list(steps[: len(kept)]) != list(kept):
            yield f"the history of #{number} was rewritten"
        yield from (
            f"#{number}: {step.move} by {step.by}"
            for step in steps[len(kept) :]
            if step.source and step.move not in STATELESS and not _may(step, number, passed)
        )


def _may(step: Step, number: int, passed: Passed) -> bool:
    edge = edge_for(step.source, step.move) if step.source else None
    if edge is None or step.by == "bot":
        return edge is not None and Actor.CLOCK in edge.who
    views = [view for view in (passed.before, passed.after) if view and number in view.tickets]
    return any(ties.actors(view.tickets[number], step.by, PLACE, view.duty) & edge.who for view in views)


def an_open_ticket_never_loses_its_clock(passed: Passed) -> Iterator[str]:
    now = passed.after.now
    for number, ticket in passed.after.tickets.items():
        waiting = passed.after.waiting.get(number, ())
        steps = {one.step for one in waiting}
        if ticket.ended:
            yield from (f"#{number} has ended and would still ring for {step}" for step in steps)
            continue
        wanted = {WAITS_FOR.get(ticket.state, "resolve")}
        if ticket.state in NOT_TAKEN_ON and ticket.accept_due and ticket.accept_due > now:
            wanted.add("accept")
        if not wanted <= steps:
            yield f"#{number} is {ticket.state} and rings for {steps} only"
        if {one.occurrence for one in waiting} != {str(ticket.round)}:
            yield f"#{number} rings for another round than {ticket.round}"


def nothing_due_is_left_lying(passed: Passed) -> Iterator[str]:
    for one in itertools.chain(*passed.after.waiting.values()):
        if one.due_at <= passed.after.now:
            yield f"{one} has not fallen"


def a_reminder_falls_once_and_level_by_level(passed: Passed) -> Iterator[str]:
    for name, at in passed.before.fallen.items() if passed.before else ():
        if passed.after.fallen.get(name) != at:
            yield f"{name} fell again"
    for (number, step, level, occurrence), at in passed.after.fallen.items():
        below = passed.after.fallen.get((number, step, level - 1, occurrence))
        if level and (below is None or below > at):
            yield f"#{number}: {step} {level} {occurrence} fell before the level below it"


def nothing_is_said_twice(passed: Passed) -> Iterator[str]:
    told = Counter(one.cause for one in passed.ever)
    yield from (f"{cause} was heard {times} times" for cause, times in told.items() if times > 1)


def every_message_is_in_the_account(passed: Passed) -> Iterator[str]:
    for day, count in passed.received.items():
        if passed.after.account[day] != count:
            yield f"{day}: {count} received, {passed.after.account[day]} accounted for"


def a_ticket_is_rewarded_once(passed: Passed) -> Iterator[str]:
    for number, ticket in passed.after.tickets.items():
        held, paid, back = (passed.after.transfers.get(f"ticket:{number}:{end}") for end in ("hold", "post", "return"))
        if paid and (back or not held or paid.entries[1].amount != held.entries[1].amount):
            yield f"#{number} was paid otherwise than it was held"
        if ticket.ended and held and not (paid or back):
            yield f"#{number} has ended and its reward is held for ever"


def private_words_reach_only_those_tied_to_the_matter(passed: Passed) -> Iterator[str]:
    for heard, secret in itertools.product(passed.heard, passed.secrets):
        if secret not in heard.body:
            continue
        told = [number for number, one in passed.after.tickets.items() if secret in one.text and one.private]
        for number in told:
            if heard.where not in _ever_tied(number, passed):
                yield f"{heard.where} heard of #{number}: {heard.body!r}"


def _ever_tied(number: int, passed: Passed) -> frozenset[str]:
    earlier = passed.before.tied.get(number, frozenset()) if passed.before else frozenset()
    return earlier | passed.after.tied[number]


def what_is_stored_agrees_with_itself(passed: Passed) -> Iterator[str]:
    """The chain of the history, the sums of the ledger, the balances: what `lianxin verify` looks at."""
    yield from passed.after.findings


LAWS: tuple[Callable[[Passed], Iterator[str]], ...] = (
    every_step_is_in_the_table,
    history_only_grows_and_by_those_who_may,
    an_open_ticket_never_loses_its_clock,
    nothing_due_is_left_lying,
    a_reminder_falls_once_and_level_by_level,
    nothing_is_said_twice,
    every_message_is_in_the_account,
    a_ticket_is_rewarded_once,
    private_words_reach_only_those_tied_to_the_matter,
    what_is_stored_agrees_with_itself,
)


def broken(passed: Passed) -> list[str]:
    return [f"{law.__name__}: {breach}" for law in LAWS for breach in law(passed)]
