"""Who may move a ticket, by role; and what anybody else learns: nothing."""

from datetime import date

import pytest

from bot.domain import requests
from bot.domain.tickets import Move, State
from tests.builders import CHEN, COOK, LEADER, LI, LIU, PROPERTY, RESIDENTS, SECRETARY, STAFF, WANG, World

ASSIGNEE, COLLEAGUES = {CHEN}, {LIU, LEADER, PROPERTY}
EVERYBODY = [CHEN, LIU, LEADER, PROPERTY, SECRETARY, COOK, WANG, LI, "stranger", "oa:stranger"]


def move(what: Move, **more: object) -> requests.MoveTicket:
    return requests.MoveTicket(what, 1, "已换灯泡", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize(
    ("before", "what", "after", "who"),
    [
        ((), move(Move.ACCEPT), State.ACCEPTED, ASSIGNEE | COLLEAGUES | {SECRETARY}),
        ((Move.ACCEPT,), move(Move.START), State.WORKING, ASSIGNEE | {SECRETARY}),
        ((Move.ACCEPT,), move(Move.RESOLVE), State.CONFIRMING, ASSIGNEE | {SECRETARY}),
        ((), move(Move.RESOLVE), State.CONFIRMING, ASSIGNEE | {SECRETARY}),
        ((), move(Move.REFER), State.REFERRED, ASSIGNEE | COLLEAGUES | {SECRETARY}),
        ((), move(Move.DEFER, until=date(2026, 12, 2)), State.DEFERRED, ASSIGNEE | {SECRETARY}),
        ((), move(Move.RETURN), State.RETURNED, ASSIGNEE),
        ((), move(Move.DECLINE), State.DECLINED, ASSIGNEE | {SECRETARY}),
        ((Move.ACCEPT, Move.RESOLVE), move(Move.REOPEN), State.ASSIGNED, {WANG, SECRETARY}),
        ((Move.ACCEPT, Move.RESOLVE), move(Move.CONFIRM), State.CLOSED, {WANG, SECRETARY}),
        ((), requests.WithdrawTicket(1), State.WITHDRAWN, {WANG, SECRETARY}),
    ],
    ids=lambda value: value.move.value if isinstance(value, requests.MoveTicket) else None,
)
async def test_a_move_is_made_by_those_who_may_and_by_nobody_else(
    person: str, before: tuple[Move, ...], what: requests.Request, after: State, who: set[str]
) -> None:
    world = World()
    await world.reported()
    await world.moved(*before)
    unmoved = world.ticket()
    said = await world.says(person, what, chat=STAFF)
    if person in who:
        assert world.state() is after
        assert world.history()[-1].by == person
    else:
        assert world.ticket() == unmoved
        kind = ("负责的人", "只有报告人和工作人员能看", "补充的已经加上了")
        assert not said or [one for one in kind if one in said]


@pytest.mark.parametrize("person", [LI, COOK, "stranger", "oa:stranger"])
@pytest.mark.parametrize(
    "what",
    [
        requests.ShowTicket(1),
        requests.AddToTicket("…", 1),
        requests.WithdrawTicket(1),
        requests.AnswerClosing(requests.Rating.SATISFIED, 1),
        requests.AnswerClosing(requests.Rating.DISSATISFIED, 1),
        *(move(one) for one in (Move.ACCEPT, Move.RESOLVE, Move.REFER, Move.DECLINE, Move.MERGE)),
    ],
    ids=lambda value: requests.name_of(value),
)
async def test_a_number_teaches_an_outsider_nothing(person: str, what: requests.Request) -> None:
    world = World()
    await world.reported()
    unmoved, told = world.ticket(), len(world.posts())
    said = await world.says(person, what, chat=RESIDENTS)
    for secret in ("3栋", "照明", "派单", "网格", "不亮", CHEN, WANG):
        assert secret not in said.split("（幸福里社区用您")[0]
    assert (world.ticket(), len(world.posts())) == (unmoved, told)
