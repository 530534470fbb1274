"""After a day of real conversations nothing is left of who is forgotten, and nothing of it is said any longer."""

from datetime import timedelta

import pytest

from bot.domain.delivery import Route
from storage import dump, persons, verify
from storage.engine import Database
from storage.listing import View, rows
from tests.builders import CHEN, LI, NINE, RESIDENTS, SHANGHAI, STAFF, WANG
from tests.campaigns.house import House

SAID = ("紫檀匣", "青花盏", "玳瑁梳", "端溪砚", "螺钿盒", "13812345678", "少盐")
#: Who is forgotten: the userid, the name of the roster, the door.
NAMED = (WANG, "王阿姨", "2单元501")
OTHERS = "铜火锅"


@pytest.fixture
async def house(database: Database) -> House:
    """WANG has reported, added, urged, quarrelled, ordered, joined a neighbour; some of it waits for the morning."""
    lived = House(database)
    await lived.runner.begin()
    await lived.says(WANG, "今天中午订一份饭，少盐，送到3栋2单元501", chat=RESIDENTS)
    await lived.says(WANG, "3栋2单元的路灯坏了，紫檀匣也摔了", chat=RESIDENTS)
    await lived.says(WANG, "1 补充：打我电话13812345678", chat=RESIDENTS)
    await lived.says(CHEN, "1 到哪了")
    await lived.says(CHEN, "收到", chat=STAFF, quote="#1 照明\n居民说：3栋2单元的路灯坏了，紫檀匣也摔了")
    await lived.passes(timedelta(hours=2))
    await lived.says(LI, "3栋5单元的水管漏水了，铜火锅都泡了", chat=RESIDENTS)
    await lived.says(WANG, "3栋5单元的水管漏水了，我家的青花盏也泡了", chat=RESIDENTS)
    await lived.says(WANG, "我和邻居吵架，为了玳瑁梳，谁来调解一下")
    await lived.says(WANG, "找书记")
    await lived.says(WANG, "1 催一下", chat=RESIDENTS)
    for number in range(9):
        await lived.says(WANG, f"1 补充{number}：端溪砚也摔了", chat=RESIDENTS)
    await lived.passes(NINE.replace(hour=22) - lived.clock.now().astimezone(SHANGHAI))
    await lived.says(WANG, "3栋2单元的电梯坏了，螺钿盒运不上去", chat=RESIDENTS)
    return lived


async def everything(database: Database) -> str:
    async with database.gate.reading() as connection:
        return "\n".join([str(row) async for row in dump._all_rows(connection)])


async def test_of_a_day_nothing_is_left_and_all_still_verifies(house: House) -> None:
    before = await everything(house.database)
    assert [word for word in (*SAID, *NAMED) if word not in before] == []
    await persons.erase(house.database.gate, persons.Subject(WANG), by="admin", now=house.clock.now())
    left = await everything(house.database)
    assert [word for word in (*SAID, *NAMED) if word in left] == []
    assert OTHERS in left
    assert await verify.findings(house.database.gate) == []


async def test_what_waited_to_be_said_of_it_is_not_said(house: House) -> None:
    heard = len(house.network.heard)
    await persons.erase(house.database.gate, persons.Subject(WANG), by="admin", now=house.clock.now())
    await house.passes(timedelta(days=2))
    assert [one for one in house.network.heard[heard:] if any(word in one.body for word in (*SAID, *NAMED))] == []


async def test_no_cause_names_anybody(house: House) -> None:
    """It is shown where names are not, and outlives whoever is forgotten."""
    named = {one.userid for one in house.communities.by_code["xingfuli"].people}
    posts = [one async for one in rows(house.database.gate, "outbox", View(SHANGHAI))]
    assert len({one["target"] for one in posts if one["channel"] == Route.APP}) > 1
    assert [one["cause"] for one in posts if any(name in str(one["cause"]) for name in named)] == []
