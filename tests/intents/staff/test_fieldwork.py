"""Staff speak of a ticket as people speak; nothing they say of it is met with silence."""

from datetime import date

import pytest

from bot.domain import requests
from bot.domain.tickets import Move
from tests.intents.conftest import Read

POST = "#4 【一般·隐患】3栋2单元 照明"


@pytest.mark.parametrize(
    ("text", "move", "number", "kept"),
    [
        ("1那个弄好了，换了个灯泡", Move.RESOLVE, 1, "弄好了，换了个灯泡"),
        ("2 弄完了，换了灯泡", Move.RESOLVE, 2, "弄完了，换了灯泡"),
        ("2清掉了", Move.RESOLVE, 2, "清掉了"),
        ("1 误报，老人没事", Move.RESOLVE, 1, "误报，老人没事"),
        ("7 看了，是私拉的线，已经让他拔了", Move.RESOLVE, 7, "看了，是私拉的线，已经让他拔了"),
        ("1 去看了，阀门坏了，叫了师傅明天来", Move.START, 1, "去看了，阀门坏了，叫了师傅明天来"),
        ("1 现场看了 水管漏水 等配件", Move.START, 1, "现场看了 水管漏水 等配件"),
        ("1 下午三点前到", Move.START, 1, "下午三点前到"),
        ("1 明早八点去", Move.START, 1, "明早八点去"),
        ("2 物业的事", Move.RETURN, 2, "物业的事"),
        ("2这个我不管，是物业的", Move.RETURN, 2, "我不管，是物业的"),
        ("4 弄不了", Move.RETURN, 4, "弄不了"),
        ("2 知道了", Move.ACCEPT, 2, ""),
        ("2 是我们的，我来", Move.ACCEPT, 2, ""),
        ("2 知道了，吃完饭过去", Move.ACCEPT, 2, "吃完饭过去"),
    ],
)
def test_a_line_that_begins_with_a_number_moves_that_ticket(
    read: Read, text: str, move: Move, number: int, kept: str
) -> None:
    (said,) = read(text, "chen").requests
    assert isinstance(said, requests.MoveTicket)
    assert (said.move, said.number, said.text) == (move, number, kept)


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("清运公司拉走了", Move.RESOLVE),
        ("通了，师傅拿弹簧疏通的", Move.RESOLVE),
        ("已经叫清运公司了，下午来", Move.START),
        ("这个归物业", Move.RETURN),
        ("行，交给我", Move.ACCEPT),
    ],
)
def test_a_line_beneath_a_quoted_ticket_moves_it(read: Read, text: str, move: Move) -> None:
    (said,) = read(text, "chen", quote=POST).requests
    assert isinstance(said, requests.MoveTicket)
    assert (said.move, said.number) == (move, 4)


@pytest.mark.parametrize("text", ["2 转陈静", "2 让陈静去看看", "2 给小陈吧"])
def test_it_is_handed_to_whoever_is_named(read: Read, text: str) -> None:
    (said,) = read(text, "chen").requests
    assert isinstance(said, requests.MoveTicket)
    assert (said.move, said.to) in {(Move.REASSIGN, "陈静"), (Move.REASSIGN, "小陈")}


def test_several_numbers_are_taken_on_together(read: Read) -> None:
    taken = read("1 2 3 都收到", "chen").requests
    assert [(one.move, one.number) for one in taken if isinstance(one, requests.MoveTicket)] == [
        (Move.ACCEPT, 1),
        (Move.ACCEPT, 2),
        (Move.ACCEPT, 3),
    ]


@pytest.mark.parametrize(
    ("text", "merged", "into"),
    [
        ("1 跟2合并", 2, "1"),
        ("1和2是一回事", 2, "1"),
        ("1、2是同一件事", 2, "1"),
        ("3跟2是一件事", 3, "2"),
        ("合并1和2", 2, "1"),
        ("把1和3合并", 3, "1"),
    ],
)
def test_two_that_are_one_matter_become_one_the_later_part_of_the_earlier(
    read: Read, text: str, merged: int, into: str
) -> None:
    assert read(text, "chen").requests == (requests.MoveTicket(Move.MERGE, merged, to=into),)


@pytest.mark.parametrize("text", ["把1关了", "1 关了吧", "1 直接办结", "1 结了吧"])
def test_to_close_it_says_nothing_of_what_was_done(read: Read, text: str) -> None:
    assert read(text, "chen").requests == (requests.MoveTicket(Move.RESOLVE, 1),)


@pytest.mark.parametrize(
    ("text", "until"),
    [("2 先放放", None), ("2 缓一缓", None), ("2 先放放，等配件", None), ("2 先放到下周三", date(2026, 12, 2))],
)
def test_to_let_it_lie_puts_it_off(read: Read, text: str, until: date | None) -> None:
    (said,) = read(text, "chen").requests
    assert isinstance(said, requests.MoveTicket)
    assert (said.move, said.number, said.until) == (Move.DEFER, 2, until)


@pytest.mark.parametrize("text", ["2 先放了警示牌", "2 先放个锥桶"])
def test_what_was_set_down_is_not_put_off(read: Read, text: str) -> None:
    assert not any(isinstance(one, requests.MoveTicket) for one in read(text, "chen").requests)


@pytest.mark.parametrize("text", ["2 谁在办", "2 是谁办的", "2那个灯修好了没", "2 师傅什么时候来"])
def test_what_is_asked_of_a_ticket_is_answered_by_its_state(read: Read, text: str) -> None:
    assert read(text, "chen").requests == (requests.ShowTicket(2),)


@pytest.mark.parametrize("text", ["我们没有这个预算，要动维修基金", "开发商质保期内"])
def test_what_moves_nothing_is_kept_as_a_note(read: Read, text: str) -> None:
    assert read(text, "chen", quote=POST).requests == (requests.NoteTicket(4, text),)
    assert read(f"4 {text}", "chen").requests == (requests.NoteTicket(4, text),)


@pytest.mark.parametrize("text", ["谢谢", "辛苦了"])
def test_politeness_beneath_a_ticket_is_let_pass(read: Read, text: str) -> None:
    assert read(text, "chen", quote=POST).requests == ()


@pytest.mark.parametrize(
    "text",
    ["3栋2单元的路灯不亮了", "5号楼灯坏了", "2份午饭", "3 个人去开会", "12点到现场", "110来了", "6楼灯换好了吗"],
)
def test_an_amount_a_door_or_a_time_is_no_ticket(read: Read, text: str) -> None:
    assert not [
        one for one in read(text, "chen").requests if isinstance(one, requests.MoveTicket | requests.NoteTicket)
    ]


def test_another_matter_beneath_a_ticket_is_a_ticket_of_its_own(read: Read) -> None:
    (said,) = read("5栋井盖坏了", "chen", quote=POST).requests
    assert isinstance(said, requests.OpenTicket)


@pytest.mark.parametrize("text", ["1 换了灯泡，亮了", "清运公司拉走了"])
def test_a_resident_moves_nothing_with_such_words(read: Read, text: str) -> None:
    moved = [one for one in read(text, "wang", quote=POST).requests if isinstance(one, requests.MoveTicket)]
    assert moved == []


@pytest.mark.parametrize("text", ["1 办结 电线断了，已经接好", "1 办结 是私拉电线充电，已经拔掉了"])
def test_a_danger_that_staff_put_an_end_to_does_not_ring(read: Read, text: str) -> None:
    (said,) = read(text, "chen").requests
    assert isinstance(said, requests.MoveTicket)
    assert said.move is Move.RESOLVE


@pytest.mark.parametrize("text", ["3 办结 5栋有人晕倒了", "1 办结 5栋有人触电了", "1 电线断了，冒火花"])
def test_whoever_may_be_hurt_is_called_for_whatever_stands_before_it(read: Read, text: str) -> None:
    (said,) = read(text, "chen").requests
    assert isinstance(said, requests.OpenTicket)
    assert said.safety


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("帮我撤一下", "withdraw"),
        ("给我删掉算了", "withdraw"),
        ("积分收回", "points"),
        ("和别的合并一下", "merge"),
        ("换个人去吧", "reassign"),
        ("改派一下", "reassign"),
        ("弄错类别了", "correct"),
        ("这个往后延期几天", "defer"),
        ("上报算了", "refer"),
    ],
)
def test_what_sounds_like_an_order_is_no_note(read: Read, words: str, near: str) -> None:
    assert read(f"4 {words}", "chen").requests == (requests.HalfOrder(4, near),)
    assert read(words, "chen", quote=POST).requests == (requests.HalfOrder(4, near),)


@pytest.mark.parametrize("words", ["撤了", "作废", "取消", "删掉", "不办了", "撤了吧"])
def test_to_strike_a_ticket_off_is_to_withdraw_it(read: Read, words: str) -> None:
    for line in (f"4 {words}", f"把4{words}", f"4那个{words}"):
        assert [type(one) for one in read(line, "chen").requests] == [requests.WithdrawTicket], line


@pytest.mark.parametrize("text", ["2 改派陈静", "2 派给陈静，必须办", "2 换陈静办", "2 改派给陈静吧"])
def test_it_is_handed_on_whatever_the_word_for_it(read: Read, text: str) -> None:
    (said,) = read(text, "chen").requests
    assert isinstance(said, requests.MoveTicket)
    assert (said.move, said.to) == (Move.REASSIGN, "陈静")


@pytest.mark.parametrize(
    "text", ["3网格呢", "2网格怎么样", "1网格谁管", "1网格今天找谁", "1网格以后归陈静", "1组在干什么", "2片区几件"]
)
def test_a_grid_is_no_ticket(read: Read, text: str) -> None:
    said = read(text, "chen").requests
    assert not any(isinstance(one, requests.Numbered) for one in said)


@pytest.mark.parametrize("text", ["已通知物业", "已上报供电局，等回复", "已列入改造计划", "已联系维修公司，下周来"])
def test_what_was_only_handed_on_is_under_way(read: Read, text: str) -> None:
    assert read(f"4 {text}", "chen").requests == (requests.MoveTicket(Move.START, 4, text),)


@pytest.mark.parametrize("text", ["1 2 周五前修好", "1、2 明天前换好", "1到3 月底前清完"])
def test_what_will_be_done_by_a_day_is_not_done(read: Read, text: str) -> None:
    moves = [one.move for one in read(text, "chen").requests if isinstance(one, requests.MoveTicket)]
    assert Move.RESOLVE not in moves


@pytest.mark.parametrize("text", ["4 归陈静，转陈静", "4 是陈静的，让她去", "4 不是我的，转给陈静"])
def test_not_mine_but_theirs_goes_to_them_and_not_back(read: Read, text: str) -> None:
    (said,) = read(text, "chen").requests
    assert isinstance(said, requests.MoveTicket)
    assert (said.move, said.to) == (Move.REASSIGN, "陈静")


@pytest.mark.parametrize("text", ["我们不干", "不接，我们没这个义务", "不归街道，找开发商"])
def test_a_party_that_refuses_gives_it_back_with_its_words(read: Read, text: str) -> None:
    expected = (requests.MoveTicket(Move.RETURN, 4, text),)
    assert read(f"4 {text}", "chen").requests == expected
    assert read(text, "chen", quote=POST).requests == expected


@pytest.mark.parametrize(
    "text",
    [
        "住户电话不接",
        "住户拒绝开门",
        "钥匙交给门卫了",
        "在催物业",
        "已和住户确认时间",
        "东西放到门卫了",
        "地址不对，住户在4栋",
        "通过物业联系的",
    ],
)
def test_what_only_tells_is_a_note_though_it_has_a_word_of_an_order(read: Read, text: str) -> None:
    assert not any(isinstance(one, requests.HalfOrder) for one in read(f"4 {text}", "chen").requests)


@pytest.mark.parametrize(
    ("line", "move"),
    [("1 OK 收到", Move.ACCEPT), ("1 got it", Move.ACCEPT), ("1 Done", Move.RESOLVE), ("1 fixed", Move.RESOLVE)],
)
def test_a_word_of_english_is_a_word(read: Read, line: str, move: Move) -> None:
    (found,) = read(line, "chen").requests
    assert isinstance(found, requests.MoveTicket)
    assert (found.move, found.number) == (move, 1)
    assert read("OK，马上去", "chen").requests == (requests.MoveTicket(Move.ACCEPT),)


@pytest.mark.parametrize("line", ["1到5000 办结 修好了", "#3~40号 收到", "1-99 转物业"])
def test_more_tickets_than_anybody_means_are_not_met_with_silence(read: Read, line: str) -> None:
    assert read(line, "chen").requests == (requests.Guide(),)
