"""Tickets as those who have to do them look at them."""

from datetime import timedelta

from bot.domain import requests
from bot.domain.tickets import Kind, Move
from bot.domain.urgency import Urgency
from tests.builders import CHEN, LI, LIU, OTHER_LIGHT, RESIDENTS, SECRETARY, STAFF, WANG, World
from tests.handlers.asked.test_figuring import FIVE


async def test_the_list_of_a_worker_is_by_deadline_and_whatever_is_red_comes_first(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.reported(OTHER_LIGHT, person=LI)
    await world.reported(requests.OpenTicket("3栋楼道冒烟了", Kind.HAZARD, "fire_safety", Urgency.RED))
    said = (await world.hears(CHEN, "我手上还有什么")).splitlines()
    assert [one[:2] for one in said[1:4]] == ["#3", "#2", "#1"]
    assert all("应在" in one for one in said[1:4])


async def test_what_has_waited_longest_is_told_oldest_first_with_who_has_it(world: World) -> None:
    await world.reported()
    await world.passes(timedelta(days=4))
    await world.reported(FIVE)
    said = (await world.hears(SECRETARY, "拖得最久的是哪件")).splitlines()
    assert said[0] == "现在没办完的 2件，最早收到的在前："
    assert said[1].startswith("#1 3栋2单元 照明：已派单，11月23日周一收到")
    assert said[1].endswith("经办：陈静")
    assert said[2].startswith("#2 ")
    old = await world.hears(SECRETARY, "超过三天没办的")
    assert "收到满3天、现在还没办完的 1件" in old
    assert "#2" not in old


async def test_whoever_heads_nobody_is_told_of_their_own_and_nobody_where_residents_read(world: World) -> None:
    await world.reported()
    await world.reported(FIVE)
    said = await world.hears(LIU, "拖得最久的是哪件", chat=STAFF)
    assert "#2" in said
    assert "#1" not in said
    assert "#" not in await world.says(SECRETARY, requests.ShowOldest(), chat=RESIDENTS)
    assert "#" not in await world.says(WANG, requests.ShowOldest())
