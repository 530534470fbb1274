"""Several tickets in one line: what is said of one is said of each; an amount, a door or a time is no ticket."""

import pytest

from bot.domain import requests
from bot.domain.tickets import Move
from intents.slots import naming
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("接单 1 2 3", (1, 2, 3)),
        ("接单 2，3 马上去", (2, 3)),
        ("1、2和3 都接了", (1, 2, 3)),
        ("9、10、11 接单", (9, 10, 11)),
        ("2 和 3 接单", (2, 3)),
        ("4到8都接了", (4, 5, 6, 7, 8)),
        ("12到15收到", (12, 13, 14, 15)),
        ("1-3接单", (1, 2, 3)),
        ("接单4至6", (4, 5, 6)),
        ("收到 1 和 2", (1, 2)),
        ("#1 #2 收到", (1, 2)),
        ("1号、2号这两件接单", (1, 2)),
        ("1 2 这几件我都接", (1, 2)),
    ],
)
def test_each_ticket_of_a_row_or_a_stretch_is_taken_on(read: Read, line: str, numbers: tuple[int, ...]) -> None:
    assert read(line, "chen").requests == tuple(requests.MoveTicket(Move.ACCEPT, one, _said(line)) for one in numbers)


def _said(line: str) -> str:
    return "马上去" if "马上去" in line else ""


@pytest.mark.parametrize(
    ("line", "move", "fields"),
    [
        ("1、2转给陈静", Move.REASSIGN, {"to": "陈静"}),
        ("转给陈静 1 2", Move.REASSIGN, {"to": "陈静"}),
        ("1 2 办结 换了灯泡，扫了地", Move.RESOLVE, {"text": "换了灯泡，扫了地"}),
        ("1到2 退回 不是我的", Move.RETURN, {"text": "不是我的"}),
    ],
)
def test_every_short_command_is_said_of_each(read: Read, line: str, move: Move, fields: dict[str, str]) -> None:
    assert read(line, "chen").requests == tuple(requests.MoveTicket(move, one, **fields) for one in (1, 2))


@pytest.mark.parametrize("line", ["全部接单", "都接了", "都收到", "我都接", "全部都接了", "手上的全部接单", "接单全部"])
def test_all_that_one_has_are_taken_on_together(read: Read, line: str) -> None:
    (said,) = read(line, "chen").requests
    assert isinstance(said, requests.MoveTicket)
    assert (said.move, said.number, said.every) == (Move.ACCEPT, None, True)


def test_all_is_done_only_where_all_is_said(read: Read) -> None:
    (said,) = read("全部办结 换了灯泡", "chen").requests
    assert said == requests.MoveTicket(Move.RESOLVE, None, "换了灯泡", every=True)
    assert not any(isinstance(one, requests.MoveTicket) and one.every for one in read("都办好了", "chen").requests)


@pytest.mark.parametrize(
    "line",
    [
        "1-3栋停水",
        "3网格呢",
        "2组在干什么",
        "12月3日去",
        "2份",
        "5-10天",
        "3/4单元",
        "8点到9点停水",
        "110来过了",
        "1.5米",
    ],
)
def test_an_amount_a_door_a_grid_or_a_time_is_no_ticket(line: str) -> None:
    assert naming.first(line) is None
    assert naming.several(line) is None


@pytest.mark.parametrize("line", ["1到15号新增多少件", "1到15号多少件", "1到7号办了几件"])
def test_days_of_which_figures_are_asked_are_no_tickets(line: str) -> None:
    assert naming.several(line) is None
