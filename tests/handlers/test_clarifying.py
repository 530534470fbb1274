"""At most one question, kept until it is answered; no matter is lost over it."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import requests
from bot.domain.tickets import Kind, State
from bot.domain.urgency import Urgency
from tests.builders import BLOCK, LEADER, LI, LIGHT, NINE, RESIDENTS, RESIDENTS_2, WANG, World

SOMEWHERE = replace(LIGHT, place=None)
ASK = requests.Clarify("place", SOMEWHERE)


async def test_a_question_waits_and_its_answer_files_the_matter(world: World) -> None:
    assert "在哪栋楼" in await world.says(WANG, ASK, chat=RESIDENTS)
    assert await world.says(WANG, replace(SOMEWHERE, place=BLOCK), chat=RESIDENTS) != ""
    pending = world.scenes[-1].pending
    assert pending is not None
    assert (pending.slot, pending.request) == ("place", SOMEWHERE)
    assert world.ticket().place == BLOCK
    await world.says(WANG, chat=RESIDENTS)
    assert world.scenes[-1].pending is None


async def test_a_question_is_open_to_its_person_in_its_chat_only(world: World) -> None:
    await world.says(WANG, ASK, chat=RESIDENTS)
    await world.says(LI, chat=RESIDENTS)
    await world.says(WANG)
    assert [one.pending for one in world.scenes[-2:]] == [None, None]


async def test_another_matter_is_no_answer_and_the_first_is_not_forgotten(world: World) -> None:
    await world.says(WANG, ASK, chat=RESIDENTS)
    await world.says(WANG, requests.OpenTicket("井盖丢了", Kind.HAZARD, "road", place=BLOCK), chat=RESIDENTS)
    await world.until(NINE + timedelta(hours=4))
    assert [world.ticket(number).category for number in (1, 2)] == ["road", "lighting"]


async def test_nothing_is_asked_twice_about_one_matter(world: World) -> None:
    await world.says(WANG, ASK, chat=RESIDENTS)
    assert "#1 收到" in await world.says(WANG, ASK, chat=RESIDENTS)
    assert world.state() is State.ASSIGNED
    await world.until(NINE + timedelta(hours=9))
    assert len(world.store.state.tickets) == 1


async def test_a_second_question_files_the_first_matter(world: World) -> None:
    await world.says(WANG, ASK, chat=RESIDENTS)
    other = requests.OpenTicket("漏水了", Kind.HAZARD, "water", Urgency.YELLOW)
    said = await world.says(WANG, requests.Clarify("place", other), chat=RESIDENTS)
    assert "#1 收到：照明" in said
    assert "在哪栋楼" in said
    await world.until(NINE + timedelta(hours=4))
    assert world.ticket(2).category == "water"


async def test_nobody_waits_for_an_answer_where_life_is_in_danger(world: World) -> None:
    red = replace(SOMEWHERE, urgency=Urgency.RED, safety="gas")
    said = await world.says(WANG, requests.Clarify("place", red), chat=RESIDENTS)
    assert said.startswith("⚠️")
    assert world.state() is State.ASSIGNED


async def test_not_needed_settles_the_question(world: World) -> None:
    await world.says(WANG, ASK, chat=RESIDENTS)
    assert "那就不记了" in await world.says(WANG, requests.WithdrawTicket(), chat=RESIDENTS)
    await world.until(NINE + timedelta(hours=5))
    assert world.store.state.tickets == {}


async def test_a_question_about_a_meal_lapses_without_an_order(world: World) -> None:
    await world.says(WANG, requests.Clarify("quantity", requests.OrderMeal("两三份")), chat=RESIDENTS)
    await world.until(NINE + timedelta(hours=5))
    assert world.store.state.orders == {}
    await world.says(WANG, chat=RESIDENTS)
    assert world.scenes[-1].pending is None


async def test_where_nobody_could_say_the_place_the_leader_of_that_groups_grid_finds_out(world: World) -> None:
    await world.says(WANG, ASK, chat=RESIDENTS_2)
    await world.until(NINE + timedelta(hours=4))
    assert (world.ticket().grid, world.ticket().assignee) == ("g2", LEADER)
    assert "已通知第二网格网格长" in world.posts(RESIDENTS_2)[-1].body
    await world.says(LI, ASK, chat=RESIDENTS_2)
    assert "网格长" in await world.says(LI, ASK, chat=RESIDENTS_2)
    assert world.ticket(2).assignee == LEADER
