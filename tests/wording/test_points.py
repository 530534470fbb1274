"""The public line names a deed, never a person."""

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
