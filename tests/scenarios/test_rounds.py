"""Rounds and inspections, in the words people use, through the whole service."""

from tests.scenarios.town import RESIDENTS, STAFF, Town


async def test_a_volunteer_walks_a_round_and_what_she_names_is_seen_to(town: Town) -> None:
    await town.group("sunayi", "巡查 3栋2单元 飞线1处")
    said = await town.sees("巡查记下了", RESIDENTS)
    assert "发现1处" in said.text
    assert (await town.sees("^#1 【", STAFF)).mentions == ("chenjing",)
    await town.alone("sunayi", "我的巡查")
    await town.sees("本月巡查 1 次，发现隐患 1 处")
    assert town.violations == []


async def test_an_inspection_has_a_term_and_a_second_look(town: Town) -> None:
    await town.group("chenjing", "检查 顺风饭店 灭火器过期 限7天整改", chat=STAFF)
    await town.sees("^#1 检查记下了.*11月30日周一 18:00前整改", STAFF)
    await town.later(days=7, hours=9)
    assert (await town.sees("^#1 整改期限到了，请去复查", STAFF)).mentions == ("chenjing",)
    assert town.violations == []
