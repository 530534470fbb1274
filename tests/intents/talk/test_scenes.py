"""Who or what is where, and nothing that is wrong: no matter of ours."""

import pytest

from bot.domain.requests import OpenTicket
from tests.intents.conftest import Read


@pytest.mark.parametrize("line", ["孩子在4栋楼下玩", "快递放4栋门卫了", "快递员在2栋楼下", "4栋楼下有人卖红薯"])
def test_a_scene_is_no_report(read: Read, line: str) -> None:
    assert not any(isinstance(one, OpenTicket) for one in read(line).requests)


@pytest.mark.parametrize("line", ["3栋楼下有人打架", "4栋楼上漏水", "2栋门卫骂人", "3栋楼下垃圾没人收", "4栋电梯坏了"])
def test_what_is_wrong_there_is_one(read: Read, line: str) -> None:
    assert any(isinstance(one, OpenTicket) for one in read(line).requests)
