"""The secretary asks in her own words, and residents see what is theirs."""

from tests.scenarios.town import RESIDENTS, STAFF, Town

LAMP = "3栋2单元的路灯又不亮了"


async def test_free_questions_are_answered_with_figures_and_their_definition(town: Town) -> None:
    await town.group("wangayi", LAMP)
    await town.sees("^#1 【", STAFF)
    await town.alone("linshuji", "谁手上的单最多")
    await town.sees("(?s)现在没办完最多的网格员：陈静，1件。.*口径")
    await town.alone("zhaogang", "上个月平均多久接单")
    await town.sees("(?s)上个月（10月1日周四—10月31日周六）还算不出接单用时.*口径")
    await town.alone("linshuji", "谁请假了")
    await town.sees("现在没有人请假")
    await town.group("wangayi", "哪个网格最慢")
    await town.sees("^这只给社区书记和网格长看。", RESIDENTS)


async def test_a_neighbour_who_joined_finds_it_among_their_own_and_may_urge_it(town: Town) -> None:
    await town.group("wangayi", LAMP)
    await town.sees("^#1 【", STAFF)
    await town.group("zhoujie", "3栋2单元路灯坏了")
    await town.sees("您也算上了", RESIDENTS)
    await town.group("xiaoma", "我也是", quote="#1 3栋2单元 照明：已派单")
    await town.sees("^#1 已有人报过.*您也算上了", RESIDENTS)
    await town.group("zhoujie", "我的")
    await town.sees("#1 3栋2单元 照明：已派单（和邻居一起报的）", RESIDENTS)
    await town.group("zhoujie", "1到哪了")
    await town.sees("^#1 3栋2单元 照明：已派单", RESIDENTS)
    await town.group("zhoujie", "催一下")
    await town.sees("^#1 已经替您催了", RESIDENTS)
    assert town.violations == []
