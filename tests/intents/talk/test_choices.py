"""Whether somebody should go again, and which of several tickets is meant."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.requests import JoinTicket, MoveTicket, OpenTicket, Pending, Promise, WithdrawTicket
from bot.domain.tickets import Kind, Move
from intents.normalise import normalise
from intents.scene import Scene
from intents.talk import pending

AGAIN = Pending("again", MoveTicket(Move.REOPEN, 12))
PROMISE = Promise(None, date(2026, 11, 27), "周五前修好")


@pytest.mark.parametrize(
    "said", ["要", "要的", "好", "好的，灯罩还松着", "再来看看", "请再修一下", "没修好", "还是不亮", "行，麻烦了"]
)
def test_somebody_should_go_again_and_hears_what_was_said(scene: Scene, said: str) -> None:
    filled = pending.complete(normalise(said), replace(scene, pending=AGAIN))
    assert filled == MoveTicket(Move.REOPEN, 12, said)


@pytest.mark.parametrize("said", ["不用", "不用了，谢谢", "算了", "没事了", "可以了", "不用再来了", "满意"])
def test_nobody_need_go_again(scene: Scene, said: str) -> None:
    assert pending.complete(normalise(said), replace(scene, pending=AGAIN)) == WithdrawTicket(None, said)


@pytest.mark.parametrize("said", ["3栋的路灯不亮了", "明天中午订两份饭", "我的积分", "谢谢", "要是停电了怎么办"])
def test_what_is_about_something_else_sends_nobody(scene: Scene, said: str) -> None:
    assert pending.complete(normalise(said), replace(scene, pending=AGAIN)) is None


@pytest.mark.parametrize("said", ["15", "#15", "15号", "是15", "15号单", "15 这个"])
@pytest.mark.parametrize("waiting", [MoveTicket(Move.ACCEPT, None, "收到"), JoinTicket(None, "我也是"), PROMISE])
def test_a_number_says_which_ticket_is_meant(
    scene: Scene, said: str, waiting: MoveTicket | JoinTicket | Promise
) -> None:
    filled = pending.complete(normalise(said), replace(scene, pending=Pending("which", waiting)))
    assert filled == replace(waiting, number=15)


@pytest.mark.parametrize("said", ["15份饭", "3栋的灯坏了", "收到", "都是"])
def test_what_is_more_than_a_number_says_nothing_of_the_kind(scene: Scene, said: str) -> None:
    asked = Pending("which", MoveTicket(Move.ACCEPT, None))
    assert pending.complete(normalise(said), replace(scene, pending=asked)) is None


def test_what_has_no_number_cannot_be_given_one(scene: Scene) -> None:
    asked = Pending("which", OpenTicket("灯坏了", Kind.HAZARD, "lighting"))
    assert pending.complete(normalise("15"), replace(scene, pending=asked)) is None
