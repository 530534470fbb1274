"""A lamp that a whole entrance is waiting for, in ordinary words from end to end."""

from bot.sandbox.media import lamp_photo
from tests.scenarios.town import RESIDENTS, STAFF, Town

LAMP = "3栋2单元的路灯又不亮了"


async def test_neighbours_join_urge_and_all_hear_the_end(town: Town) -> None:
    await town.group("wangayi", LAMP)
    await town.sees("^#1 收到", RESIDENTS)
    await town.group("zhoujie", LAMP)
    await town.sees("^#1 已有人报过.*您也算上了", RESIDENTS)
    await town.group("zhoujie", "1怎么还没人来")
    await town.sees("^#1 已经替您催了", RESIDENTS)
    assert (await town.sees("居民来催了", STAFF)).mentions == ("chenjing",)
    await town.group("chenjing", "1 内部 等配件", chat=STAFF)
    await town.sees("只有工作人员看得到", STAFF)
    await town.group("chenjing", "1 办结 已处理", chat=STAFF)
    await town.sees("具体做了什么？", STAFF)
    await town.group("chenjing", "换了灯泡", chat=STAFF)
    await town.sees("已请报告人确认", STAFF)
    assert (await town.sees("(?s)换了灯泡.*没弄好请回", RESIDENTS)).mentions == ("wangayi",)
    assert (await town.sees("换了灯泡.*请再报一次", RESIDENTS)).mentions == ("zhoujie",)
    assert not [line for line in town.said_by_bot(RESIDENTS) if "配件" in line.text]
    assert town.violations == []


async def test_me_too_alone_joins_and_a_quoted_line_without_a_number_is_taken_on(town: Town) -> None:
    await town.group("wangayi", LAMP)
    await town.sees("^#1 收到", RESIDENTS)
    await town.group("zhoujie", "我也是")
    await town.sees("^#1 已有人报过.*您也算上了", RESIDENTS)
    await town.group("chenjing", "收到，我去看看", quote=f"@连心 {LAMP}")
    await town.sees("^#1 已接单", RESIDENTS)
    await town.group("chenjing", "办结 换了新灯泡", quote=f"@连心 {LAMP}", photo=lamp_photo())
    await town.sees("^#1 记下了，已请报告人确认", RESIDENTS)
    await town.group("wangayi", "1 到哪了")
    await town.sees("结果：换了新灯泡。照片：处理后1张。", RESIDENTS)
    assert town.violations == []


async def test_a_report_with_two_matters_is_split_and_a_lamp_that_fails_again_has_come_back(town: Town) -> None:
    await town.group("wangayi", LAMP)
    await town.sees("^#1 收到", RESIDENTS)
    await town.group("chenjing", "1 拆分 3栋2单元门坏了关不上", chat=STAFF)
    await town.sees("^#1 您说的是两件事，分开办。#2 ", RESIDENTS)
    await town.group("chenjing", "1 办结 已换灯泡", chat=STAFF)
    await town.sees("没弄好请回", RESIDENTS)
    await town.group("wangayi", "1 满意")
    await town.sees("办结了", RESIDENTS)
    await town.later(days=3)
    await town.group("zhoujie", LAMP)
    await town.sees("(?s)^#3 【.*【复发】#1", STAFF)
    assert town.violations == []
