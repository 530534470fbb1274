"""The public line names a deed, never a person."""

import re

from bot.domain import points
from bot.domain.tickets import Kind, State, Ticket
from bot.domain.urgency import Urgency
from bot.wording import points as say
from tests.builders import HOME, NINE

TICKET = Ticket(
    "c", 12, Kind.HAZARD, "lighting", Urgency.BLUE, State.CLOSED, "灯坏了", "wangayi", "aibot", NINE, place=HOME
)


def test_the_red_packet_line_has_number_reason_and_no_name() -> None:
    said = say.red_packet(TICKET, "照明", 5)
    assert said.startswith("#12 🧧 积分红包 5分")
    assert "3栋2单元 照明" in said
    assert "积分不是现金" in said
    for secret in ("wangayi", "501", "灯坏了"):
        assert secret not in said


def test_the_reason_in_the_ledger_holds_no_words_of_the_reporter() -> None:
    assert say.reason(TICKET, "照明") == "#12 报告隐患·照明"


def test_what_is_told_of_somebodys_points_adds_up_also_when_only_the_newest_entries_are_listed() -> None:
    made = [points.post("c", number, "wangayi", 5, NINE, "#1 报告隐患·照明") for number in range(30)]
    made.append(points.take_back("c", 1, "wangayi", 5, NINE, "#1 报告隐患·照明"))
    own = [(one, entry) for one in made for entry in one.entries if entry.account == "person:wangayi"]
    head, *lines = say.mine(145, 2, own[-10:]).splitlines()
    assert sum(int(re.findall(r"[+-]\d+", line)[0]) for line in lines) == 145 + 2
    assert lines[-1] == "更早的加起来 +107"
    assert "更早" not in say.mine(145, 0, own)
    assert head == "您有145积分，另有2分等办结后到账。"
