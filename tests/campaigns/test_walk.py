"""The short version of the long walk, and that its laws see what is wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis.stateful import run_state_machine_as_test

from bot.domain.tickets import Move, State
from tests.builders import CHEN, NINE, RESIDENTS, STAFF, WANG
from tests.campaigns import house, laws, walk
from tests.campaigns.house import Heard
from tests.campaigns.laws import Passed

SECRET = "紫檀匣"
PAID_TWICE = ("ticket:1:hold", "ticket:1:post", "ticket:1:return")
Spoiling = Callable[[Passed], Passed]


def test_a_walk_of_whatever_comes_to_their_minds_breaks_no_law() -> None:
    run_state_machine_as_test(walk.Walk, settings=walk.chosen(examples=6, steps=35, campaign=False))


def after(**changed: object) -> Spoiling:
    """The same with some of what is stored replaced; a callable is given what it was."""

    def spoil(passed: Passed) -> Passed:
        view = passed.after
        new = {name: value(getattr(view, name)) if callable(value) else value for name, value in changed.items()}
        return replace(passed, after=replace(view, **new))  # type: ignore[arg-type]

    return spoil


def step(index: int, **changed: object) -> Spoiling:
    """A row of the history of #1 is another."""

    def spoil(passed: Passed) -> Passed:
        steps = list(passed.after.history[1])
        steps[index] = replace(steps[index], **changed)  # type: ignore[arg-type]
        return after(history={**passed.after.history, 1: steps})(passed)

    return spoil


def hears(*heard: Heard) -> Spoiling:
    return lambda passed: replace(passed, heard=[*passed.heard, *heard], ever=[*passed.ever, *heard])


SPOILED: dict[str, tuple[Callable[[Passed], object], Spoiling]] = {
    "a step outside the table": (laws.every_step_is_in_the_table, step(-1, move=Move.CONFIRM)),
    "a step is missing": (laws.every_step_is_in_the_table, step(-1, source=State.WORKING)),
    "a state nothing led to": (laws.every_step_is_in_the_table, step(-1, target=State.CLOSED)),
    "a row was changed": (laws.history_only_grows_and_by_those_who_may, step(0, by=WANG)),
    "a resident took it on": (laws.history_only_grows_and_by_those_who_may, step(-1, by=WANG)),
    "no clock": (laws.an_open_ticket_never_loses_its_clock, after(waiting={})),
    "the wrong clock": (
        laws.an_open_ticket_never_loses_its_clock,
        after(waiting=lambda all_: {1: [replace(one, step="confirm") for one in all_[1]]}),
    ),
    "a clock of an earlier round": (
        laws.an_open_ticket_never_loses_its_clock,
        after(waiting=lambda all_: {1: [replace(one, occurrence="7") for one in all_[1]]}),
    ),
    "an overdue clock that nobody let fall": (
        laws.nothing_due_is_left_lying,
        after(now=lambda now: now + timedelta(days=60)),
    ),
    "a reminder that fell again": (
        laws.a_reminder_falls_once_and_level_by_level,
        after(fallen=lambda all_: {name: at + timedelta(minutes=1) for name, at in all_.items()}),
    ),
    "a level left out": (
        laws.a_reminder_falls_once_and_level_by_level,
        after(fallen=lambda all_: {**all_, (1, "resolve", 2, "0"): NINE}),
    ),
    "words heard twice": (laws.nothing_is_said_twice, lambda passed: hears(*passed.ever[:1])(passed)),
    "a message nobody accounts for": (
        laws.every_message_is_in_the_account,
        after(account=lambda days: {day: count - 1 for day, count in days.items()}),
    ),
    "paid and given back": (
        laws.a_ticket_is_rewarded_once,
        after(transfers=lambda all_: dict.fromkeys(PAID_TWICE, all_["ticket:1:hold"])),
    ),
    "private words in the group": (
        laws.private_words_reach_only_those_tied_to_the_matter,
        hears(Heard(STAFF, f"听说为了{SECRET}", "gossip")),
    ),
    "private words to a stranger": (
        laws.private_words_reach_only_those_tied_to_the_matter,
        hears(Heard("lidaye", f"听说为了{SECRET}", "gossip")),
    ),
}


async def lived() -> Passed:
    """A light that was taken on late, and a quarrel told in private, with how it was before the last word."""
    async with house.opened() as place:
        await place.says(WANG, "3栋2单元的路灯不亮了", chat=RESIDENTS)
        await place.says(WANG, f"我和邻居吵架，为了{SECRET}，谁来调解一下")
        await place.passes(timedelta(hours=30))
        before = await laws.look(place)
        await place.says(CHEN, "1 接单", chat=STAFF)
        ever = place.network.heard
        return Passed(before, await laws.look(place), ever[-2:], ever, place.received, (SECRET,))


async def test_the_laws_see_what_is_wrong_and_nothing_else() -> None:
    passed = await lived()
    assert laws.broken(passed) == []
    for name, (law, spoil) in SPOILED.items():
        breaches = laws.broken(spoil(passed))
        assert any(one.startswith(law.__name__) for one in breaches), name


@pytest.mark.parametrize("law", laws.LAWS)
def test_every_law_is_tried(law: Callable[[Passed], object]) -> None:
    """What `lianxin verify` finds has its own tests."""
    assert law is laws.what_is_stored_agrees_with_itself or law in {one for one, _ in SPOILED.values()}
