"""The gate before 办结: one question, then it goes through and that is noted."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.tickets import Kind, Move, State
from tests.builders import CHEN, RESIDENTS, SECRETARY, STAFF, WANG, World

RUBBISH = requests.OpenTicket("3栋门口垃圾堆成山", Kind.HAZARD, "waste", place=Place("3栋", "3", known=True))


def done(text: str) -> requests.MoveTicket:
    return requests.MoveTicket(Move.RESOLVE, 1, text)


@pytest.mark.parametrize("text", ["已处理", "已解决", "好的", "好了", "搞定！"])
async def test_an_empty_phrase_is_sent_back_with_one_question(world: World, text: str) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    said = await world.says(CHEN, done(text), chat=STAFF)
    assert "具体做了什么？" in said
    assert world.state() is State.ACCEPTED
    assert world.history()[-1].move is Move.ASK


async def test_the_same_again_goes_through_and_is_noted(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    for _ in range(2):
        await world.says(CHEN, done("已处理"), chat=STAFF)
    assert (world.state(), world.ticket().result) == (State.CONFIRMING, "已处理")
    assert [one.move for one in world.history()[-3:]] == [Move.ASK, Move.NOTE, Move.RESOLVE]
    assert "没写做了什么" in world.history()[-2].reason


async def test_the_question_is_asked_anew_after_a_reopening(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    for _ in range(2):
        await world.says(CHEN, done("已处理"), chat=STAFF)
    await world.says(WANG, requests.MoveTicket(Move.REOPEN, 1, "还是不亮"))
    assert "具体做了什么？" in await world.says(CHEN, done("已处理"), chat=STAFF)
    assert world.state() is State.ASSIGNED


async def test_who_may_not_close_is_not_asked(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    assert "要换人" in await world.says("zhaogang", done("已处理"), chat=STAFF)


async def test_a_category_that_wants_a_photo_asks_for_it_once(world: World) -> None:
    await world.reported(RUBBISH)
    await world.moved(Move.ACCEPT)
    assert "要一张照片" in await world.says(CHEN, done("垃圾已清走"), chat=STAFF)
    await world.says(CHEN, done("垃圾已清走"), chat=STAFF)
    assert world.state() is State.CONFIRMING
    assert "没有照片" in world.history()[-2].reason


async def test_the_photo_alone_completes_what_waits_for_it(world: World) -> None:
    await world.reported(RUBBISH)
    await world.moved(Move.ACCEPT)
    await world.says(CHEN, done("垃圾已清走"), chat=STAFF)
    assert "已请报告人确认" in await world.shows(CHEN, chat=STAFF)
    assert (world.state(), world.ticket().result) == (State.CONFIRMING, "垃圾已清走")
    assert [one.ticket for one in world.store.state.media.values()] == [1]
    assert world.store.state.questions == {}


async def test_with_a_photo_in_the_same_message_nothing_is_asked(world: World) -> None:
    await world.reported(RUBBISH)
    await world.moved(Move.ACCEPT)
    await world.shows(CHEN, done("垃圾已清走"), chat=STAFF, text="1 办结 垃圾已清走")
    assert world.state() is State.CONFIRMING


async def test_the_photo_of_the_report_shows_what_was_wrong_and_not_that_it_is_done(world: World) -> None:
    await world.shows(WANG, RUBBISH, chat=RESIDENTS, text="3栋门口垃圾堆成山")
    await world.shows(CHEN, requests.MoveTicket(Move.ACCEPT, 1), chat=STAFF, text="1 收到")
    assert "要一张照片" in await world.says(CHEN, done("垃圾已清走"), chat=STAFF)
    assert world.state() is State.ACCEPTED
    await world.shows(CHEN, chat=STAFF)
    assert world.state() is State.CONFIRMING
    assert [one.stage for one in world.store.state.media.values()] == ["before", "before", "after"]


async def test_somebody_elses_photo_completes_nothing(world: World) -> None:
    await world.reported(RUBBISH)
    await world.moved(Move.ACCEPT)
    await world.says(CHEN, done("垃圾已清走"), chat=STAFF)
    await world.shows(SECRETARY, chat=STAFF)
    assert world.state() is State.ACCEPTED


async def test_the_open_question_is_gone_once_it_is_done(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.says(CHEN, done("已处理"), chat=STAFF)
    await world.says(CHEN, replace(done("已换灯泡"), number=1), chat=STAFF)
    assert (world.state(), world.store.state.questions) == (State.CONFIRMING, {})


async def test_declining_without_saying_whom_to_turn_to_is_sent_back_once(world: World) -> None:
    await world.reported()
    for text in ("", "不归我们管"):
        asked = await world.says(CHEN, requests.MoveTicket(Move.DECLINE, 1, text), chat=STAFF)
        assert "该找谁" in asked
        assert world.state() is State.ASSIGNED
    await world.says(CHEN, requests.MoveTicket(Move.DECLINE, 1, "不归我们管"), chat=STAFF)
    assert world.state() is State.DECLINED


async def test_a_reporter_hears_why_it_was_declined_and_whom_to_call(world: World) -> None:
    await world.reported()
    await world.says(CHEN, requests.MoveTicket(Move.DECLINE, 1, "路灯归供电局管，请打95598"), chat=STAFF)
    assert world.state() is State.DECLINED
    assert "路灯归供电局管，请打95598" in world.posts(RESIDENTS)[-1].body


@pytest.mark.parametrize("words", ["3 明天上午疏通", "2 换了灯泡", "2 换刘敏办"])
async def test_a_line_about_another_number_is_no_answer_for_the_one_that_waits(world: World, words: str) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.says(CHEN, done("已处理"), chat=STAFF)
    await world.hears(CHEN, words, chat=STAFF)
    assert (world.state(), world.ticket().result) == (State.ACCEPTED, "")


async def test_the_number_itself_is_not_told_to_the_reporter(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.says(CHEN, done("已处理"), chat=STAFF)
    await world.hears(CHEN, "1 换了灯泡", chat=STAFF)
    assert world.ticket().result == "换了灯泡"


@pytest.mark.parametrize("answer", ["换了灯泡", "换了两个灯泡", "把线接上了", "弄利索了，灯亮"])
async def test_the_question_what_was_done_has_an_ear(world: World, answer: str) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    assert "请补一句" in await world.hears(CHEN, "1 办结", chat=STAFF)
    await world.hears(CHEN, answer, chat=STAFF)
    assert (world.state(), world.ticket().result) == (State.CONFIRMING, answer)


async def test_what_is_still_to_come_is_no_answer_to_what_was_done(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.hears(CHEN, "1 办结", chat=STAFF)
    await world.hears(CHEN, "等配件，明天换", chat=STAFF)
    assert world.state() is State.WORKING


@pytest.mark.parametrize("answer", ["下周三", "到下周三", "下周三再说吧", "12月2日"])
async def test_the_question_until_when_has_an_ear(world: World, answer: str) -> None:
    await world.reported()
    assert "暂缓到哪一天" in await world.hears(CHEN, "1 暂缓", chat=STAFF)
    await world.hears(CHEN, answer, chat=STAFF)
    due = world.ticket().resolve_due
    assert world.state() is State.DEFERRED
    assert due is not None
    assert due.astimezone(world.clock.now().tzinfo).date() == date(2026, 12, 2)


async def test_the_question_which_matter_is_split_off_has_an_ear(world: World) -> None:
    await world.reported()
    assert "拆出来的是哪一件" in await world.hears(CHEN, "1 拆分", chat=STAFF)
    await world.hears(CHEN, "单元门坏了", chat=STAFF)
    before, after = world.ticket(1).place, world.ticket(2).place
    assert before is not None
    assert after is not None
    assert (world.ticket(2).reporter, after.building, after.unit) == (WANG, before.building, before.unit)


async def test_the_question_whom_to_turn_to_has_an_ear(world: World) -> None:
    await world.reported()
    assert "该找谁" in await world.hears(CHEN, "1 不受理", chat=STAFF)
    await world.hears(CHEN, "归供电局管，请打95598", chat=STAFF)
    assert world.state() is State.DECLINED


async def test_the_question_with_which_it_is_merged_has_an_ear(world: World) -> None:
    await world.reported()
    await world.reported(RUBBISH)
    assert "和哪一件合并" in await world.hears(CHEN, "2 合并", chat=STAFF)
    await world.hears(CHEN, "1", chat=STAFF)
    assert world.ticket(2).merged_into == 1


async def test_the_question_to_whom_it_goes_has_an_ear(world: World) -> None:
    await world.reported()
    assert "转给谁" in await world.hears(CHEN, "1 转给", chat=STAFF)
    await world.hears(CHEN, "刘敏", chat=STAFF)
    assert world.ticket().assignee == "liumin"


@pytest.mark.parametrize("command", ["1 办结", "1 暂缓", "1 拆分", "1 不受理", "1 合并", "1 转给"])
async def test_whoever_has_enough_of_our_question_says_so(world: World, command: str) -> None:
    await world.reported()
    await world.hears(CHEN, command, chat=STAFF)
    assert "不动" in await world.hears(CHEN, "算了", chat=STAFF)
    assert world.state() is State.ASSIGNED


async def test_what_was_only_handed_on_is_not_called_done(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    assert "交给别人在办" in await world.says(CHEN, done("已通知物业"), chat=STAFF)
    assert world.state() is State.ACCEPTED
    await world.says(CHEN, done("已通知物业"), chat=STAFF)
    assert world.state() is State.CONFIRMING
    assert "只说交给了别人" in world.history()[-2].reason
