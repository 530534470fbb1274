"""A quote without a number acts on the one ticket it can mean; on none that the speaker may not know of."""

from dataclasses import replace

import pytest

from bot.domain import requests
from bot.domain.photos import Album
from bot.domain.tickets import Move, State
from tests.builders import (
    CANTEEN,
    CHEN,
    LI,
    LIGHT,
    LIU,
    OTHER_LIGHT,
    QUARREL,
    RESIDENTS,
    RESIDENTS_2,
    STAFF,
    WANG,
    ZHOU,
    World,
)

TWIN = replace(OTHER_LIGHT, text=LIGHT.text)


async def test_a_residents_own_line_quoted_by_the_worker_is_taken_on(world: World) -> None:
    await world.reported()
    said = await world.hears(CHEN, "收到，我去看看", RESIDENTS, quote=LIGHT.text)
    assert said.startswith("#1 已接单")
    assert world.state() is State.ACCEPTED


async def test_of_several_tickets_the_quoted_one_is_meant(world: World) -> None:
    await world.reported(OTHER_LIGHT)
    await world.reported()
    await world.hears(CHEN, "办结 换了灯泡", RESIDENTS, quote=f"王阿姨：{OTHER_LIGHT.text}")
    assert (world.state(1), world.state(2)) == (State.CONFIRMING, State.ASSIGNED)


async def test_a_call_cut_short_is_quoted_in_the_staff_group(world: World) -> None:
    await world.reported()
    [call] = world.posts(STAFF)
    await world.hears(CHEN, "收到", STAFF, quote=call.body.removeprefix("#1 ")[:40])
    assert world.state() is State.ACCEPTED


async def test_the_reporter_answers_by_quoting_what_they_said(world: World) -> None:
    for report in (LIGHT, OTHER_LIGHT):
        await world.reported(report)
    for number in (1, 2):
        await world.moved(Move.RESOLVE, number=number)
    await world.hears(WANG, "满意", RESIDENTS, quote=LIGHT.text)
    assert (world.state(1), world.state(2)) == (State.CLOSED, State.CONFIRMING)


async def test_a_neighbour_joins_by_quoting_what_was_said(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=ZHOU)
    assert "您也算上了" in await world.hears(LI, "我家也是", RESIDENTS, quote=LIGHT.text)
    assert [one.ticket for one in world.store.state.supporters.values()] == [1]


async def test_what_was_done_lately_is_opened_again_by_quoting_it(world: World) -> None:
    await world.reported()
    await world.moved(Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(requests.Rating.SATISFIED), chat=RESIDENTS)
    await world.reported(OTHER_LIGHT)
    await world.hears(WANG, "没修好", RESIDENTS, quote=LIGHT.text)
    assert (world.state(1), world.state(2)) == (State.ASSIGNED, State.ASSIGNED)


async def test_two_that_fit_are_asked_about_once_and_a_bare_number_answers(world: World) -> None:
    await world.reported()
    await world.reported(TWIN, person=LI)
    said = await world.hears(CHEN, "收到", RESIDENTS, quote=LIGHT.text)
    assert said.startswith("是哪一件？#2 3栋5单元 照明；#1 3栋2单元 照明。回编号就行，例如“2”。")
    assert (world.state(1), world.state(2)) == (State.ASSIGNED, State.ASSIGNED)
    assert "#1 已接单" in await world.hears(CHEN, "1", RESIDENTS)
    assert (world.state(1), world.state(2)) == (State.ACCEPTED, State.ASSIGNED)
    assert world.store.state.questions == {}


async def test_of_two_that_fit_the_reporters_own_is_meant(world: World) -> None:
    await world.reported()
    await world.reported(TWIN, person=LI)
    await world.hears(LI, "不用修了", RESIDENTS, quote=LIGHT.text)
    assert (world.state(1), world.state(2)) == (State.ASSIGNED, State.WITHDRAWN)


async def test_a_question_that_stood_open_is_not_forgotten_over_it(world: World) -> None:
    await world.reported()
    await world.reported(TWIN, person=LI)
    await world.says(CHEN, requests.Clarify("place", replace(LIGHT, text="电梯停了", category="lift", place=None)))
    said = await world.says(CHEN, requests.Clarify("which", requests.MoveTicket(Move.ACCEPT), ("1", "2")))
    assert "是哪一件？" in said
    assert world.ticket(3).text == "电梯停了"


@pytest.mark.parametrize("said", ["收到", "好的谢谢", "满意", "办结 换了灯泡"])
async def test_who_has_nothing_to_do_with_it_is_answered_as_if_nothing_had_been_found(world: World, said: str) -> None:
    await world.reported()
    there = await world.hears(LI, said, RESIDENTS, quote=LIGHT.text)
    elsewhere = await World().hears(LI, said, RESIDENTS, quote=LIGHT.text)
    assert there == elsewhere
    assert world.state() is State.ASSIGNED


async def test_what_was_said_in_another_chat_is_not_found(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT)
    await world.hears(CHEN, "收到", RESIDENTS_2, quote=LIGHT.text)
    await world.hears(CHEN, "收到", CANTEEN, quote=LIGHT.text)
    assert (world.state(1), world.state(2)) == (State.ASSIGNED, State.ASSIGNED)


async def test_a_private_matter_is_not_found_by_a_worker_whom_it_does_not_concern(world: World) -> None:
    await world.reported(QUARREL)
    said = await world.hears(LIU, "收到", RESIDENTS, quote=QUARREL.text)
    assert said == await World().hears(LIU, "收到", RESIDENTS, quote=QUARREL.text)
    assert world.state() is State.ASSIGNED


async def test_its_assignee_takes_a_private_matter_on_by_quoting_it(world: World) -> None:
    await world.reported(QUARREL)
    await world.reported(OTHER_LIGHT)
    await world.hears(CHEN, "收到", RESIDENTS, quote=QUARREL.text)
    assert (world.state(1), world.state(2)) == (State.ACCEPTED, State.ASSIGNED)


async def test_in_a_one_to_one_chat_only_what_was_said_there_is_found(world: World) -> None:
    await world.reported(chat="")
    await world.reported(OTHER_LIGHT)
    await world.hears(WANG, "不用修了", quote=OTHER_LIGHT.text)
    assert (world.state(1), world.state(2)) == (State.ASSIGNED, State.ASSIGNED)
    await world.hears(WANG, "不用修了", quote=LIGHT.text)
    assert world.state(1) is State.WITHDRAWN


async def test_a_line_that_does_not_depend_on_the_quote_is_read_as_it_is(world: World) -> None:
    await world.reported()
    await world.hears(LI, "4栋1单元的井盖松了", RESIDENTS, quote=LIGHT.text)
    assert world.ticket(2).text == "4栋1单元的井盖松了"


async def test_staff_still_file_what_nobody_filed_by_quoting_it(world: World) -> None:
    await world.reported()
    await world.hears(CHEN, "这条是报修", STAFF, quote="3栋2单元的水管又漏水了")
    assert world.ticket(2).text == "3栋2单元的水管又漏水了"


async def test_a_photo_that_quotes_a_line_belongs_to_its_ticket(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT)
    await world.shows(WANG, chat=RESIDENTS, quote=LIGHT.text)
    async with world.store.work() as work:
        assert await work.photos.album(world.place.code, 1) == Album(before=1)
        assert not await work.photos.album(world.place.code, 2)


MORE = "门口那个井盖也翘起来了"


async def with_more(world: World) -> World:
    for report in (LIGHT, OTHER_LIGHT):
        await world.reported(report)
    await world.says(WANG, requests.AddToTicket(MORE, 1), chat=RESIDENTS)
    return world


async def test_what_was_added_is_found_by_quoting_it(world: World) -> None:
    await with_more(world)
    await world.hears(CHEN, "收到，我去看看", RESIDENTS, quote=MORE)
    assert (world.state(1), world.state(2)) == (State.ACCEPTED, State.ASSIGNED)


async def test_so_is_ones_own_addition(world: World) -> None:
    await with_more(world)
    assert "#1 " in await world.hears(WANG, "这个有人管吗", RESIDENTS, quote=f"王阿姨：{MORE}")


async def test_and_our_post_about_it_when_its_number_was_cut_off(world: World) -> None:
    await with_more(world)
    quote = world.posts(STAFF)[-1].body.removeprefix("#1 ")
    assert quote.startswith("报告人补充：")
    await world.hears(CHEN, "收到", STAFF, quote=quote)
    assert (world.state(1), world.state(2)) == (State.ACCEPTED, State.ASSIGNED)


async def test_and_that_it_was_not_done(world: World) -> None:
    await with_more(world)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(requests.Rating.DISSATISFIED, 1, "楼道里还是黑的"), chat=RESIDENTS)
    await world.hears(CHEN, "收到，我去看看", RESIDENTS, quote="楼道里还是黑的")
    assert (world.state(1), world.state(2)) == (State.ACCEPTED, State.ASSIGNED)


async def test_a_word_among_staff_is_not_found_by_quoting_it(world: World) -> None:
    await with_more(world)
    await world.says(CHEN, requests.NoteTicket(1, "住户下午才在家"), chat=STAFF)
    await world.hears(CHEN, "收到", STAFF, quote="住户下午才在家")
    assert (world.state(1), world.state(2)) == (State.ASSIGNED, State.ASSIGNED)
