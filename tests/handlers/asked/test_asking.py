"""Answers about one's own tickets, points and worker; others' stay closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain import requests
from bot.domain.requests import Action, Rating
from bot.domain.tickets import Move
from tests.builders import (
    CHEN,
    COOK,
    HOME,
    LEADER,
    LI,
    LIGHT,
    LIU,
    PROPERTY,
    QUARREL,
    RESIDENTS,
    RESIDENTS_2,
    SECRETARY,
    STAFF,
    WANG,
    World,
)


async def test_my_tickets_are_what_i_reported_and_what_i_have_to_do(world: World) -> None:
    assert "没有在办的事" in await world.says(WANG, requests.ShowMyTickets())
    await world.reported()
    assert "#1 3栋2单元 照明：已派单" in await world.says(WANG, requests.ShowMyTickets(), chat=RESIDENTS)
    assert "#1 3栋2单元 照明：已派单" in await world.says(CHEN, requests.ShowMyTickets())
    assert "没有在办的事" in await world.says(LI, requests.ShowMyTickets())


async def test_a_ticket_is_shown_to_its_reporter_and_to_staff_only(world: World) -> None:
    await world.reported()
    assert "已派单，11月23日周一 09:00" in await world.says(WANG, requests.ShowTicket(1), chat=RESIDENTS)
    assert "已派单" in await world.says(LIU, requests.ShowTicket(1), chat=STAFF)
    refused = await world.says(LI, requests.ShowTicket(1), chat=RESIDENTS)
    assert refused.startswith("#1 只有报告人和工作人员能看。")
    assert "没有找到 #7" in await world.says(LI, requests.ShowTicket(7))


async def test_a_ticket_that_is_only_looked_at_is_not_held(world: World) -> None:
    await world.reported()
    world.store.state.held.clear()
    await world.says(WANG, requests.ShowTicket(1), chat=RESIDENTS)
    assert world.store.state.held == []
    await world.moved(Move.ACCEPT)
    assert world.store.state.held == [1]


async def test_staff_see_the_words_and_the_door_only_where_they_may_be_seen(world: World) -> None:
    await world.reported(replace(LIGHT, place=HOME))
    for chat, seen in (("", True), (STAFF, True), (RESIDENTS, False)):
        said = await world.says(CHEN, requests.ShowTicket(1), chat=chat)
        assert ("501" in said, "又不亮" in said) == (seen, seen)


@pytest.mark.parametrize(("person", "seen"), [(CHEN, True), (LEADER, True), (SECRETARY, True), (LIU, False)])
async def test_a_private_matter_is_told_one_to_one_to_those_who_answer_for_it(
    world: World, person: str, seen: bool
) -> None:
    await world.reported(QUARREL)
    said = await world.says(person, requests.ShowTicket(1))
    assert ("打孩子" in said, "纠纷" in said) == (seen, seen)


async def test_property_may_be_what_a_private_matter_is_about_and_learns_nothing(world: World) -> None:
    await world.reported(QUARREL)
    assert "没有找到 #1" in await world.says(PROPERTY, requests.ShowTicket(1))
    assert "没有找到 #1" in await world.says(PROPERTY, requests.MoveTicket(Move.ACCEPT, 1))


@pytest.mark.parametrize("person", [WANG, CHEN, SECRETARY])
@pytest.mark.parametrize("chat", ["", RESIDENTS])
async def test_who_reported_it_is_not_told_and_files_nothing(world: World, person: str, chat: str) -> None:
    said = await world.says(person, requests.AskReporter(), chat=chat)
    assert said.startswith("谁报的，我们不往外说。")
    assert not world.store.state.tickets


async def test_a_result_with_a_door_is_not_shown_in_a_residents_group(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.says(CHEN, requests.MoveTicket(Move.RESOLVE, 1, "已到501换灯，电话13912345678"), chat=STAFF)
    assert "请打" not in world.posts(RESIDENTS)[-1].body
    assert "501" not in world.posts(RESIDENTS)[-1].body
    assert "501" not in await world.says(WANG, requests.ShowTicket(1), chat=RESIDENTS)
    alone = await world.says(WANG, requests.ShowTicket(1))
    assert "结果：已到501换灯，电话（号码）。" in alone


async def test_my_points_list_every_entry_and_what_is_still_held(world: World) -> None:
    assert "您有0积分" in await world.says(WANG, requests.ShowMyPoints())
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(Rating.SATISFIED), chat=RESIDENTS)
    await world.reported(requests.OpenTicket("想要个棋牌室", LIGHT.kind.WISH, "facilities"))
    lines = (await world.says(WANG, requests.ShowMyPoints())).splitlines()
    assert lines[0] == "您有5积分，另有2分等办结后到账。"
    assert sorted(line.split(" ", 2)[2] for line in lines[1:]) == [
        "+2 #2 提出心愿·设施（预留，办结后到账）",
        "+5 #1 报告隐患·照明（到账）",
    ]


async def test_the_phone_of_ones_worker_is_told_one_to_one_only(world: World) -> None:
    assert "陈静（第一网格），电话13900000003" in await world.says(WANG, requests.ShowMyWorker())
    said = await world.says(WANG, requests.ShowMyWorker(), chat=RESIDENTS)
    assert "陈静" in said
    assert "139" not in said


async def test_somebody_not_in_the_register_belongs_to_the_grid_of_the_group(world: World) -> None:
    assert "刘敏" in await world.says("stranger", requests.ShowMyWorker(), chat=RESIDENTS_2)
    assert "哪栋楼" in await world.says("stranger", requests.ShowMyWorker())


async def test_the_directory_answers_word_for_word_or_not_at_all(world: World) -> None:
    said = await world.says(WANG, requests.ShowDirectory("老年证"))
    assert said.startswith("办老年证：带身份证和一张两寸照片")
    assert await world.says(WANG, requests.ShowDirectory("没有这一条")) == ""


async def test_help_is_by_role(world: World) -> None:
    people = (WANG, COOK, CHEN, SECRETARY)
    resident, cook, staff, secretary = [await world.says(person, requests.ShowHelp()) for person in people]
    assert "接单" not in resident
    assert "不开火" in cook
    assert "不开火" not in resident
    assert "接单" in staff
    assert "统计" not in staff
    assert "统计" in secretary


@pytest.mark.parametrize("person", [WANG, COOK, CHEN, LEADER, SECRETARY])
async def test_help_fits_on_a_screen_and_the_rest_is_shown_on_request(world: World, person: str) -> None:
    await world.says(person, requests.ShowMyTickets())
    short = (await world.hears(person, "帮助")).splitlines()
    assert len(short) <= 12
    assert short[-1] == "· 帮助 全部：所有的说法"
    long = (await world.hears(person, "帮助 全部")).splitlines()
    assert set(short[:-1]) < set(long)


async def test_the_first_a_resident_reads_is_not_how_to_withdraw(world: World) -> None:
    lines = (await world.says(WANG, requests.ShowHelp())).splitlines()
    assert lines[0].startswith("我能帮您记")
    assert lines[1].startswith("· 我的工单")


async def test_the_guide_is_given_once_a_person_and_day(world: World) -> None:
    assert "我能帮您记" in await world.says(WANG, requests.Guide(), chat=RESIDENTS)
    assert await world.says(WANG, requests.Guide(), chat=RESIDENTS) == ""
    assert "我能帮您记" in await world.says(LI, requests.Guide(), chat=RESIDENTS)
    world.clock.set(world.clock.now().replace(day=24))
    assert "我能帮您记" in await world.says(WANG, requests.Guide(), chat=RESIDENTS)


async def test_a_second_guide_is_counted_as_silence(world: World) -> None:
    await world.says(WANG, requests.Guide(), chat=RESIDENTS)
    await world.says(WANG, requests.Guide(), chat=RESIDENTS)
    assert [one.outcome for one in world.store.state.messages.values()] == [Action.ASK, Action.SILENT]


async def test_one_to_one_nobody_is_left_without_a_way_to_a_human(world: World) -> None:
    await world.says(WANG, requests.Guide())
    assert "找书记" in await world.says(WANG, requests.Guide())
    assert "记下来给书记看" in await world.says(WANG, requests.Guide("停车费多少"))


async def test_a_welcome_says_who_the_bot_is(world: World) -> None:
    assert "我是连心" in await world.says(WANG, requests.Welcome())


async def test_whoever_wants_the_secretary_is_told_that_she_knows_and_she_knows_who(world: World) -> None:
    assert "已经告诉书记" in await world.says(WANG, requests.CallSecretary(), chat=RESIDENTS)
    (call,) = world.posts()
    assert call.target == SECRETARY
    assert call.body == "王阿姨，住3栋2单元501，电话13900000011（在“一网格居民群”里说的）想找您说话，请联系。"


async def test_a_request_about_ones_own_data_reaches_the_secretary_with_its_term(world: World) -> None:
    assert "15天内" in await world.says(LI, requests.CallSecretary(data=True))
    assert "信息，请在15天内答复" in world.posts()[-1].body


async def test_where_the_secretary_cannot_be_reached_the_way_to_her_is_named() -> None:
    world = World(routes=frozenset())
    assert "社区服务大厅" in await world.says(WANG, requests.CallSecretary())


@pytest.mark.parametrize(
    ("person", "names"), [(WANG, "路灯"), (CHEN, "办结"), (SECRETARY, "办结率"), (COOK, "午餐多少份")]
)
async def test_the_guide_speaks_of_what_its_reader_does(world: World, person: str, names: str) -> None:
    assert names in await world.says(person, requests.Guide())


async def test_those_at_work_are_never_left_without_an_answer(world: World) -> None:
    await world.says(CHEN, requests.Guide())
    assert await world.says(CHEN, requests.Guide())
    await world.says(WANG, requests.Guide(), chat=RESIDENTS)
    assert await world.says(WANG, requests.Guide(), chat=RESIDENTS) == ""


async def test_who_asks_for_their_worker_is_given_whoever_stands_in_today(world: World) -> None:
    away = requests.TakeLeave("我今天请假，刘敏替", date(2026, 11, 23), date(2026, 11, 23), "刘敏")
    await world.says(CHEN, away, chat=STAFF)
    said = await world.says(WANG, requests.ShowMyWorker())
    assert said.startswith("您的网格员：陈静今天请假，请找刘敏（第一网格），电话13900000004。")


@pytest.mark.parametrize("person", [SECRETARY, LEADER])
async def test_what_we_have_no_figure_for_is_owned_up_to_each_time_and_listed(world: World, person: str) -> None:
    for _ in range(2):
        assert (await world.says(person, requests.Guide("社区有多少户"))).startswith("这个我还答不了")
    await world.passes(timedelta(days=1))
    assert "社区有多少户" in await world.says(SECRETARY, requests.ShowDailyAccount())


@pytest.mark.parametrize("said", ["陈静电话多少", "陈静的电话", "小陈电话是多少", "网格员陈静的手机号"])
async def test_a_workers_phone_is_told_one_to_one_alone(world: World, said: str) -> None:
    alone = await world.hears(WANG, said)
    assert alone.startswith("陈静（第一网格），电话13900000003。")
    in_group = await world.hears(WANG, said, RESIDENTS)
    assert in_group == "陈静（第一网格）。要电话请点我头像私聊问。"


@pytest.mark.parametrize("said", ["林书记电话多少", "李大爷电话多少", "周姐的手机号"])
async def test_nobody_elses_phone_is_told(world: World, said: str) -> None:
    assert "139" not in await world.hears(WANG, said)


async def test_while_they_are_away_the_number_is_that_of_the_stand_in(world: World) -> None:
    today = date(2026, 11, 23)
    await world.says(CHEN, requests.TakeLeave("我今天请假，刘敏替", today, today, "刘敏"))
    assert "陈静今天请假，请找刘敏" in await world.hears(WANG, "陈静电话多少")


@pytest.mark.parametrize(
    "said", ["1 自来水公司抢修，管子爆了，晚上10点来水", "1 晚上10点来水", "1 通知大家 晚上10点来水"]
)
async def test_what_the_worker_says_to_all_who_wait_reaches_them(world: World, said: str) -> None:
    await world.hears(WANG, "3栋2单元停水了", RESIDENTS)
    await world.hears(CHEN, said, STAFF)
    assert "晚上10点来水" in world.posts(RESIDENTS)[-1].body
    assert "晚上10点来水" in await world.hears(WANG, "几点来水", RESIDENTS)
