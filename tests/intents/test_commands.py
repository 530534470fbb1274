"""Short forms and ordinary words, from one table."""

from datetime import date

import pytest

from bot.domain import requests, roster
from bot.domain.requests import MoveTicket, Request, ShowStatistics
from bot.domain.tickets import Move
from intents import commands
from tests.intents.conftest import Read, Said


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("接单 12", MoveTicket(Move.ACCEPT, 12)),
        ("12 接单", MoveTicket(Move.ACCEPT, 12)),
        ("12接单", MoveTicket(Move.ACCEPT, 12)),
        ("接单", MoveTicket(Move.ACCEPT)),
        ("#12 收到我去看看", MoveTicket(Move.ACCEPT, 12)),
        ("12 办结 已换灯泡", MoveTicket(Move.RESOLVE, 12, "已换灯泡")),
        ("办结 12 已换灯泡", MoveTicket(Move.RESOLVE, 12, "已换灯泡")),
        ("12 转给 小李", MoveTicket(Move.REASSIGN, 12, to="小李")),
        ("12 退回 不归我", MoveTicket(Move.RETURN, 12, "不归我")),
        ("12 上报 要街道出面", MoveTicket(Move.REFER, 12, "要街道出面")),
        ("12 不受理 请找供电所", MoveTicket(Move.DECLINE, 12, "请找供电所")),
        ("12 合并 15", MoveTicket(Move.MERGE, 12, to="15")),
        ("12 暂缓到下周三", MoveTicket(Move.DEFER, 12, "到下周三", until=date(2026, 12, 2))),
        ("12 暂缓 下周三 等配件", MoveTicket(Move.DEFER, 12, "下周三 等配件", until=date(2026, 12, 2))),
        ("12 撤回", requests.WithdrawTicket(12)),
        ("12到哪了", requests.ShowTicket(12)),
        ("我的", requests.ShowMyTickets()),
        ("我的积分", requests.ShowMyPoints()),
        ("我的订单", requests.ShowMyOrders()),
        ("我的网格员是谁？", requests.ShowMyWorker()),
        ("帮助", requests.ShowHelp()),
        ("台账", requests.ShowDailyAccount()),
        ("统计", ShowStatistics()),
        ("本周统计", ShowStatistics(date(2026, 11, 23), date(2026, 11, 23), "本周")),
        ("上个月", ShowStatistics(date(2026, 10, 1), date(2026, 10, 31), "上个月")),
        ("2网格上个月", ShowStatistics(date(2026, 10, 1), date(2026, 10, 31), "上个月", "g2")),
        ("昨天统计", ShowStatistics(date(2026, 11, 22), date(2026, 11, 22), "昨天")),
    ],
)
def test_a_command_is_read(said: Said, line: str, request_: Request) -> None:
    from_words = said(line.replace("？", "?"))
    assert from_words == request_


def test_a_quoted_post_gives_the_number(said: Said) -> None:
    assert said("收到我去看看", "#12 3栋路灯不亮") == MoveTicket(Move.ACCEPT, 12)
    assert said("接单", "#7 漏水") == MoveTicket(Move.ACCEPT, 7)


@pytest.mark.parametrize(
    "line", ["收到", "我去看看", "3栋灯坏了", "大家早上好", "接孩子放学", "退回去的快递谁拿了", "今天天气好"]
)
def test_ordinary_talk_is_no_command(said: Said, line: str) -> None:
    assert said(line) is None


@pytest.mark.parametrize("quote", ["", "晚上谁来打球", "#12 路灯坏了"])
def test_a_bare_question_mark_asks_us_for_nothing(said: Said, quote: str) -> None:
    """In a group it is mostly meant for the neighbour whose words it quotes."""
    assert said("？", quote, staff=False) is None


def test_help_shows_a_resident_nothing_for_staff() -> None:
    resident = commands.help_lines(frozenset({roster.Role.RESIDENT}))
    secretary = commands.help_lines(frozenset({roster.Role.SECRETARY}))
    assert not any("接单" in line for line in resident)
    assert any("统计" in line for line in secretary)
    assert set(resident) < set(secretary)


def test_every_move_word_of_the_table_is_understood(said: Said) -> None:
    for row in commands.table().moves:
        if not row.takes and row.move is not Move.WITHDRAW:
            for verb in row.short:
                assert said(f"12 {verb}") == MoveTicket(row.move, 12)


@pytest.mark.parametrize(
    ("line", "quote"), [("12转给陈静", ""), ("#12 给陈静吧", ""), ("转给陈静", "#12 【一般·隐患】照明")]
)
def test_a_name_needs_no_space_in_front_where_it_is_somebodys(said: Said, line: str, quote: str) -> None:
    assert said(line, quote) == MoveTicket(Move.REASSIGN, 12, to="陈静")


@pytest.mark.parametrize("line", ["12给王芳", "转给王芳", "12给我看看"])
def test_what_is_given_to_nobody_on_the_staff_is_no_command(said: Said, line: str) -> None:
    assert said(line) is None


@pytest.mark.parametrize("line", ["帮助", "help", "Help"])
def test_a_word_for_help_shows_what_can_be_said_and_calls_nobody(read: Read, line: str) -> None:
    assert [requests.name_of(one) for one in read(line, "wang").requests] == ["show_help"]
