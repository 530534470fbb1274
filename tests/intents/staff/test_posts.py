"""Who is there, and who stands in."""

import pytest

from bot.domain import requests
from bot.domain.requests import ShowLeaves, ShowMyWorker
from intents import reader
from intents.scene import Scene
from tests.builders import CHEN, NINE, SECRETARY, WANG, example


def read(line: str, person: str = SECRETARY) -> requests.Request | None:
    home = example()
    scene = Scene(NINE, home, home.person(person), False, True, "连心")
    found = reader.read(line, scene).requests
    return found[0] if found else None


@pytest.mark.parametrize(
    "line",
    [
        "谁替陈静",
        "谁在替小陈的班",
        "陈静的活谁替",
        "陈静什么时候回来",
        "刘敏今天在吗",
        "陈静请假了吗",
        "现在谁在岗",
        "今天谁值班",
    ],
)
def test_who_is_away_and_who_stands_in_is_one_list(line: str) -> None:
    assert read(line) == ShowLeaves()


@pytest.mark.parametrize("line", ["1网格谁管", "1网格今天找谁", "第一网格的网格员是谁"])
def test_of_a_grid_it_is_the_card_of_its_worker(line: str) -> None:
    assert read(line) == ShowMyWorker(named=CHEN)


@pytest.mark.parametrize("line", ["王阿姨什么时候来", "师傅什么时候来", "1 谁在办", "9网格谁管", "谁在办"])
def test_anything_else_is_something_else(line: str) -> None:
    assert not isinstance(read(line), ShowLeaves | ShowMyWorker)
    assert not isinstance(read("陈静什么时候回来", WANG), ShowLeaves)
