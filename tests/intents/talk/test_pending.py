"""The one open question and its answers."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.requests import Clarify, MoveTicket, OpenTicket, OrderMeal, Pending, Slot, Unlisted, WithdrawTicket
from bot.domain.tickets import Kind, Move
from intents import reader
from intents.normalise import normalise
from intents.scene import Scene
from intents.talk import doubts, pending
from tests.builders import example

LAMP = OpenTicket("路灯不亮了", Kind.HAZARD, "lighting")
LUNCH = OrderMeal("要几份饭", "lunch")


def test_every_slot_that_a_request_waits_for_has_its_filler() -> None:
    nothing_waits = set(doubts.BEGUN) - {Slot.MATTER}  # a place may wait for what is the matter there
    assert set(pending.FILLERS) == set(Slot) - nothing_waits


def test_a_place_completes_the_report(scene: Scene) -> None:
    filled = pending.complete(normalise("3栋2单元门口"), replace(scene, pending=Pending("place", LAMP)))
    assert isinstance(filled, OpenTicket)
    assert filled.place is not None
    assert filled.place.building == "3"


def test_a_short_name_counts_as_a_place(scene: Scene) -> None:
    filled = pending.complete(normalise("文化长廊那边"), replace(scene, pending=Pending("place", LAMP)))
    assert isinstance(filled, OpenTicket)
    assert filled.place is not None
    assert filled.place.text == "文化长廊那边"


@pytest.mark.parametrize(("said", "quantity"), [("三份", 3), ("3", 3), ("两个吧", 2), ("就一份", 1)])
def test_a_number_completes_the_order(scene: Scene, said: str, quantity: int) -> None:
    filled = pending.complete(normalise(said), replace(scene, pending=Pending("quantity", LUNCH)))
    assert isinstance(filled, OrderMeal)
    assert filled.quantity == quantity


def test_dishes_complete_the_order_with_their_sum(scene: Scene) -> None:
    filled = pending.complete(normalise("红烧肉两份，青菜一份"), replace(scene, pending=Pending("quantity", LUNCH)))
    assert filled == replace(LUNCH, quantity=3, dishes=(("红烧肉", 2), ("青菜", 1)))


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        ("要", "yes"),
        ("还要的", "yes"),
        ("留着吧", "yes"),
        ("嗯", "yes"),
        ("不要了", "no"),
        ("取消吧", "no"),
        ("不吃了", "no"),
    ],
)
def test_whoever_is_missing_from_a_list_keeps_or_drops_their_order(scene: Scene, said: str, agreed: str) -> None:
    asked = replace(scene, pending=Pending("gone", Unlisted(LUNCH)))
    assert pending.complete(normalise(said), asked) == Unlisted(LUNCH, agreed)
    assert reader.read(said, asked).requests == (Unlisted(LUNCH, agreed),)


@pytest.mark.parametrize("said", ["要两份", "路灯坏了", "不要辣", "我的"])
def test_another_word_than_yes_or_no_neither_keeps_nor_drops_it(scene: Scene, said: str) -> None:
    assert pending.complete(normalise(said), replace(scene, pending=Pending("gone", Unlisted(LUNCH)))) is None


def test_a_meal_completes_the_order(scene: Scene) -> None:
    filled = pending.complete(
        normalise("明天晚上的"), replace(scene, pending=Pending("service", replace(LUNCH, service=None)))
    )
    assert isinstance(filled, OrderMeal)
    assert (filled.service, str(filled.day)) == ("dinner", "2026-11-24")


@pytest.mark.parametrize(("slot", "said"), [("quantity", "谢谢"), ("service", "路灯坏了"), ("place", "在吗?")])
def test_another_matter_is_left_to_a_fresh_reading(scene: Scene, slot: str, said: str) -> None:
    waiting = LAMP if slot == "place" else LUNCH
    assert pending.complete(normalise(said), replace(scene, pending=Pending(slot, waiting))) is None


def test_without_a_question_there_is_no_answer(scene: Scene) -> None:
    assert pending.complete(normalise("三份"), scene) is None


@pytest.mark.parametrize(
    ("said", "done"), [("换了灯泡", True), ("已联系供电局，来电了", True), ("好的", False), ("换了灯泡吗", False)]
)
def test_what_was_done_completes_the_closing_that_waits(scene: Scene, said: str, done: bool) -> None:
    waiting = MoveTicket(Move.RESOLVE, 1, "已处理")
    filled = pending.complete(normalise(said), replace(scene, pending=Pending("result", waiting)))
    assert filled == (replace(waiting, text=said) if done else None)


@pytest.mark.parametrize(
    ("said", "kind", "category"),
    [("报修", Kind.HAZARD, "lighting"), ("报修吧。", Kind.HAZARD, "lighting"), ("建议", Kind.WISH, "other_wish")],
)
def test_the_reporter_says_what_it_is(scene: Scene, said: str, kind: Kind, category: str) -> None:
    filled = pending.complete(normalise(said), replace(scene, pending=Pending("intent", LAMP)))
    assert filled == replace(LAMP, kind=kind, category=category)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("陈静", "陈静"),
        ("转给陈静吧", "陈静"),
        ("转给@陈静", "陈静"),
        ("小刘", "小刘"),
        ("让高师傅去", "高师傅"),
        ("物业", "物业"),
    ],
)
def test_a_name_says_to_whom_it_goes(scene: Scene, said: str, name: str) -> None:
    waiting = MoveTicket(Move.REASSIGN, 12)
    filled = pending.complete(normalise(said), replace(scene, community=example(), pending=Pending("whom", waiting)))
    assert filled == replace(waiting, to=name)


@pytest.mark.parametrize("said", ["收到", "好的", "3栋的路灯不亮了", "先放一放", "明天中午两份饭"])
def test_what_names_nobody_is_no_answer_to_that(scene: Scene, said: str) -> None:
    asked = Pending("whom", MoveTicket(Move.REASSIGN, 12))
    assert pending.complete(normalise(said), replace(scene, pending=asked)) is None


@pytest.mark.parametrize("said", ["好了", "弄好了", "已经处理好了"])
def test_whoever_only_says_that_it_is_done_is_heard(scene: Scene, said: str) -> None:
    waiting = MoveTicket(Move.RESOLVE, 12)
    filled = pending.complete(normalise(said), replace(scene, pending=Pending("result", waiting)))
    assert filled == replace(waiting, text=said)


@pytest.mark.parametrize("said", ["谢谢", "收到", "好的", "还没好", "没处理好", "取消"])
def test_what_does_not_say_that_it_is_done_closes_nothing(scene: Scene, said: str) -> None:
    asked = Pending("result", MoveTicket(Move.RESOLVE, 12))
    assert pending.complete(normalise(said), replace(scene, pending=asked)) is None


@pytest.mark.parametrize("slot", ["whom", "result"])
@pytest.mark.parametrize(
    "said", ["点错了", "哦按错了", "算了", "算了吧", "先不", "先不办", "不转了", "先不转了", "不用了"]
)
def test_a_question_about_a_ticket_can_be_called_off_in_a_word(scene: Scene, slot: str, said: str) -> None:
    waiting = MoveTicket(Move.REASSIGN if slot == "whom" else Move.RESOLVE, 12)
    filled = pending.complete(normalise(said), replace(scene, pending=Pending(slot, waiting)))
    assert filled == WithdrawTicket(None, said)


@pytest.mark.parametrize("said", ["不用换灯泡，拧紧就亮了", "取消了一个插座", "算了一下费用已退"])
def test_what_was_done_is_not_a_word_that_calls_it_off(scene: Scene, said: str) -> None:
    filled = pending.complete(normalise(said), replace(scene, pending=Pending("result", MoveTicket(Move.RESOLVE, 12))))
    assert not isinstance(filled, WithdrawTicket)


@pytest.mark.parametrize("said", ["张三丰", "转给王小二", "欧阳锋吧", "小孙", "钱师傅", "王阿姨"])
def test_a_name_that_fits_nobody_on_the_staff_is_asked_for_once_more_with_those_there_are(
    scene: Scene, said: str
) -> None:
    waiting = MoveTicket(Move.REASSIGN, 12)
    there = replace(scene, community=example())
    filled = pending.complete(normalise(said), replace(there, pending=Pending("whom", waiting)))
    assert isinstance(filled, Clarify)
    assert (filled.slot, filled.request) == ("whom_again", waiting)
    assert {"陈静", "刘敏", "赵刚", "安居物业"} <= set(filled.options)
    assert not {"王阿姨", "孙阿姨"} & set(filled.options)
    last = pending.complete(normalise(said), replace(there, pending=Pending("whom_again", waiting)))
    assert isinstance(last, MoveTicket)
    assert last.to


@pytest.mark.parametrize("said", ["点错了", "不转了"])
def test_the_second_question_is_called_off_like_the_first(scene: Scene, said: str) -> None:
    asked = Pending("whom_again", MoveTicket(Move.REASSIGN, 12))
    assert pending.complete(normalise(said), replace(scene, pending=asked)) == WithdrawTicket(None, said)


@pytest.mark.parametrize("said", ["谢谢", "好的", "3栋的灯坏了", "张三丰是哪个网格的呀"])
def test_what_is_no_name_is_not_taken_for_one(scene: Scene, said: str) -> None:
    waiting = MoveTicket(Move.REASSIGN, 12)
    assert pending.complete(normalise(said), replace(scene, pending=Pending("whom", waiting))) is None


@pytest.mark.parametrize("slot", [Slot.SERVICE, Slot.QUANTITY])
def test_an_answer_may_be_the_whole_order(scene: Scene, slot: Slot) -> None:
    half = OrderMeal("我要订餐", None if slot is Slot.SERVICE else "lunch")
    found = pending.complete(normalise("明天晚上两份，送到家，少盐"), replace(scene, pending=Pending(slot, half)))
    assert isinstance(found, OrderMeal)
    assert (found.service, found.day, found.quantity) == ("dinner", date(2026, 11, 24), 2)
    assert (found.delivery, found.diet) == (True, ("少盐",))
