"""Who may move a ticket, by role; and what anybody else learns: nothing."""

from datetime import date

import pytest

from bot.domain import requests, roster
from bot.domain.tickets import Move, State
from tests.builders import (
    CHEN,
    COOK,
    LEADER,
    LI,
    LIGHT,
    LIU,
    PROPERTY,
    QUARREL,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    World,
    changed,
    example,
)

ASSIGNEE, COLLEAGUES = {CHEN}, {LIU, LEADER, PROPERTY}
VISITOR = "qianlei"  # leads, but not the grid that it happened in
EVERYBODY = [CHEN, LIU, LEADER, PROPERTY, SECRETARY, COOK, WANG, LI, "stranger", "oa:stranger"]


def with_another_leader() -> roster.Community:
    place = example()
    other = roster.Person(VISITOR, "钱磊", frozenset({roster.Role.LEADER, roster.Role.WORKER}))
    return changed(place, people=(*place.people, other))


def move(what: Move, **more: object) -> requests.MoveTicket:
    return requests.MoveTicket(what, 1, "已换灯泡，别的请找物业", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize(
    ("before", "what", "after", "who"),
    [
        ((), move(Move.ACCEPT), State.ACCEPTED, ASSIGNEE | COLLEAGUES | {SECRETARY}),
        ((Move.ACCEPT,), move(Move.START), State.WORKING, ASSIGNEE),
        ((Move.ACCEPT,), move(Move.RESOLVE), State.CONFIRMING, ASSIGNEE | {SECRETARY}),
        ((), move(Move.RESOLVE), State.CONFIRMING, ASSIGNEE | {SECRETARY}),
        ((), move(Move.REFER), State.REFERRED, ASSIGNEE | COLLEAGUES | {SECRETARY}),
        ((), move(Move.DEFER, until=date(2026, 12, 2)), State.DEFERRED, ASSIGNEE | {SECRETARY}),
        ((), move(Move.RETURN), State.RETURNED, ASSIGNEE),
        ((), move(Move.DECLINE), State.DECLINED, ASSIGNEE | {SECRETARY}),
        ((Move.ACCEPT, Move.RESOLVE), move(Move.REOPEN), State.ASSIGNED, {WANG, LEADER, SECRETARY}),
        ((Move.ACCEPT, Move.RESOLVE), move(Move.CONFIRM), State.CLOSED, {WANG, LEADER, SECRETARY}),
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
        kind = ("负责的人", "要换人，请书记或网格长", "只有报告人和工作人员能看", "补充的已经加上了")
        assert not said or [one for one in kind if one in said]


@pytest.mark.parametrize("person", [*EVERYBODY, VISITOR])
@pytest.mark.parametrize(
    ("before", "what", "after"),
    [
        ((), move(Move.ACCEPT), State.ACCEPTED),
        ((), move(Move.REFER), State.REFERRED),
        ((Move.ACCEPT,), requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"), State.ASSIGNED),
    ],
    ids=lambda value: value.move.value if isinstance(value, requests.MoveTicket) else None,
)
async def test_a_private_matter_is_moved_by_those_it_concerns_and_unknown_to_every_other_worker(
    person: str, before: tuple[Move, ...], what: requests.Request, after: State
) -> None:
    world = World(with_another_leader())
    await world.reported(QUARREL)
    await world.moved(*before)
    unmoved, told = world.ticket(), len(world.posts())
    said = await world.says(person, what)
    if person in {CHEN, LEADER, SECRETARY}:
        assert world.state() is after
        return
    assert (world.ticket(), len(world.posts())) == (unmoved, told)
    if person not in {WANG, LI, COOK, "stranger", "oa:stranger"}:
        assert said.startswith("没有找到 #1，")


async def test_whoever_stands_in_for_the_assignee_of_a_private_matter_may_take_it_on() -> None:
    world = World()
    await world.reported(QUARREL)
    today = world.clock.now().date()
    await world.says(CHEN, requests.TakeLeave("我今天请假，刘敏替", today, today, "刘敏"))
    assert "已接单" in await world.says(LIU, move(Move.ACCEPT))
    assert world.state() is State.ACCEPTED


@pytest.mark.parametrize(
    "what",
    [
        requests.ShowTicket(1),
        requests.JoinTicket(1),
        requests.UrgeTicket(1),
        requests.NoteTicket(1, "…"),
        requests.Promise(1, date(2026, 12, 2), "…"),
        requests.WithdrawTicket(1),
        requests.AnswerClosing(requests.Rating.SATISFIED, 1),
        requests.Correct(1, refuted=True),
        move(Move.ACCEPT),
        move(Move.RESOLVE),
        move(Move.VOID),
        requests.MoveTicket(Move.MERGE, 2, to="1"),
    ],
    ids=requests.name_of,
)
@pytest.mark.parametrize("chat", ["", STAFF])
async def test_of_a_private_matter_a_worker_hears_the_words_for_a_number_that_does_not_exist(
    chat: str, what: requests.Request
) -> None:
    told, counts = [], []
    for reported in ((QUARREL, LIGHT), (LIGHT,)):
        world = World()
        await world.says(LIU, requests.ShowMyTickets())  # the one line on privacy has been told
        if QUARREL not in reported:  # number 1 does not exist
            world.store.state.numbers["xingfuli"] = 1
        for one in reported:
            await world.reported(one)
        before = len(world.posts())
        told.append(await world.says(LIU, what, chat=chat))
        counts.append(len(world.posts()) - before)
    assert told[0] == told[1]
    assert "没有找到 #1，" in told[0]
    assert counts == [0, 0]


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
    ids=requests.name_of,
)
async def test_a_number_teaches_an_outsider_nothing(person: str, what: requests.Request) -> None:
    world = World()
    await world.reported()
    unmoved, told = world.ticket(), len(world.posts())
    said = await world.says(person, what, chat=RESIDENTS)
    for secret in ("3栋", "照明", "派单", "网格", "不亮", CHEN, WANG):
        assert secret not in said.split("（幸福里社区用您")[0]
    assert (world.ticket(), len(world.posts())) == (unmoved, told)
