"""A lamp that becomes more urgent: for whom it is dark, at what hour, and by how many who wait for it."""

from tests.scenarios.town import RESIDENTS, STAFF, Town

LAMP = "3栋2单元的路灯又不亮了"
WHY = "照顾|夜里|三户|另有原因|升为"


def reasons_in(town: Town, chat: str) -> list[str]:
    return [line.text for line in town.said_by_bot(chat) if any(word in line.text for word in WHY.split("|"))]


async def test_three_households_lift_a_lamp_and_the_worker_is_told_once_without_the_residents_hearing_why(
    town: Town,
) -> None:
    await town.group("wangayi", LAMP)
    await town.sees("^#1 【一般·隐患】", STAFF)
    await town.group("zhoujie", LAMP)
    await town.sees("您也算上了", RESIDENTS)
    await town.group("xiaoma", LAMP)
    assert (await town.sees("(?s)邻居也来报了.*#1 升为【尽快】", STAFF)).mentions == ("chenjing",)
    await town.group("chenjing", "1 到哪了", chat=STAFF)
    await town.sees("升为尽快：三户以上都报了", STAFF)
    await town.group("chenjing", "1 到哪了")
    await town.sees("^#1 3栋2单元 照明：已派单", RESIDENTS)
    assert not reasons_in(town, RESIDENTS)
    assert town.violations == []


async def test_at_night_the_lamp_of_an_old_man_living_alone_is_lifted_and_only_his_worker_learns_why(
    town: Town,
) -> None:
    await town.later(hours=13)
    await town.group("lidaye", "5栋1单元楼道灯不亮了", chat="wr-grid2-residents")
    await town.sees("^#1 收到：5栋1单元", "wr-grid2-residents")
    await town.later(hours=10, minutes=10)
    await town.sees("^#1 【尽快·隐患】", STAFF)
    await town.alone("liumin", "1 为什么")
    await town.sees("升为尽快：夜里；住户需要照顾")
    await town.group("liumin", "1 为什么", chat=STAFF)
    await town.sees("升为尽快：夜里；另有原因", STAFF)
    await town.group("liumin", "1 为什么", chat="wr-grid2-residents")
    await town.sees("^这只能私聊看", "wr-grid2-residents")
    assert not reasons_in(town, "wr-grid2-residents")
    assert not [line for line in town.said_by_bot(STAFF) if "照顾" in line.text]
    assert town.violations == []
