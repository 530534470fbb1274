"""Staff correct the bot in ordinary words, over the wire."""

from tests.scenarios.town import RESIDENTS, STAFF, Town


async def test_what_was_misread_is_set_right_by_a_line_and_explained_by_another(town: Town) -> None:
    await town.group("wangayi", "3栋2单元的路灯又不亮了")
    post = await town.sees("居民说", STAFF)
    await town.group("chenjing", "为什么", chat=STAFF, quote=post.text)
    assert "听到“路灯”" in (await town.sees("^#1 听到", STAFF)).text
    await town.group("chenjing", "1 改类 心愿", chat=STAFF)
    assert "隐患→心愿" in (await town.sees("^#1 改好了", STAFF)).text
    await town.group("chenjing", "这条不是隐患", chat=STAFF, quote=post.text)
    await town.sees("^#1 已取消", STAFF)
    assert town.violations == []


async def test_a_line_nobody_acted_on_is_filed_when_staff_quote_it(town: Town) -> None:
    await town.group("wangayi", "大家看3栋门口今天好热闹")
    await town.later(seconds=5)
    await town.group("chenjing", "这条是报修", chat=STAFF, quote="大家看3栋门口今天好热闹")
    await town.sees("^#1 ", STAFF)
    assert "wangayi" in (await town.sees("^#1 ", RESIDENTS)).mentions
