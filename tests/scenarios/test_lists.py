"""接龙 in a group: a list posted again is read against what stands ordered."""

from tests.scenarios.town import CANTEEN, RESIDENTS, Town


def list_of(*entries: str) -> str:
    return "\n".join(["#接龙", "明天午餐报名", *(f"{place}. {entry}" for place, entry in enumerate(entries, 1))])


async def kitchens_line(town: Town) -> str:
    await town.later(hours=25)
    return (await town.sees("11月24日周二午餐截止", CANTEEN)).text


async def test_whoever_posts_the_list_orders_their_own_line_and_nobody_elses(town: Town) -> None:
    await town.group("wangayi", list_of("王阿姨 2份"))
    assert "午餐2份" in (await town.sees("订好了", RESIDENTS)).text
    await town.group("zhoujie", list_of("王阿姨 5份", "周姐 1份"))
    assert "午餐1份" in (await town.sees("订好了", RESIDENTS)).text
    assert "共3份" in await kitchens_line(town)


async def test_the_same_list_again_changes_nothing_and_says_so_once(town: Town) -> None:
    await town.group("wangayi", list_of("王阿姨 2份"))
    await town.sees("订好了", RESIDENTS)
    await town.group("wangayi", list_of("王阿姨 2份"))
    assert "不用重复订" in (await town.sees("已经订着了", RESIDENTS)).text
    assert "共2份" in await kitchens_line(town)
    assert sum("已经订着了" in line.text for line in town.said_by_bot()) == 1


async def test_a_list_that_grew_by_others_leaves_ones_own_order_as_it_was(town: Town) -> None:
    await town.group("wangayi", list_of("王阿姨 2份"))
    await town.sees("订好了", RESIDENTS)
    await town.group("wangayi", list_of("王阿姨 2份", "李大爷 1份", "周姐 4份"))
    await town.sees("已经订着了", RESIDENTS)
    assert "共2份" in await kitchens_line(town)


async def test_another_number_in_ones_own_line_changes_the_order(town: Town) -> None:
    await town.group("wangayi", list_of("王阿姨 2份"))
    await town.sees("订好了", RESIDENTS)
    await town.group("wangayi", list_of("王阿姨 3份", "李大爷 1份"))
    assert "午餐3份" in (await town.sees("改好了", RESIDENTS)).text
    assert "共3份" in await kitchens_line(town)


async def test_a_list_without_ones_own_line_cancels_nothing_unasked(town: Town) -> None:
    await town.group("wangayi", list_of("王阿姨 2份", "李大爷 1份"))
    await town.sees("订好了", RESIDENTS)
    await town.group("wangayi", list_of("李大爷 1份"))
    await town.sees("接龙里没有您的那份了，11月24日周二午餐2份还要吗", RESIDENTS)
    assert "共2份" in await kitchens_line(town)


async def test_whoever_is_gone_from_the_list_and_says_so_is_cancelled(town: Town) -> None:
    await town.group("wangayi", list_of("王阿姨 2份", "李大爷 1份"))
    await town.sees("订好了", RESIDENTS)
    await town.group("wangayi", list_of("李大爷 1份"))
    await town.sees("还要吗", RESIDENTS)
    await town.group("wangayi", "不要了")
    await town.sees("取消了：11月24日周二午餐2份", RESIDENTS)
    assert "共0份" in await kitchens_line(town)


async def test_a_list_of_somebody_else_asks_nothing_about_ones_own_order(town: Town) -> None:
    await town.group("wangayi", list_of("王阿姨 2份"))
    await town.sees("订好了", RESIDENTS)
    await town.group("zhoujie", list_of("周姐 1份"))
    assert "午餐1份" in (await town.sees("订好了", RESIDENTS)).text
    assert not [line for line in town.said_by_bot() if "还要吗" in line.text]
    assert "共3份" in await kitchens_line(town)
