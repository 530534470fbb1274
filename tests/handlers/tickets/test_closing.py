"""The reporter has the last word; silence closes."""

from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.requests import Rating
from bot.domain.tickets import Move, State
from tests.builders import CHEN, LEADER, LI, LIGHT, NINE, OTHER_LIGHT, RESIDENTS, SECRETARY, STAFF, WANG, World


def answer(rating: Rating, number: int | None = None, text: str = "…") -> requests.AnswerClosing:
    return requests.AnswerClosing(rating, number, text)


async def resolved(world: World) -> World:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    return world


@pytest.mark.parametrize("rating", [Rating.SATISFIED, Rating.FAIR])
async def test_a_content_reporter_closes_and_the_reward_is_said_without_a_name(world: World, rating: Rating) -> None:
    await resolved(world)
    said = await world.says(WANG, answer(rating), chat=RESIDENTS)
    assert said.startswith("#1 好的，")
    assert "这件事办结了" in said
    ticket = world.ticket()
    assert (ticket.state, ticket.rating, ticket.closed_at) == (State.CLOSED, rating.value, NINE)
    line = world.posts(RESIDENTS)[-1].body
    assert line == "#1 🧧 积分红包 5分：#1 的报告人报告隐患（3栋2单元 照明），已核实办结。积分不是现金。"
    assert await world.balance(f"person:{WANG}") == 5
    assert world.waiting() == []


async def test_a_half_content_reporter_is_told_how_to_open_it_again(world: World) -> None:
    await resolved(world)
    said = await world.says(WANG, answer(Rating.FAIR), chat=RESIDENTS)
    assert said.startswith("#1 好的，记为“一般”，这件事办结了。要不要再请人去看看？")
    assert world.state() is State.CLOSED


async def test_a_discontented_reporter_opens_it_again_with_a_new_clock(world: World) -> None:
    await resolved(world)
    await world.until(NINE + timedelta(hours=1))
    said = await world.says(WANG, answer(Rating.DISSATISFIED, text="还是不亮"), chat=RESIDENTS)
    assert said == "#1 对不起，还没弄好，已经重新派人。"
    ticket = world.ticket()
    assert (ticket.state, ticket.round, ticket.assignee) == (State.ASSIGNED, 1, CHEN)
    assert ticket.accept_due == NINE + timedelta(days=1, hours=1)
    assert world.posts(STAFF)[-1].mentions == (CHEN,)
    assert "还是不亮" in world.posts(STAFF)[-1].body
    assert {(one.step, one.occurrence) for one in world.waiting()} == {("accept", "1"), ("resolve", "1")}


async def test_silence_closes_after_three_working_days_and_pays(world: World) -> None:
    await resolved(world)
    await world.until(NINE + timedelta(days=3) - timedelta(seconds=1))
    assert world.state() is State.CONFIRMING
    await world.until(NINE + timedelta(days=3))
    assert (world.state(), world.history()[-1].by) == (State.CLOSED, "bot")
    assert "积分红包" in world.posts(RESIDENTS)[-1].body


async def test_a_closed_ticket_may_be_reopened_within_the_window_only(world: World) -> None:
    await resolved(world)
    await world.says(WANG, answer(Rating.SATISFIED), chat=RESIDENTS)
    await world.until(NINE + timedelta(days=9))  # seven working days from a Monday
    await world.says(WANG, answer(Rating.DISSATISFIED, 1), chat=RESIDENTS)
    assert world.state() is State.ASSIGNED


async def test_after_the_window_a_new_report_is_asked_for(world: World) -> None:
    await resolved(world)
    await world.says(WANG, answer(Rating.SATISFIED), chat=RESIDENTS)
    await world.until(NINE + timedelta(days=9, minutes=1))
    assert "办结已久" in await world.says(WANG, answer(Rating.DISSATISFIED, 1), chat=RESIDENTS)
    assert world.state() is State.CLOSED


async def test_what_waits_for_an_answer_is_meant_before_what_is_newer(world: World) -> None:
    await resolved(world)
    await world.reported(requests.OpenTicket("井盖松了", LIGHT.kind, "road"))
    await world.says(WANG, answer(Rating.SATISFIED), chat=RESIDENTS)
    assert (world.state(1), world.state(2)) == (State.CLOSED, State.ASSIGNED)


async def test_one_question_when_two_wait_for_an_answer(world: World) -> None:
    await resolved(world)
    await world.reported(requests.OpenTicket("电梯又不动了", LIGHT.kind, "lift"))
    await world.moved(Move.ACCEPT, Move.RESOLVE, number=2)
    said = await world.says(WANG, answer(Rating.SATISFIED), chat=RESIDENTS)
    assert "是哪一件？#2" in said
    assert "回编号就行，例如“2”" in said
    await world.says(WANG, answer(Rating.SATISFIED, 2), chat=RESIDENTS)
    assert (world.state(1), world.state(2)) == (State.CONFIRMING, State.CLOSED)


async def test_fixed_before_anybody_said_so_is_news_for_the_worker(world: World) -> None:
    await world.reported()
    await world.says(WANG, answer(Rating.SATISFIED), chat=RESIDENTS)
    assert world.state() is State.ASSIGNED
    assert "报告人说已经好了" in world.posts(STAFF)[-1].body


async def test_a_complaint_before_a_result_is_news_for_the_worker(world: World) -> None:
    await world.reported()
    await world.moved(Move.RETURN)
    await world.says(WANG, answer(Rating.DISSATISFIED, text="没人来"), chat=RESIDENTS)
    assert "报告人补充：没人来" in world.posts(STAFF)[-1].body


async def test_thanks_about_nothing_are_met_with_silence(world: World) -> None:
    assert await world.says(WANG, answer(Rating.SATISFIED), chat=RESIDENTS) == ""


async def test_the_worker_cannot_answer_for_the_reporter(world: World) -> None:
    await resolved(world)
    assert "负责的人" in await world.says(CHEN, answer(Rating.SATISFIED, 1), chat=STAFF)
    assert world.state() is State.CONFIRMING


@pytest.mark.parametrize(("person", "office"), [(SECRETARY, "书记"), (LEADER, "网格长")])
async def test_somebody_above_confirms_in_their_own_name_and_rates_nothing(
    world: World, person: str, office: str
) -> None:
    await resolved(world)
    said = await world.says(person, answer(Rating.SATISFIED, 1, "满意"), chat=STAFF)
    assert said.startswith("#1 已办结，记的是您代为确认，报告人没有评价。")
    step = world.history()[-1]
    assert (world.state(), world.ticket().rating) == (State.CLOSED, "")
    assert (step.move, step.by, step.reason) == (Move.CONFIRM, person, f"{office}代为确认，报告人没有评价")
    [told] = [one for one in world.posts(RESIDENTS) if "确认办好了" in one.body]
    assert told.body == f"#1 3栋2单元 照明：{office}看过，确认办好了。您那儿要是没弄好，请@我回“没修好”。"
    assert told.mentions == (WANG,)


async def test_the_reporter_may_still_open_again_what_somebody_above_has_confirmed(world: World) -> None:
    await resolved(world)
    await world.says(SECRETARY, answer(Rating.SATISFIED, 1), chat=STAFF)
    await world.says(WANG, answer(Rating.DISSATISFIED), chat=RESIDENTS)
    assert world.state() is State.ASSIGNED


@pytest.mark.parametrize(("person", "office"), [(SECRETARY, "书记"), (LEADER, "网格长")])
async def test_somebody_above_has_it_done_again_in_their_own_name(world: World, person: str, office: str) -> None:
    await resolved(world)
    said = await world.says(person, requests.MoveTicket(Move.REOPEN, 1, "灯罩没装"), chat=STAFF)
    assert said.startswith("#1 已重开，重新派人去。")
    assert (world.state(), world.history()[-1].reason) == (State.ASSIGNED, f"{office}要求重办：灯罩没装")
    assert f"{office}说没弄好，请再去看看" in world.posts(STAFF)[-1].body
    assert f"{office}看过，还没弄好" in world.posts(RESIDENTS)[-1].body


async def test_half_content_is_for_the_reporter_to_say(world: World) -> None:
    await resolved(world)
    said = await world.says(SECRETARY, answer(Rating.FAIR, 1, "一般"), chat=STAFF)
    assert "请回“1 确认”；没办好，请回“1 重办”" in said
    assert world.state() is State.CONFIRMING


async def test_nobody_above_confirms_what_has_no_result_yet(world: World) -> None:
    await world.reported()
    told = len(world.posts())
    said = await world.says(SECRETARY, answer(Rating.SATISFIED, 1), chat=STAFF)
    assert said.startswith("现在是“已派单”，不能确认。")
    assert (world.state(), len(world.posts())) == (State.ASSIGNED, told)


async def test_a_secretary_who_reported_it_rates_it(world: World) -> None:
    await world.reported(person=SECRETARY)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(SECRETARY, answer(Rating.SATISFIED, 1), chat=RESIDENTS)
    assert (world.state(), world.ticket().rating) == (State.CLOSED, "satisfied")


async def test_a_half_content_reporter_who_wants_it_has_somebody_sent_again(world: World) -> None:
    await resolved(world)
    await world.says(WANG, answer(Rating.FAIR), chat=RESIDENTS)
    await world.reported(requests.OpenTicket("井盖松了", LIGHT.kind, "road"))
    again = requests.MoveTicket(Move.REOPEN, 1, "要，灯罩还松着")
    assert await world.says(WANG, again, chat=RESIDENTS) == "#1 对不起，还没弄好，已经重新派人。"
    pending = world.scenes[-1].pending
    assert pending == requests.Pending("again", requests.MoveTicket(Move.REOPEN, 1))
    assert (world.state(1), world.state(2)) == (State.ASSIGNED, State.ASSIGNED)
    assert "要，灯罩还松着" in world.posts(STAFF)[-1].body
    assert world.store.state.questions == {}


async def test_a_yes_after_the_end_changes_nothing(world: World) -> None:
    await resolved(world)
    await world.says(WANG, answer(Rating.SATISFIED), chat=RESIDENTS)
    rows = len(world.history())
    assert "办结了" in await world.says(WANG, answer(Rating.SATISFIED, 1), chat=RESIDENTS)
    assert len(world.history()) == rows


async def test_a_withdrawn_ticket_ends_its_clock_returns_the_reward_and_spares_the_worker_the_way(world: World) -> None:
    await world.reported()
    said = await world.says(WANG, requests.WithdrawTicket(), chat=RESIDENTS)
    assert said.startswith("#1 好的，已撤回。")
    assert (world.state(), world.waiting()) == (State.WITHDRAWN, [])
    assert await world.balance(f"held:{WANG}") == 0
    assert "不必再去" in world.posts(STAFF)[-1].body


async def test_withdrawing_asks_which_when_there_are_several(world: World) -> None:
    await world.reported()
    await world.reported(requests.OpenTicket("井盖松了", LIGHT.kind, "road"))
    assert "是哪一件？" in await world.says(WANG, requests.WithdrawTicket(), chat=RESIDENTS)
    assert world.state(1) is world.state(2) is State.ASSIGNED


async def test_nobody_withdraws_what_somebody_else_reported(world: World) -> None:
    await world.reported()
    assert "只有报告人" in await world.says(LI, requests.WithdrawTicket(1), chat=RESIDENTS)
    assert "负责的人" in await world.says(CHEN, requests.WithdrawTicket(1), chat=STAFF)
    assert world.state() is State.ASSIGNED
    await world.says(SECRETARY, requests.WithdrawTicket(1), chat=STAFF)
    assert world.state() is State.WITHDRAWN


async def test_not_needed_about_nothing_is_met_with_silence(world: World) -> None:
    assert await world.says(WANG, requests.WithdrawTicket(), chat=RESIDENTS) == ""


async def test_a_neighbour_whose_own_ticket_was_merged_is_heard_by_its_new_number_and_without_any(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    await world.says(CHEN, requests.MoveTicket(Move.MERGE, 2, to="1"), chat=STAFF)
    await world.moved(Move.RESOLVE)
    assert "我的" in await world.says(LI, answer(Rating.DISSATISFIED, 2, "没修好"))
    for number in (1, None):
        await world.says(LI, answer(Rating.DISSATISFIED, number, "没修好"))
        assert (world.history()[-1].move, world.history()[-1].by) == (Move.ADD, LI)
    assert "谢谢" in await world.says(LI, answer(Rating.SATISFIED, 1))
    assert world.state() is State.CONFIRMING


async def test_what_was_declined_says_where_to_turn(world: World) -> None:
    await world.reported()
    await world.says(CHEN, requests.MoveTicket(Move.DECLINE, 1, "归供电局管，请打95598"), chat=STAFF)
    assert "找书记" in await world.says(WANG, answer(Rating.DISSATISFIED, 1, "没修好"))


async def test_what_the_secretary_withdraws_is_told_to_its_reporter_and_is_not_put_in_their_mouth(world: World) -> None:
    await world.reported()
    assert "已经告诉报告人" in await world.hears(SECRETARY, "1 撤回 误报", chat=STAFF)
    news, told = world.posts(RESIDENTS)[-1], world.posts(STAFF)[-1]
    assert news.mentions == (WANG,)
    assert "书记撤回了：误报，不再派人去。" in news.body
    assert (told.mentions, told.body) == ((CHEN,), "#1 书记撤回了，不必再去。")
    await world.hears(WANG, "1 还是要修", chat=RESIDENTS)
    assert world.ticket(2).text == world.ticket(1).text


@pytest.mark.parametrize("words", ["满意", "很满意", "一般"])
async def test_a_rating_before_anybody_came_is_no_repair(world: World, words: str) -> None:
    await world.reported()
    told = len(world.posts(STAFF))
    assert "还在办" in await world.hears(WANG, words, chat=RESIDENTS)
    assert (len(world.posts(STAFF)), world.state()) == (told, State.ASSIGNED)


async def test_nobody_rates_their_own_work(world: World) -> None:
    await world.reported(person=CHEN)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.hears(CHEN, "满意", chat=RESIDENTS)
    assert (world.state(), world.ticket().rating) == (State.CLOSED, "")
    assert "自己报、自己办" in world.history()[-1].reason
