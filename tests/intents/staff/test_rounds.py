"""What volunteers and staff write on their rounds, and what is not that."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.domain import requests, roster
from bot.domain.urgency import Urgency
from intents import normalise, reader
from intents.scene import Scene
from intents.staff import rounds
from tests.builders import NINE, example

SUN, WANG, CHEN, GAO = "sunayi", "wangayi", "chenjing", "gaowuye"


def scene(userid: str = SUN, now: datetime = NINE) -> Scene:
    return Scene(now, example(), example().person(userid), True, True, "连心")


def patrol(text: str, userid: str = SUN) -> requests.LogPatrol:
    found = rounds.read(normalise.normalise(text), scene(userid))
    assert isinstance(found, requests.LogPatrol)
    return found


def inspection(text: str) -> requests.OpenInspection:
    found = rounds.read(normalise.normalise(text), scene(CHEN))
    assert isinstance(found, requests.OpenInspection)
    return found


@pytest.mark.parametrize(
    ("line", "building", "findings", "named"),
    [
        ("巡查 3栋 飞线1处", "3", 1, ["charging"]),
        ("巡查2号楼没问题", "2", 0, []),
        ("巡查了2号楼，一切正常", "2", 0, []),
        ("今天巡查5栋，未发现隐患", "5", 0, []),
        ("巡查 3栋 隐患2处", "3", 2, []),
        ("巡查 3栋 发现问题两个", "3", 2, []),
        ("巡查：3栋，飞线2处，楼道杂物3处", "3", 5, ["charging", "fire_safety"]),
        ("巡查3栋2单元 灯不亮", "3", 1, ["lighting"]),
        ("巡查 3栋", "3", 0, []),
        ("巡查1、2、3栋没问题", "3", 0, []),
        ("巡查1-4栋，都正常", "4", 0, []),
        ("巡查 3栋 飞线0处", "3", 0, []),
        ("晚上巡逻了一圈，没有异常", None, 0, []),
        ("巡查 4栋 井盖松动1个 其他正常", None, None, None),
    ],
)
def test_a_round_is_read(line: str, building: str | None, findings: int | None, named: list[str] | None) -> None:
    if findings is None:
        assert rounds.read(normalise.normalise(line), scene()) is None
        return
    found = patrol(line)
    assert (found.place.building if found.place else None) == building
    assert found.findings == findings
    assert [one.category for one in found.hazards] == named


@pytest.mark.parametrize(
    ("line", "findings"),
    [
        ("我今天巡查了1号楼，楼道有杂物，已经清理", 1),
        ("巡查 3栋 飞线2处 已当场处理", 2),
        ("今天巡查发现飞线两处，当场劝离了", 2),
    ],
)
def test_what_was_put_right_on_the_spot_sends_nobody(line: str, findings: int) -> None:
    found = patrol(line)
    assert (found.findings, found.hazards, found.settled) == (findings, (), True)


def test_buildings_and_spots_are_said_in_many_ways() -> None:
    found = patrol("巡查了三栋四栋，堆物两处")
    assert (found.findings, len(found.hazards), found.settled) == (2, 1, False)
    assert found.where == "三栋、四栋"
    assert patrol("巡查1-4栋，没问题").where == "1-4栋"
    assert patrol("巡查3栋，没问题").where == ""
    for line in ("巡查地下室，正常", "去地下车库转了一圈，正常"):
        assert patrol(line).findings == 0


@pytest.mark.parametrize(
    "line",
    ["巡查的保安怎么不来了", "巡查安排发群里了", "巡查3栋的保安怎么没来",
     "巡查3栋有问题吗？", "巡查", "巡查记录本放哪了",
     "明天谁巡查3栋", "3栋飞线1处"],
)  # fmt: skip
def test_talk_about_rounds_is_no_round(line: str) -> None:
    assert rounds.read(normalise.normalise(line), scene()) is None


def test_in_a_residents_mouth_it_is_ordinary_talk() -> None:
    assert rounds.read(normalise.normalise("巡查 3栋 飞线1处"), scene(WANG)) is None


def test_whoever_the_grid_lists_as_volunteer_may_log_rounds() -> None:
    grid = replace(example().grids[0], volunteers=(WANG,))
    place = replace(example(), grids=(grid, *example().grids[1:]))
    heard = replace(scene(WANG), community=place)
    assert isinstance(rounds.read(normalise.normalise("巡查3栋没问题"), heard), requests.LogPatrol)


@pytest.mark.parametrize(
    ("line", "until", "working"),
    [
        ("检查 顺风饭店 灭火器过期 限7天整改", date(2026, 11, 30), 0),
        ("检查顺风饭店，灭火器过期，限期十天内整改", date(2026, 12, 3), 0),
        ("联合检查 顺风饭店：灭火器过期，限3个工作日整改", None, 3),
        ("检查 顺风饭店 灭火器过期 限下周五前整改", date(2026, 12, 4), 0),
        ("检查 顺风饭店 灭火器过期 限12月5日前整改", date(2026, 12, 5), 0),
        ("检查 顺风饭店 灭火器过期 限两周整改", date(2026, 12, 7), 0),
        ("检查 顺风饭店 灭火器过期 限7天", date(2026, 11, 30), 0),
        ("检查 顺风饭店 灭火器过期 限期整改", None, 0),
        ("检查 顺风饭店 灭火器过期 限0天整改", None, 0),
        ("检查 顺风饭店 灭火器过期 限999天整改", None, 0),
    ],
)
def test_an_inspection_is_read_with_its_term(line: str, until: date | None, working: int) -> None:
    found = inspection(line)
    assert (found.subject, found.finding, found.category) == ("顺风饭店", "灭火器过期", "fire_safety")
    assert (found.until, found.working_days) == (until, working)


@pytest.mark.parametrize(
    "line", ["检查一下3栋的灯", "检查 3栋 灯不亮", "检查 顺风饭店 很配合", "明天联合检查，大家准备", "检查结果发了"]
)
def test_talk_about_inspections_is_none(line: str) -> None:
    assert rounds.read(normalise.normalise(line), scene(CHEN)) is None


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("检查 安居物业 消防栓没水 限下周五前", date(2026, 12, 4)),
        ("检查 顺风饭店 灭火器过期 限12月5日之前", date(2026, 12, 5)),
        ("检查 顺风饭店 灭火器过期", None),
        ("安全检查：顺风饭店，电线老化", None),
    ],
)
def test_the_term_is_a_day_or_is_asked_for(line: str, until: date | None) -> None:
    assert inspection(line).until == until


@pytest.mark.parametrize(
    ("line", "until", "working"),
    [
        ("7天", date(2026, 11, 30), 0),
        ("限12月5日前", date(2026, 12, 5), 0),
        ("就三个工作日吧", None, 3),
        ("下周五前整改好", date(2026, 12, 4), 0),
    ],
)
def test_the_term_alone_is_the_answer(line: str, until: date | None, working: int) -> None:
    waiting = requests.OpenInspection("顺风饭店", "灭火器过期", "fire_safety")
    asked = replace(scene(CHEN), pending=requests.Pending(requests.Slot.TERM, waiting))
    assert reader.read(line, asked).requests == (replace(waiting, until=until, working_days=working),)


def test_a_wire_that_is_old_is_a_finding_and_one_that_smokes_a_danger() -> None:
    (found,) = reader.read("检查 顺风饭店 电线老化 限7天整改", scene(CHEN)).requests
    assert isinstance(found, requests.OpenInspection)
    (danger,) = reader.read("检查 顺风饭店 电线老化冒火花", scene(CHEN)).requests
    assert isinstance(danger, requests.OpenTicket)
    assert danger.urgency is Urgency.RED


def test_residents_and_volunteers_inspect_nobody() -> None:
    line = normalise.normalise("检查 顺风饭店 灭火器过期 限7天整改")
    assert rounds.read(line, scene(WANG)) is None
    assert rounds.read(line, scene(SUN)) is None


def test_the_whole_reader_hears_them_and_the_safety_line_still_comes_first() -> None:
    (heard,) = reader.read("@连心 巡查 3栋 飞线1处", scene()).requests
    assert isinstance(heard, requests.LogPatrol)
    for line, kind in (("巡查3栋，楼道着火了", "fire"), ("巡查 3栋 煤气味很大", "gas")):
        (danger,) = reader.read(f"@连心 {line}", scene()).requests
        assert isinstance(danger, requests.OpenTicket)
        assert (danger.safety, danger.urgency, danger.place and danger.place.building) == (kind, Urgency.RED, "3")
    (mine,) = reader.read("@连心 我的巡查", scene()).requests
    assert isinstance(mine, requests.ShowMyPatrols)


def test_help_tells_each_what_they_may_say() -> None:
    told = dict.fromkeys(who for who, _ in rounds.help_lines())
    assert set(told) == {"volunteer", "staff"}
    assert roster.Role.VOLUNTEER in (example().person(SUN) or roster.Person("", "")).roles


@pytest.mark.parametrize(
    ("said", "building"),
    [
        ("我巡逻了两小时 记一下", None),
        ("今天2栋巡逻 没事", "2"),
        ("3栋4栋都看过了 平安", "3"),
        ("刚转了一圈 没发现问题", None),
        ("我去2栋转了转 都好着呢", "2"),
        ("昨晚巡了一圈 没啥事", None),
    ],
)
def test_a_round_on_which_nothing_was_found_is_told_in_many_ways(said: str, building: str | None) -> None:
    found = patrol(said)
    assert (found.place.building if found.place else None, found.findings) == (building, 0)


@pytest.mark.parametrize("said", ["我看了 没事", "看过了", "12 看过了 没事", "转账转错了", "2栋灯看过了还是不亮"])
def test_what_was_looked_at_is_no_round(said: str) -> None:
    assert not isinstance(rounds.read(normalise.normalise(said), scene(SUN)), requests.LogPatrol)
