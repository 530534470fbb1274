"""After our question whether it is a matter, whatever is no refusal is a yes."""

from datetime import timedelta

import pytest

from tests.builders import RESIDENTS, ZHOU, World

THING, JOKE = "楼梯口那个东西", "电梯里那个广告真逗"


@pytest.mark.parametrize(
    "said",
    [
        "肯定要啊",
        "快点",
        "赶紧的",
        "废话",
        "不然呢",
        "你说呢",
        "随便",
        "你看着办",
        "都行",
        "好嘞",
        "得",
        "是 4栋那个",
        "是的 在二楼",
        "那玩意儿歪那儿了",
    ],
)
async def test_an_eager_yes_files_it(world: World, said: str) -> None:
    assert "是要人来看看吗" in await world.hears(ZHOU, THING, RESIDENTS)
    assert "#1 收到" in await world.hears(ZHOU, said, RESIDENTS)


@pytest.mark.parametrize("said", ["不要", "不用麻烦", "下次吧", "改天再说", "开玩笑的", "没必要", "算了"])
async def test_a_no_in_any_words_files_nothing(world: World, said: str) -> None:
    await world.hears(ZHOU, THING, RESIDENTS)
    assert "那就不记了" in await world.hears(ZHOU, said, RESIDENTS)
    await world.passes(timedelta(hours=5))
    assert not world.store.state.tickets


async def test_what_is_said_besides_the_yes_goes_with_it(world: World) -> None:
    await world.hears(ZHOU, THING, RESIDENTS)
    await world.hears(ZHOU, "是 4栋那个", RESIDENTS)
    place = world.ticket().place
    assert place is not None
    assert place.building == "4"
    assert "是 4栋那个" in world.ticket().text
    await world.passes(timedelta(hours=5))
    assert len(world.store.state.tickets) == 1


async def test_a_joke_that_nobody_confirms_sends_nobody_out(world: World) -> None:
    await world.hears(ZHOU, JOKE, RESIDENTS)
    await world.passes(timedelta(hours=5))
    assert not world.store.state.tickets


@pytest.mark.parametrize(
    "said",
    [
        "你们到底管不管",
        "你们是吃干饭的吗",
        "没人管了是吧",
        "物业费白交了",
        "今天晚上又开始了",
        "又来了",
        "睡不着 气死了",
    ],
)
async def test_scolding_is_asked_what_it_is_about(world: World, said: str) -> None:
    assert "什么事、哪里坏了" in await world.hears(ZHOU, said, RESIDENTS)
    await world.passes(timedelta(hours=5))
    assert not world.store.state.tickets


async def test_whoever_gives_up_is_let_go(world: World) -> None:
    await world.hears(ZHOU, "有个事想反映一下", RESIDENTS)
    assert "那就不记了" in await world.hears(ZHOU, "算了 说了也没用", RESIDENTS)
    assert not world.store.state.tickets


@pytest.mark.parametrize("said", ["4栋停水了吗", "3栋停电了没", "3栋的灯修了没有", "是不是停水了"])
async def test_a_question_about_an_outage_is_no_report_yet(world: World, said: str) -> None:
    assert "是要人来看看吗" in await world.hears(ZHOU, said, RESIDENTS)
    assert "那就不记了" in await world.hears(ZHOU, "5栋有水", RESIDENTS)


async def test_an_advert_with_a_number_is_left_alone(world: World) -> None:
    assert await world.hears(ZHOU, "修电动车 开锁 通下水道 电话13800001234", RESIDENTS) == ""
