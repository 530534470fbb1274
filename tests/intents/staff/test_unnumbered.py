"""Staff who name no ticket: a few words about their own work are an order, other talk is none."""

import pytest

from bot.domain import requests
from bot.domain.tickets import Move
from tests.intents.conftest import Read

POST = "#4 【一般·隐患】3栋2单元 照明"


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("在路上", Move.START),
        ("到现场了", Move.START),
        ("师傅在路上了", Move.START),
        ("还在等配件", Move.START),
        ("派人去了", Move.START),
        ("明天上午去", Move.START),
        ("马上去", Move.ACCEPT),
        ("搞不定", Move.RETURN),
        ("我实在弄不了", Move.RETURN),
        ("换好灯泡了", Move.RESOLVE),
    ],
)
def test_a_few_words_are_about_the_only_ticket_they_fit(read: Read, text: str, move: Move) -> None:
    (said,) = read(text, "chen").requests
    assert isinstance(said, requests.MoveTicket)
    assert (said.move, said.number) == (move, None)


@pytest.mark.parametrize(
    ("text", "why"),
    [("让陈静来弄", ""), ("帮我转给小陈", ""), ("还是叫陈静去看看吧", ""), ("我办不了，转陈静", "我办不了")],
)
def test_it_is_handed_on_without_a_number(read: Read, text: str, why: str) -> None:
    (said,) = read(text, "chen").requests
    assert isinstance(said, requests.MoveTicket)
    assert (said.move, said.number, said.text) == (Move.REASSIGN, None, why)
    assert said.to in {"陈静", "小陈"}


@pytest.mark.parametrize(
    ("text", "said"), [("上报城管", "城管"), ("搞不定，要上报街道", "街道 搞不定"), ("需要往上报", "")]
)
def test_it_goes_up_without_a_number(read: Read, text: str, said: str) -> None:
    assert read(text, "chen").requests == (requests.MoveTicket(Move.REFER, None, said),)


@pytest.mark.parametrize(
    ("text", "move"),
    [("4 搞不定，要上报城管", Move.REFER), ("4号帮我退了", Move.RETURN), ("4 我办不了", Move.RETURN)],
)
def test_with_a_number_it_is_that_ticket(read: Read, text: str, move: Move) -> None:
    (said,) = read(text, "chen").requests
    assert isinstance(said, requests.MoveTicket)
    assert (said.move, said.number) == (move, 4)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("把陈静的都转给小陈", "chen"),
        ("陈静手上的单子全部交给陈静", "chen"),
        ("我的都转给陈静", ""),
        ("手上的活让陈静接", ""),
        ("陈静的工单先给陈静办", "chen"),
    ],
)
def test_all_that_somebody_has_can_be_handed_over(read: Read, text: str, person: str) -> None:
    (said,) = read(text, "chen").requests
    assert isinstance(said, requests.HandOverAll)
    assert said.person == person


@pytest.mark.parametrize(
    "text",
    [
        "让陈静今天办完",
        "有没有误报的",
        "检查了几家",
        "把资料都转给王芳",
        "陈静把东西给我了",
        "开会的通知都给陈静了吗",
        "今天去开会，让陈静参加",
        "明天去区里开会",
    ],
)
def test_other_talk_moves_no_ticket(read: Read, text: str) -> None:
    assert not any(isinstance(one, requests.MoveTicket | requests.HandOverAll) for one in read(text, "chen").requests)


@pytest.mark.parametrize("text", ["让陈静来弄", "搞不定", "在路上"])
def test_a_resident_who_says_so_orders_nothing(read: Read, text: str) -> None:
    assert not any(isinstance(one, requests.MoveTicket | requests.HandOverAll) for one in read(text, "wang").requests)
