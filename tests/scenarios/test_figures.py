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


async def test_one_question_leads_to_the_next_and_a_day_she_names_is_the_deadline(town: Town) -> None:
    await town.group("wangayi", LAMP)
    await town.sees("^#1 【", STAFF)
    await town.alone("linshuji", "1网格几件")
    await town.sees("第一网格新增 1件")
    await town.alone("linshuji", "那2网格呢")
    await town.sees("第二网格新增 0件")
    await town.alone("linshuji", "比上周多了吗")
    await town.sees("第二网格新增 0件；上周同期.*0件：一样多")
    await town.alone("linshuji", "1 周五前办完")
    await town.sees("^#1 期限改为11月27日周五前，已经告诉陈静")
    await town.alone("chenjing", "还有哪些没办")
    await town.sees("(?s)现在您没办完 1件。\n#1 3栋2单元 照明：已派单，应在11月24日周二 09:00前\n口径")
    await town.alone("linshuji", "哪些快超时了")
    await town.sees("(?s)24点前要到期 1件。\n#1 .*经办：陈静")
    await town.alone("linshuji", "没接单的都催一下")
    await town.sees("^催了1件：#1。")


async def test_points_patrols_and_looks_are_asked_for_by_their_plain_names(town: Town) -> None:
    await town.alone("chenjing", "我今天去3栋巡了一圈没问题")
    await town.sees("^巡查记下了：3栋")
    await town.later(minutes=1)
    await town.alone("linshuji", "谁巡查最多")
    await town.sees("1. 陈静 1次")
    await town.alone("linshuji", "这个月积分发了多少")
    await town.sees("(?s)发出积分 0分。\n口径")
    await town.alone("linshuji", "谁看过户卡")
    await town.sees("户卡")
    await town.alone("linshuji", "王阿姨那5分扣回来")
    await town.sees("没有找到王阿姨5分的")
