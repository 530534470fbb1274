"""What was asked for last stays in mind for a while."""

from datetime import timedelta

from bot.domain import requests
from bot.domain.requests import Slot
from bot.domain.tickets import Kind
from tests.builders import LI, QUARREL, RESIDENTS, SECRETARY, STAFF, World


async def test_the_next_question_need_not_repeat_the_last(world: World) -> None:
    await world.reported()
    assert "第一网格新增 1件" in await world.hears(SECRETARY, "1网格几件")
    assert "第二网格新增 0件" in await world.hears(SECRETARY, "那2网格呢")
    assert "上个月（10月1日周四—10月31日周六）第二网格新增 0件" in await world.hears(SECRETARY, "上个月呢")


async def test_a_grid_that_is_not_there_does_not_end_it(world: World) -> None:
    await world.hears(SECRETARY, "1网格几件")
    assert "没有“9网格”" in await world.hears(SECRETARY, "9网格呢")
    assert "第二网格新增 0件" in await world.hears(SECRETARY, "2网格呢")


async def test_after_a_while_it_is_forgotten(world: World) -> None:
    await world.hears(SECRETARY, "1网格几件")
    await world.passes(timedelta(minutes=16))
    assert "新增工单 0 件" in await world.hears(SECRETARY, "2网格呢")


async def test_a_question_of_ours_that_stands_open_is_not_lost_for_it(world: World) -> None:
    opened = requests.OpenTicket("灯不亮了", Kind.HAZARD, "lighting")
    await world.says(SECRETARY, requests.Clarify(Slot.PLACE, opened))
    await world.hears(SECRETARY, "1网格几件")
    assert "#1 收到" in await world.hears(SECRETARY, "3栋2单元")


async def test_all_figures_at_once_are_followed_up_too(world: World) -> None:
    await world.reported(chat=RESIDENTS)
    await world.hears(SECRETARY, "统计")
    assert (await world.hears(SECRETARY, "2网格呢")).startswith("第二网格本月")
    assert (await world.hears(SECRETARY, "上个月呢")).startswith("第二网格上个月")


async def test_the_tickets_behind_a_figure_are_listed_and_no_private_ones_in_a_group(world: World) -> None:
    await world.reported()
    await world.reported(QUARREL, person=LI)
    await world.hears(SECRETARY, "本周几件")
    said = await world.hears(SECRETARY, "分别是哪些")
    assert "新增 2件。\n#2 【尽快】" in said
    assert "#1 3栋2单元 照明：已派单" in said
    assert "经办：陈静" in said
    await world.hears(SECRETARY, "本周纠纷几件", chat=STAFF)
    assert "#" not in await world.hears(SECRETARY, "分别是哪些", chat=STAFF)
