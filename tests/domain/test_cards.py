"""Which buttons a card has, for whom; what its name says; and that it always fits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import cards
from bot.domain.cards import Button, Card, Press, Task
from bot.domain.tickets import ENDED, MOVES, Actor, State, edge_for
from tests.contracts.values import ticket

ACCEPT, REASSIGN, RESOLVE = Press.ACCEPT, Press.REASSIGN, Press.RESOLVE
ASSIGNEE, STAFF, REPORTER = ({one} for one in (Actor.ASSIGNEE, Actor.STAFF, Actor.REPORTER))


@pytest.mark.parametrize(
    ("state", "actors", "presses"),
    [
        (State.ASSIGNED, ASSIGNEE, (ACCEPT, REASSIGN, RESOLVE)),
        (State.ASSIGNED, STAFF, (ACCEPT, REASSIGN)),
        (State.ASSIGNED, {Actor.SECRETARY}, (ACCEPT, REASSIGN, RESOLVE)),
        (State.ASSIGNED, REPORTER, ()),
        (State.NEW, {Actor.SECRETARY}, (ACCEPT, REASSIGN, RESOLVE)),
        (State.ACCEPTED, ASSIGNEE, (REASSIGN, RESOLVE)),
        (State.ACCEPTED, STAFF, (REASSIGN,)),
        (State.WORKING, ASSIGNEE, (REASSIGN, RESOLVE)),
        (State.REFERRED, ASSIGNEE, (REASSIGN, RESOLVE)),
        (State.CONFIRMING, ASSIGNEE, ()),
        (State.CLOSED, ASSIGNEE, ()),
    ],
)
def test_the_buttons_are_what_the_table_allows(state: State, actors: set[Actor], presses: tuple[Press, ...]) -> None:
    assert cards.offered(ticket(state=state), frozenset(actors)) == presses


@given(st.sampled_from(State), st.frozensets(st.sampled_from([one for one in Actor if one is not Actor.CLOCK])))
def test_no_button_leads_outside_the_table(state: State, actors: frozenset[Actor]) -> None:
    held = ticket(state=state)
    for press in cards.offered(held, actors):
        direct = any(edge.move.value in {press.value, "assign"} and state in edge.sources for edge in MOVES)
        assert direct or edge_for(state, cards.MOVE_OF[ACCEPT])
        assert actors - {Actor.REPORTER}
        assert state not in ENDED


def test_a_name_tells_the_ticket_and_is_the_same_for_the_same_cause_only() -> None:
    task = Task("jin-yuan_2", 128, 3)
    name = cards.task_id(task, "ticket:128:assigned:3:chen")
    assert cards.task_of(name) == task
    assert name == cards.task_id(task, "ticket:128:assigned:3:chen")
    assert name != cards.task_id(task, "ticket:128:assigned:3:liu")
    assert name != cards.task_id(replace(task, community="other"), "ticket:128:assigned:3:chen")


@given(st.from_regex(r"[A-Za-z0-9_-]{1,32}", fullmatch=True), st.integers(0, 10**9), st.integers(0, 10**6), st.text())
def test_every_name_keeps_the_platforms_rule(community: str, number: int, rounds: int, cause: str) -> None:
    name = cards.task_id(Task(community, number, rounds), cause)
    assert len(name.encode()) <= 128
    assert set(name) <= set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-@")
    assert cards.task_of(name) == Task(community, number, rounds)


@pytest.mark.parametrize(
    "name",
    ["", "T", "a@1@0", "a@1@0@short", "@1@0@0123456789abcdef", "a@x@0@0123456789abcdef", "a@²@0@0123456789abcdef",
     "a@1@" + "9" * 90 + "@0123456789abcdef", "a@1@0@0123456789abcdef@b"],
)  # fmt: skip
def test_a_name_of_somebody_elses_card_means_nothing(name: str) -> None:
    assert cards.task_of(name) is None


def test_a_card_is_outdated_only_when_it_went_to_somebody_else_since() -> None:
    task, held = Task("jinyuan", 1, 0), ticket(assignee="li", round=1)
    assert cards.outdated(task, held, "chen")
    assert not cards.outdated(task, held, "li")
    assert not cards.outdated(replace(task, round=1), held, "chen")


@given(st.text(), st.text(), st.text(), st.lists(st.tuples(st.text(), st.text())), st.text())
def test_a_fitted_card_keeps_every_limit(
    title: str, desc: str, text: str, lines: list[tuple[str, str]], word: str
) -> None:
    card = cards.fitted(Card("t", title, desc, text, tuple(lines), (Button(ACCEPT, word),) * 9, word))
    assert len(card.title) <= 26
    assert len(card.desc) <= 30
    assert len(card.text) <= 112
    assert len(card.lines) <= 6
    assert len(card.buttons) <= 6
    assert all(len(name) <= 5 and 0 < len(value) <= 26 for name, value in card.lines)
    assert all(len(one.text) <= 10 for one in card.buttons)


def test_what_fits_is_left_alone_and_what_is_cut_says_so() -> None:
    assert cards.cut("十个字以内的话", 10) == "十个字以内的话"
    assert cards.cut("这一句话比十个字还要长一些", 10) == "这一句话比十个字还…"
