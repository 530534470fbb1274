"""Whole lives of tickets, spoken line by line to the real service by way of the local WeCom.

Each story is a list of lines: who says what, and the state that #1, or another that is named, is in afterwards.
`+3 days` lets time pass; 警报 is a device that calls; 听 tells what the bot said meanwhile, where, and whom it called.
"""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.test_alarms import press, town_with_secret
from tests.scenarios.town import RESIDENTS, STAFF, Town

PEOPLE = {
    "王阿姨": ("wangayi", RESIDENTS),
    "孙阿姨": ("sunayi", RESIDENTS),
    "陈静": ("chenjing", STAFF),
    "刘敏": ("liumin", STAFF),
    "赵刚": ("zhaogang", STAFF),
    "高师傅": ("gaowuye", STAFF),
    "林书记": ("linshuji", STAFF),
}
GROUPS = {"居民群": RESIDENTS, "工作群": STAFF}
LIGHT = "王阿姨：3栋2单元的路灯又不亮了 → assigned"
TAKEN = "陈静：1 接单 → accepted"
DONE = "陈静：1 办结 换了新灯泡 → confirming"
CONTENT = "王阿姨：满意 → closed"

STORIES = {
    "done and content": [LIGHT, TAKEN, DONE, CONTENT],
    "done at once": [LIGHT, DONE, CONTENT],
    "thanks are an answer": [LIGHT, DONE, "王阿姨：修好了，谢谢 → closed"],
    "so-so closes": [LIGHT, DONE, "王阿姨：一般 → closed"],
    "so-so, and somebody goes again": [
        LIGHT,
        DONE,
        "王阿姨：一般 → closed",
        "王阿姨：要，灯罩还松着 → assigned",
        DONE,
        CONTENT,
    ],
    "so-so, and nobody need go again": [LIGHT, DONE, "王阿姨：一般 → closed", "王阿姨：不用了，谢谢 → closed"],
    "confirmed by the secretary": [LIGHT, DONE, "林书记：1 确认 → closed"],
    "confirmed by the grid's leader": [LIGHT, DONE, "赵刚：1 满意 → closed"],
    "reopened by the secretary": [LIGHT, DONE, "林书记：1 没修好 → assigned", DONE, CONTENT],
    "a colleague cannot confirm it": [LIGHT, DONE, "刘敏：1 确认 → confirming", CONTENT],
    "silence closes": [LIGHT, TAKEN, DONE, "+5 days → closed"],
    "an empty result is asked about, the second passes": [
        LIGHT,
        "陈静：1 办结 已处理 → assigned",
        "陈静：1 办结 已处理 → confirming",
        CONTENT,
    ],
    "not done, done again": [LIGHT, DONE, "王阿姨：没修好 → assigned", DONE, CONTENT],
    "not done twice": [LIGHT, DONE, "王阿姨：没修好 → assigned", DONE, "王阿姨：还是不亮 → assigned", DONE, CONTENT],
    "reopened within the window": [LIGHT, DONE, CONTENT, "+6 days → closed", "王阿姨：1 没修好 → assigned"],
    "not reopened after the window": [LIGHT, DONE, CONTENT, "+20 days → closed", "王阿姨：1 没修好 → closed"],
    "withdrawn": [LIGHT, TAKEN, "王阿姨：1 不用修了 → withdrawn"],
    "withdrawn before anybody took it": [LIGHT, "王阿姨：不用修了 → withdrawn"],
    "put off and woken by itself": [LIGHT, "陈静：1 暂缓到12月2日 → deferred", "+10 days → assigned", DONE, CONTENT],
    "put off and taken on early": [LIGHT, "陈静：1 暂缓到12月2日 → deferred", TAKEN, DONE, CONTENT],
    "passed to a colleague": [LIGHT, "赵刚：1 转给刘敏 → assigned", "刘敏：1 办结 换了新灯泡 → confirming", CONTENT],
    "passed to property": [LIGHT, "陈静：1 转给物业 → assigned", "高师傅：1 办结 换了整根线 → confirming", CONTENT],
    "returned and assigned again": [
        LIGHT,
        "陈静：1 退回 不是我网格的 → returned",
        "林书记：1 派给刘敏 → assigned",
        "刘敏：1 办结 换了新灯泡 → confirming",
        CONTENT,
    ],
    "passed up and taken back": [LIGHT, TAKEN, "陈静：1 上报 供电局 要换整根线 → referred", TAKEN, DONE, CONTENT],
    "declined with whom to call": [LIGHT, "陈静：1 不受理 归供电局管，请打95598 → declined"],
    "declined without it is asked about once": [
        LIGHT,
        "陈静：1 不受理 不归我们管 → assigned",
        "陈静：1 不受理 不归我们管 → declined",
    ],
    "nobody takes it on": [LIGHT, "+1 days → assigned", "+3 days → assigned", TAKEN, DONE, CONTENT],
    "a stranger cannot take it on": [LIGHT, "孙阿姨：1 接单 → assigned", TAKEN],
    "the worker cannot answer for the reporter": [LIGHT, DONE, "陈静：1 满意 → confirming", CONTENT],
    "more of it is added, not filed again": [LIGHT, "王阿姨：就是那个灯，还没修好 → assigned", DONE, CONTENT],
    "urged": [LIGHT, "+1 days → assigned", "王阿姨：催一下 → assigned", DONE, CONTENT],
    "sorted anew by staff": [LIGHT, "陈静：1 改类 设施 → assigned", DONE, CONTENT],
    "danger, put out": [
        "王阿姨：3栋楼道着火了 → assigned",
        TAKEN,
        "陈静：1 办结 已灭火，没有人受伤 → accepted",
        "陈静：1 办结 已灭火，没有人受伤 → confirming",
        CONTENT,
    ],
    "put off, woken, forgotten: it climbs": [
        LIGHT,
        "陈静：1 暂缓到12月2日 → deferred",
        "+8 days → deferred",
        "+1 days → assigned",
        "听 工作群@陈静：请在12月2日周三 18:00前接单 → assigned",
        "+2 days → assigned",
        "听 工作群@赵刚：还没有人接单 → assigned",
        "听 工作群@林书记：还没有人接单 → assigned",
        "刘敏：1 接单 → accepted",
    ],
    "a leave begins while the deadline runs": [
        LIGHT,
        "陈静：我明天到后天请假，刘敏替 → assigned",
        "+1 days → assigned",
        "听 工作群@刘敏：还没有人接单 → assigned",
        "刘敏：1 办结 换了新灯泡 → confirming",
        CONTENT,
    ],
    "merged, and one of the two is not content": [
        LIGHT,
        "孙阿姨：3栋5单元的灯不亮了 → #2 assigned",
        "陈静：2 合并 1 → #2 merged",
        DONE,
        "听 居民群@孙阿姨：您那儿要是还没好，请再报一次 → confirming",
        "王阿姨：没修好 → assigned",
        DONE,
        "听 居民群@孙阿姨：换了新灯泡 → confirming",
        CONTENT,
    ],
    "declined, and the reporter does not take it": [
        LIGHT,
        "陈静：1 不受理 归供电局管，请打95598 → declined",
        "听 居民群@王阿姨：归供电局管，请打95598 → declined",
        "王阿姨：1 没修好 → declined",
        "王阿姨：3栋2单元的路灯还是不亮，95598说归物业 → #2 assigned",
        "陈静：2 转给物业 → #2 assigned",
        "高师傅：2 办结 换了整根线 → #2 confirming",
        "王阿姨：满意 → #2 closed",
    ],
    "a false alarm": [
        "警报：3栋2单元501 → assigned",
        "听 工作群@陈静：一键呼叫 → assigned",
        "陈静：1 不是隐患 → withdrawn",
    ],
}


def state_of(town: Town, number: int) -> str:
    with sqlite3.connect(town.database_url.removeprefix("sqlite:///")) as database:
        ((state,),) = database.execute("SELECT state FROM tickets WHERE number = ?", (number,)).fetchall()
    return str(state)


def told(story: list[str]) -> Iterator[tuple[str, str, int, str]]:
    """(who, "警报", "听 …" or "+", what or how long, of which ticket the state is, the state) for each line."""
    for line in story:
        said, where = line.rsplit(" → ", 1)
        number, state = where.removeprefix("#").split() if where.startswith("#") else ("1", where)
        if passed := re.fullmatch(r"\+(\d+) days", said):
            yield "+", passed[1], int(number), state
        else:
            who, what = said.split("：", 1)
            yield who, what, int(number), state


async def happens(town: Town, secret: bytes, who: str, what: str) -> None:
    if who == "+":
        await town.later(days=int(what))
    elif who == "警报":
        town.heard = len(town.sandbox.world.transcript.lines)
        assert (await press(town, secret, "a1", what))[0] == 202
    elif who.startswith("听 "):
        group, called = who.removeprefix("听 ").split("@")
        await town.sees(what, GROUPS[group], called=PEOPLE[called][0])
    else:
        person, chat = PEOPLE[who]
        await town.group(person, what, chat=chat)


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())
async def test_a_life_is_lived_as_it_is_told(tmp_path: Path, story: list[str]) -> None:
    async with town_with_secret(tmp_path) as (town, secret):
        for who, what, number, state in told(story):
            await happens(town, secret, who, what)
            assert state_of(town, number) == state, (who, what)
        assert town.violations == []
