"""Who is there, and who stands in."""

import pytest

from bot.domain import requests
from bot.domain.requests import ShowLeaves, ShowMyWorker, ShowRoster
from bot.domain.roster import Role
from intents import reader
from intents.scene import Scene
from tests.builders import CHEN, LIU, NINE, SECRETARY, WANG, example


def read(line: str, person: str = SECRETARY) -> requests.Request | None:
    home = example()
    scene = Scene(NINE, home, home.person(person), False, True, "连心")
    found = reader.read(line, scene).requests
    return found[0] if found else None


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("谁替陈静", CHEN),
        ("谁在替小陈的班", CHEN),
        ("陈静的活谁替", CHEN),
        ("陈静请假了她的事谁管", CHEN),
        ("陈静不在，谁负责", CHEN),
        ("小陈的活现在由谁接着", CHEN),
        ("陈静什么时候回来", CHEN),
        ("刘敏今天在吗", LIU),
        ("小陈下周在不在", CHEN),
        ("陈静请假了吗", CHEN),
        ("小陈的事我管到几号", CHEN),
        ("我替到什么时候", ""),
        ("现在谁在岗", ""),
        ("今天谁值班", ""),
        ("明天谁值班", ""),
        ("下周谁不在", ""),
    ],
)
def test_who_is_away_and_who_stands_in_is_one_list(line: str, person: str) -> None:
    assert read(line) == ShowLeaves(person)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("志愿者有几个", Role.VOLUNTEER),
        ("志愿者都有谁", Role.VOLUNTEER),
        ("我们社区有多少志愿者", Role.VOLUNTEER),
        ("网格员都有谁", Role.WORKER),
        ("网格长是谁", Role.LEADER),
    ],
)
def test_who_works_here_can_be_asked_for(line: str, role: Role) -> None:
    assert read(line) == ShowRoster(role)


@pytest.mark.parametrize("line", ["5栋归谁管", "5号楼谁负责", "5栋网格员是谁"])
def test_of_a_building_it_is_the_card_of_its_worker(line: str) -> None:
    found = read(line)
    assert isinstance(found, ShowMyWorker)
    assert found.place is not None
    assert found.place.building == "5"


@pytest.mark.parametrize("line", ["1网格谁管", "1网格今天找谁", "第一网格的网格员是谁"])
def test_of_a_grid_it_is_the_card_of_its_worker(line: str) -> None:
    assert read(line) == ShowMyWorker(named=CHEN)


@pytest.mark.parametrize("line", ["王阿姨什么时候来", "师傅什么时候来", "1 谁在办", "9网格谁管", "谁在办"])
def test_anything_else_is_something_else(line: str) -> None:
    assert not isinstance(read(line), ShowLeaves | ShowMyWorker)
    assert not isinstance(read("陈静什么时候回来", WANG), ShowLeaves)
