"""What stands on a card: the ticket on one screen, within the limits, and what is said to a press."""

from dataclasses import replace

from bot.domain.cards import Press
from bot.domain.photos import Album
from bot.domain.places import Place
from bot.domain.tickets import State
from bot.wording import cards as say
from bot.wording.cards import Facts
from tests.builders import NINE
from tests.contracts.values import ticket

ALL = (Press.ACCEPT, Press.REASSIGN, Press.RESOLVE)
HELD = ticket(12, place=Place("3栋2单元", "3", "2", known=True), accept_due=NINE, resolve_due=NINE)


def test_a_call_is_one_screen_with_three_buttons() -> None:
    card = say.of_ticket(HELD, Facts("照明", "路灯又不亮了", Album(2), "陈静"), "t", ALL)
    assert card.title == "#12 【一般·隐患】照明"
    assert card.desc == "已派单 陈静"
    assert card.text == "居民说：路灯又不亮了"
    assert dict(card.lines) == {"地点": "3栋2单元", "期限": "11月23日周一 09:00前接单", "照片": "处理前2张"}
    assert [one.text for one in card.buttons] == ["受理", "转派", "办结"]
    assert [one.main for one in card.buttons] == [True, False, False]
    assert card.over == ""


def test_afterwards_it_says_who_has_it_and_since_when() -> None:
    taken = replace(HELD, state=State.ACCEPTED)
    card = say.of_ticket(taken, Facts("照明", who="陈静", at=NINE), "t", ALL[1:])
    assert card.desc == "已接单 陈静 11月23日周一 09:00"
    assert dict(card.lines)["期限"] == "11月23日周一 09:00前办结"
    assert [one.text for one in card.buttons if one.main] == ["办结"]


def test_when_nothing_can_be_done_one_button_tells_how_it_stands() -> None:
    card = say.of_ticket(replace(HELD, state=State.CLOSED), Facts("照明", result="换了灯泡"), "t", ())
    assert (card.over, [(one.press, one.text) for one in card.buttons]) == ("办结", [(Press.SHOW, "办结")])
    assert dict(card.lines) == {"地点": "3栋2单元", "结果": "换了灯泡"}


def test_a_long_report_is_cut_and_says_where_the_rest_is() -> None:
    card = say.of_ticket(HELD, Facts("照明", "长" * 120), "t", ALL)
    assert card.text.endswith("…")
    assert dict(card.lines)["全文"] == "回“12 到哪了”看全文"


def test_a_recurrence_is_seen_at_once() -> None:
    card = say.of_ticket(replace(HELD, recurs=9), Facts("照明"), "t", ALL)
    assert dict(card.lines)["复发"] == "三十天内办过 #9"


def test_a_late_press_is_answered_with_how_it_stands() -> None:
    assert say.present(replace(HELD, state=State.WORKING), "陈静") == (
        "#12 现在是“办理中”，在陈静手上，这次点的没有改动。"
    )
    assert say.present(replace(HELD, state=State.CLOSED), "陈静") == "#12 现在是“办结”，这次点的没有改动。"
    assert say.outdated(HELD, "刘敏").startswith("#12 现在是“已派单”，在刘敏手上。这张卡片是以前的")


def test_a_question_tells_how_to_answer_now_and_later() -> None:
    assert "“已换灯泡”" in say.asks_result(12)
    assert "“12 办结 已换灯泡”" in say.asks_result(12)
    assert "“12 转给 张三”" in say.asks_person(12)
