"""Any walk of moves stays inside the table, and no open ticket ever loses its clock."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import requests
from bot.domain.cards import Press, Task
from bot.domain.requests import Rating
from bot.domain.tickets import MOVES, STATELESS, Move
from bot.domain.urgency import Urgency
from tests.builders import (
    CHEN,
    FIRE,
    LEADER,
    LI,
    LIGHT,
    LIU,
    OTHER_LIGHT,
    PROPERTY,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    World,
)

PEOPLE = [CHEN, LIU, LEADER, PROPERTY, SECRETARY, WANG, LI]
ASKED: list[requests.Request] = [
    *(
        requests.MoveTicket(move, 1, "已换灯泡", to="刘敏", until=date(2027, 3, 1))
        for move in Move
        if move not in STATELESS | {Move.OPEN, Move.MERGE}
    ),
    requests.MoveTicket(Move.MERGE, 1, to="2"),
    requests.AnswerClosing(Rating.SATISFIED, 1),
    requests.AnswerClosing(Rating.DISSATISFIED, 1),
    requests.WithdrawTicket(1),
    requests.AddToTicket("冒烟了", 1, urgency=Urgency.RED),
    requests.AddToTicket("还是那样", 1),
    requests.MoveTicket(Move.RESOLVE, 1, "已处理"),
    requests.MoveTicket(Move.REFER, 1, "物业 要换整根线"),
    requests.UrgeTicket(1),
    requests.NoteTicket(1, "住户下午才在家"),
    *(requests.PressCard(press, Task("xingfuli", 1, 0), "name") for press in Press),
    LIGHT,
    FIRE,
]


@given(
    st.sampled_from([LIGHT, FIRE]),
    st.lists(
        st.tuples(st.sampled_from(PEOPLE), st.sampled_from(ASKED), st.integers(0, 60) | st.integers(61, 20_000)),
        max_size=25,
    ),
)
async def test_a_walk_stays_in_the_table_and_an_open_ticket_keeps_its_clock(
    report: requests.OpenTicket, walk: list[tuple[str, requests.Request, int]]
) -> None:
    world = World()
    await world.reported(report)
    await world.reported(OTHER_LIGHT, person=LI)
    allowed = {(source, edge.move, edge.target) for edge in MOVES for source in edge.sources}
    for person, asked, minutes in walk:
        await world.passes(timedelta(minutes=minutes))
        await world.says(person, asked, chat=STAFF if person in {CHEN, LIU} else RESIDENTS)
        ticket = world.ticket()
        assert bool(world.waiting()) is not ticket.ended, ticket.state
        assert {one.occurrence for one in world.waiting()} <= {str(ticket.round)}
    for step in world.history()[1:]:
        assert step.move in STATELESS or (step.source, step.move, step.target) in allowed
    states = [step.target for step in world.history()]
    assert [step.source for step in world.history()[1:]] == states[:-1]
    assert states[-1] is world.state()
