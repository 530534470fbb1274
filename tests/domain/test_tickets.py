"""The table of moves: its shape, its permissions, and that nothing leaves it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import tickets
from bot.domain.errors import Refused
from bot.domain.tickets import ENDED, MOVES, Actor, Kind, Move, State, Ticket
from bot.domain.urgency import Urgency
from intents import lexicon

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TICKET = Ticket("c", 1, Kind.HAZARD, "lighting", Urgency.BLUE, State.ASSIGNED, "…", "wang", "aibot", NOW)


def advance(state: State, move: Move, *actors: Actor) -> tuple[Ticket, tickets.Step] | Refused:
    return tickets.advance(replace(TICKET, state=state), move, frozenset(actors), now=NOW, by="x", reason="why")


def test_no_state_has_two_edges_of_the_same_move() -> None:
    leaving = [(state, edge.move) for edge in MOVES for state in edge.sources]
    assert len(leaving) == len(set(leaving))


def test_every_edge_says_why_and_who() -> None:
    assert all(edge.reason and edge.who and edge.sources for edge in MOVES)


def test_only_a_closed_ticket_leaves_its_end() -> None:
    assert {state for edge in MOVES for state in edge.sources} & ENDED == {State.CLOSED}


def test_every_state_that_is_not_an_end_can_be_left() -> None:
    assert set(State) - ENDED <= {state for edge in MOVES for state in edge.sources}


def test_every_state_can_be_reached() -> None:
    assert {edge.target for edge in MOVES} == set(State) - {State.NEW}


def test_done_may_be_said_from_accepted_on_and_waits_for_the_reporter() -> None:
    (resolve,) = [edge for edge in MOVES if edge.move is Move.RESOLVE]
    assert resolve.sources == {State.ACCEPTED, State.WORKING, State.REFERRED}
    assert resolve.target is State.CONFIRMING


@pytest.mark.parametrize(
    ("move", "who"),
    [
        (Move.ACCEPT, "assignee staff leader secretary"),
        (Move.START, "assignee"),
        (Move.RESOLVE, "assignee secretary"),
        (Move.CONFIRM, "reporter clock leader secretary"),
        (Move.REOPEN, "reporter leader secretary"),
        (Move.REFER, "assignee staff leader secretary"),
        (Move.REASSIGN, "assignee staff leader secretary"),
        (Move.DEFER, "assignee secretary"),
        (Move.RETURN, "assignee"),
        (Move.MERGE, "assignee staff leader secretary"),
        (Move.WITHDRAW, "reporter secretary"),
        (Move.DECLINE, "assignee secretary"),
    ],
)
def test_a_move_is_open_to_those_the_table_names_and_to_nobody_else(move: Move, who: str) -> None:
    allowed = {Actor(name) for name in who.split()}
    for edge in MOVES:
        for state in edge.sources if edge.move is move else ():
            for actor in Actor:
                moved = advance(state, move, actor)
                if actor in allowed:
                    assert isinstance(moved, tuple)
                else:
                    assert moved == Refused("not_allowed", (move.value,))


def test_a_move_the_state_does_not_know_is_refused_with_both_names() -> None:
    assert advance(State.NEW, Move.CONFIRM, *Actor) == Refused("no_such_move", ("new", "confirm"))


def test_a_move_leaves_a_row_of_history() -> None:
    moved = advance(State.ASSIGNED, Move.ACCEPT, Actor.ASSIGNEE)
    assert isinstance(moved, tuple)
    assert moved[1] == tickets.Step("c", 1, NOW, State.ASSIGNED, State.ACCEPTED, Move.ACCEPT, "x", "why")


@pytest.mark.parametrize(("assignee", "move"), [("", Move.OPEN), ("chen", Move.ASSIGN)])
def test_a_history_begins_from_nowhere_with_somebody_named_or_nobody(assignee: str, move: Move) -> None:
    first = replace(TICKET, assignee=assignee).first_step(at=NOW, by="bot")
    assert (first.source, first.target, first.move) == (None, State.ASSIGNED, move)


def test_disputes_help_health_and_complaints_are_private() -> None:
    assert replace(TICKET, kind=Kind.DISPUTE).private
    assert replace(TICKET, kind=Kind.HELP).private
    assert replace(TICKET, category="medical").private
    assert not TICKET.private


def test_every_category_that_the_data_call_private_is_private_here() -> None:
    assert {slug for slug, one in lexicon.categories().items() if one.private} == tickets.PRIVATE_CATEGORIES


@given(st.lists(st.tuples(st.sampled_from(Move), st.sets(st.sampled_from(Actor), min_size=1)), max_size=30))
def test_a_random_walk_never_leaves_the_table(walk: list[tuple[Move, set[Actor]]]) -> None:
    ticket = TICKET
    for move, actors in walk:
        moved = tickets.advance(ticket, move, frozenset(actors), now=NOW, by="x")
        if isinstance(moved, Refused):
            continue
        after, step = moved
        assert any(
            step.source in edge.sources and edge.move is move and edge.target is after.state and actors & edge.who
            for edge in MOVES
        )
        ticket = after
