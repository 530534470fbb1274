"""What somebody who has reported something says in their own words, without a number and without a command."""

from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.tickets import Kind, Move, State
from tests.builders import (
    BLOCK,
    CHEN,
    HOME,
    LIGHT,
    NINE,
    RESIDENTS,
    RESIDENTS_2,
    SECRETARY,
    STAFF,
    WANG,
    ZHOU,
    World,
    bodies,
)

DAY = timedelta(days=1)
HEATING = requests.OpenTicket("家里暖气一点都不热", Kind.HAZARD, "heating", place=HOME)
ROAD = requests.OpenTicket(
    "3栋门口井盖松了", Kind.HAZARD, "road", place=Place("3栋门口", "3", landmark="门口", known=True)
)


async def _done(world: World, report: requests.OpenTicket = LIGHT) -> World:
    await world.reported(report)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    assert world.state() is State.CONFIRMING
    return world


@pytest.mark.parametrize(
    "said", ["还是黑的", "灯没亮", "你骗人，根本没来", "没人来过啊", "根本没人来", "没有用，还是不亮", "这灯还是坏的呀"]
)
async def test_not_done_in_any_words_sends_somebody_again(world: World, said: str) -> None:
    await _done(world)
    assert "重新派人" in await world.hears(WANG, said, RESIDENTS)
    assert (world.state(), world.ticket().round) == (State.ASSIGNED, 1)


@pytest.mark.parametrize("said", ["家里还是冰凉的", "还是不热", "没有用，还是凉的", "暖气还是不热"])
async def test_cold_at_home_is_heard_of_the_heating(world: World, said: str) -> None:
    await _done(world, HEATING)
    assert "重新派人" in await world.hears(WANG, said, RESIDENTS)


@pytest.mark.parametrize("said", ["亮是亮了，一闪一闪的", "好一点，不太亮", "好是好了，就是一闪一闪"])
async def test_half_done_is_asked_about_once(world: World, said: str) -> None:
    await _done(world)
    assert "#1 还没弄好吗" in await world.hears(WANG, said, RESIDENTS)
    assert world.state() is State.CONFIRMING


@pytest.mark.parametrize(
    ("answer", "state"), [("是的", State.ASSIGNED), ("没有", State.ASSIGNED), ("没修好", State.ASSIGNED)]
)
async def test_whoever_says_that_it_is_not_has_it_done_again(world: World, answer: str, state: State) -> None:
    await _done(world)
    await world.hears(WANG, "亮是亮了，一闪一闪的", RESIDENTS)
    await world.hears(WANG, answer, RESIDENTS)
    assert world.state() is state
    assert "一闪一闪" in "".join(bodies(world.posts(STAFF)))


@pytest.mark.parametrize("answer", ["好了", "满意", "现在好了", "不是，好了"])
async def test_whoever_says_that_it_is_after_all_closes_it(world: World, answer: str) -> None:
    await _done(world)
    await world.hears(WANG, "亮是亮了，一闪一闪的", RESIDENTS)
    assert "办结" in await world.hears(WANG, answer, RESIDENTS)


@pytest.mark.parametrize(
    "said",
    ["挺好", "嗯 好了", "亮了亮了 谢谢小陈", "👍", "挺好的，辛苦了", "好的谢谢你们", "行，能用了", "行", "终于亮了"],
)
async def test_approval_in_any_words_closes_it_as_content(world: World, said: str) -> None:
    await _done(world)
    await world.hears(WANG, said, RESIDENTS)
    assert (world.state(), world.ticket().rating) == (State.CLOSED, "satisfied")


async def test_a_bare_good_long_after_the_news_is_an_answer_to_something_else(world: World) -> None:
    await _done(world)
    await world.passes(2 * DAY)
    await world.hears(WANG, "好的", RESIDENTS)
    assert world.state() is State.CONFIRMING
    await world.hears(WANG, "亮了亮了", RESIDENTS)
    assert world.state() is State.CLOSED


async def test_a_good_in_another_chat_or_of_somebody_else_closes_nothing(world: World) -> None:
    await _done(world)
    await world.hears(WANG, "好的谢谢", RESIDENTS_2)
    await world.hears(ZHOU, "好的谢谢", RESIDENTS)
    await world.hears(ZHOU, "根本没来", RESIDENTS)
    assert world.state() is State.CONFIRMING


async def test_a_secretary_s_good_closes_nothing_of_her_own(world: World) -> None:
    await world.reported(LIGHT, SECRETARY, STAFF)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.hears(SECRETARY, "好的", STAFF)
    assert world.state() is State.CONFIRMING


@pytest.mark.parametrize(
    "said", ["灯修了没有", "路灯修了没有", "1 修了吗", "灯的事怎么样了", "那个路灯修不修了", "啥时候能修好"]
)
async def test_how_far_it_is_is_told_without_a_command(world: World, said: str) -> None:
    await world.reported()
    assert "#1 3栋2单元 照明：已派单" in await world.hears(WANG, said, RESIDENTS)
    assert len(world.store.state.tickets) == 1


@pytest.mark.parametrize(
    "said",
    [
        "都两个小时了还没人来",
        "怎么还不来修啊",
        "我都报了两天了",
        "都两天了路灯还是黑的",
        "你们管不管啊",
        "等了半天也没人来",
    ],
)
async def test_impatience_urges_and_is_no_new_matter(world: World, said: str) -> None:
    await world.reported()
    assert "已经替您催了" in await world.hears(WANG, said, RESIDENTS)
    assert len(world.store.state.tickets) == 1
    assert "居民来催了" in world.posts(STAFF)[-1].body


async def test_of_several_the_one_whose_thing_is_named_is_meant(world: World) -> None:
    await world.reported()
    await world.reported(ROAD)
    assert await world.hears(WANG, "那个井盖咋样了", RESIDENTS) != ""
    assert "#2" in await world.hears(WANG, "那个井盖怎么还不来修", RESIDENTS)
    assert "#1" in await world.hears(WANG, "都两天了路灯还是黑的", RESIDENTS)


async def test_of_several_the_quoted_one_is_meant(world: World) -> None:
    await world.reported()
    await world.reported(ROAD)
    said = await world.hears(WANG, "怎么还不来修啊", RESIDENTS, quote="#2 收到：3栋门口 道路，已通知第一网格网格员。")
    assert "#2 已经替您催了" in said


async def test_of_several_without_a_name_one_question_is_asked(world: World) -> None:
    await world.reported()
    await world.reported(ROAD)
    assert "是哪一件" in await world.hears(WANG, "怎么还不来修啊", RESIDENTS)


@pytest.mark.parametrize("said", ["3栋垃圾没人收", "5栋的路灯没亮", "楼上漏水没人管"])
async def test_another_matter_is_filed_whatever_stands_open(world: World, said: str) -> None:
    await _done(world)
    await world.hears(WANG, said, RESIDENTS)
    assert (world.state(), len(world.store.state.tickets)) == (State.CONFIRMING, 2)


async def test_without_a_matter_of_theirs_the_words_stay_what_they_are(world: World) -> None:
    await world.hears(WANG, "亮是亮了，一闪一闪的", RESIDENTS)
    assert await world.hears(WANG, "好的谢谢", RESIDENTS) == ""
    assert world.store.state.tickets == {}


async def test_a_report_with_its_place_after_the_end_is_filed_as_come_back(world: World) -> None:
    await _done(world)
    await world.hears(WANG, "满意", RESIDENTS)
    await world.passes(DAY)
    assert "#2" in await world.hears(WANG, "3栋2单元的灯又不亮了", RESIDENTS)
    assert world.ticket(2).recurs == 1


async def test_a_complaint_without_a_place_after_the_end_reopens_what_it_names(world: World) -> None:
    await _done(world)
    await world.hears(WANG, "满意", RESIDENTS)
    assert "重新派人" in await world.hears(WANG, "路灯还是不亮", RESIDENTS)


@pytest.mark.parametrize(("days", "asked"), [(200, "在哪栋楼"), (14, "在哪栋楼"), (8, "重新派人")])
async def test_what_ended_too_long_ago_to_be_opened_again_swallows_no_new_report(
    world: World, days: int, asked: str
) -> None:
    await _done(world)
    await world.hears(WANG, "满意", RESIDENTS)
    await world.passes(days * DAY)
    assert asked in await world.hears(WANG, "路灯还是不亮", RESIDENTS)


async def test_of_what_ended_long_ago_nothing_is_asked_and_whoever_asks_is_told(world: World) -> None:
    await _done(world)
    await world.hears(WANG, "满意", RESIDENTS)
    await world.passes(30 * DAY)
    assert "#1" not in await world.hears(WANG, "还是黑的", RESIDENTS)
    assert "#1 3栋2单元 照明：办结" in await world.hears(WANG, "路灯修了没有", RESIDENTS)
    assert "请重新说一遍" in await world.hears(WANG, "没修好", RESIDENTS)


async def test_whoever_joined_may_ask_and_urge_like_the_reporter(world: World) -> None:
    water = requests.OpenTicket("3栋停水了", Kind.HAZARD, "water", place=Place("3栋", "3", known=True))
    await world.reported(water)
    await world.says(ZHOU, requests.JoinTicket(1), chat=RESIDENTS)
    assert "#1 3栋 供水漏水：已派单" in await world.hears(ZHOU, "什么时候来水", RESIDENTS)
    assert "已经替您催了" in await world.hears(ZHOU, "都两个小时了还没人来修", RESIDENTS)
    assert "已撤回" not in await world.hears(ZHOU, "我们自己修好了", RESIDENTS)


@pytest.mark.parametrize("said", ["1 撤了吧", "撤了吧", "1 不修了 我们自己修好了", "那个灯不用修了，我们自己换了"])
async def test_whoever_needs_it_no_longer_says_so_in_their_own_words(world: World, said: str) -> None:
    await world.reported()
    assert "已撤回" in await world.hears(WANG, said, RESIDENTS)
    assert world.state() is State.WITHDRAWN


async def test_a_place_said_after_the_report_is_added_to_it(world: World) -> None:
    await world.reported(requests.OpenTicket("暖气不热", Kind.HAZARD, "heating"))
    assert "#1" in await world.hears(WANG, "三号楼二单元", RESIDENTS)
    place = world.ticket().place
    assert place is not None
    assert (place.building, place.unit) == ("3", "2")


@pytest.mark.parametrize("said", ["家里", "家里的", "在我家", "1 是我家，3栋2单元501"])
async def test_at_home_is_where_the_register_says(world: World, said: str) -> None:
    await world.reported(requests.OpenTicket("暖气不热", Kind.HAZARD, "heating"))
    await world.hears(WANG, said, RESIDENTS)
    place = world.ticket().place
    assert place is not None
    assert (place.building, place.unit) == (BLOCK.building, BLOCK.unit)


async def test_a_place_said_right_after_a_report_that_has_one_says_it_more_exactly(world: World) -> None:
    await world.reported()
    assert "#1 补充的已经加上了" in await world.hears(WANG, "2单元门口", RESIDENTS)
    assert world.ticket().place == BLOCK


async def test_a_place_a_day_later_belongs_to_nothing(world: World) -> None:
    await world.reported(requests.OpenTicket("暖气不热", Kind.HAZARD, "heating"))
    await world.until(NINE + 2 * DAY)
    await world.hears(WANG, "三号楼二单元", RESIDENTS)
    assert world.ticket().place is None


async def test_staff_speak_of_what_they_have_reported_themselves_only(world: World) -> None:
    await _done(world)
    await world.hears(CHEN, "根本没人来", STAFF)
    assert world.state() is State.CONFIRMING


@pytest.mark.parametrize("said", ["今儿冷得很 暖气一点都不热", "地暖不热了", "厨房漏水"])
async def test_what_is_cold_or_leaks_indoors_is_at_home(world: World, said: str) -> None:
    assert "在哪栋楼" not in await world.hears(WANG, said, RESIDENTS)
    place = world.ticket().place
    assert place is not None
    assert (place.building, place.unit, place.room) == ("3", "2", "501")


@pytest.mark.parametrize(
    "said",
    [
        "我上周说的",
        "灯呢",
        "灯有人来看过没",
        "有下文没",
        "今天能修好不",
        "谁负责的",
        "派谁来",
        "是不是忘了",
        "搞掂未啊",
        "整好没得",
        "#1",
        "查一下1",
    ],
)
async def test_how_far_it_is_may_be_asked_in_any_words(world: World, said: str) -> None:
    await world.reported()
    assert "#1 3栋2单元 照明：已派单" in await world.hears(WANG, said, RESIDENTS)


@pytest.mark.parametrize("said", ["麻烦快点", "能不能快点"])
async def test_whoever_wants_it_sooner_urges(world: World, said: str) -> None:
    await world.reported()
    assert "已经替您催了" in await world.hears(WANG, said, RESIDENTS)


@pytest.mark.parametrize(
    "said",
    ["没整好", "换了个更暗的", "不得行", "白换了", "还不如不换", "一点没变", "差得远", "换的灯泡又憋了", "晚上又灭了"],
)
async def test_not_done_is_heard_in_every_dialect(world: World, said: str) -> None:
    await _done(world)
    assert "重新派人" in await world.hears(WANG, said, RESIDENTS)


@pytest.mark.parametrize("said", ["不中", "闪得眼花", "只亮一个", "今天晚上又开始了", "又来了", "那玩意儿真烦"])
async def test_right_after_the_news_nobody_is_guided_but_asked_whether_it_is_done(world: World, said: str) -> None:
    await _done(world)
    assert "#1 还没弄好吗" in await world.hears(WANG, said, RESIDENTS)


@pytest.mark.parametrize("said", ["停车费多少", "明天中午一份"])
async def test_questions_and_orders_are_no_answer_to_the_news(world: World, said: str) -> None:
    await _done(world)
    assert "还没弄好吗" not in await world.hears(WANG, said, RESIDENTS)


@pytest.mark.parametrize("said", ["嗯哪 亮咧", "巴适", "得劲", "没毛病", "好用", "得咯", "OK", "亮堂了谢谢闺女"])
async def test_content_is_heard_in_every_dialect(world: World, said: str) -> None:
    await _done(world)
    await world.hears(WANG, said, RESIDENTS)
    assert world.state() is State.CLOSED


async def test_mended_and_something_else_broken_is_asked_about(world: World) -> None:
    await world.hears(WANG, "3栋门口灯坏了")
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    assert "#1 还没弄好吗" in await world.hears(WANG, "修是修好了 把我花盆打碎了")
