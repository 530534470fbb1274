"""What staff announce is no report; what they report is no announcement."""

from dataclasses import replace

import pytest

from bot.domain import requests
from intents import reader
from intents.scene import Scene
from tests.builders import CHEN, PROPERTY, SECRETARY, WANG, example


def _said(scene: Scene, person: str, line: str) -> list[str]:
    who = replace(scene, person=example().person(person))
    return [requests.name_of(one) for one in reader.read(line, who).requests]


@pytest.mark.parametrize("person", [CHEN, PROPERTY, SECRETARY])
@pytest.mark.parametrize(
    "line",
    [
        "明天小区停水，3栋到4栋，8点到12点",
        "明天电梯维保，3栋停用两小时",
        "今天下午3栋停电",
        "今天4栋在修水管，会停水",
        "3栋周五上午检修电路",
        "12月1日全小区停气",
        "通知大家，明天下午开会",
        "发个通知：明天下午开会",
        "公告：楼道不要放纸箱",
        "通知一下各位居民，周六义诊",
    ],
)
def test_what_staff_announce_is_told_to_be_a_notice(scene: Scene, person: str, line: str) -> None:
    assert _said(scene, person, line) == ["explain"]


@pytest.mark.parametrize(
    "line", ["3栋停电了", "今天下午3栋停电了，居民都在问", "4栋从昨天就停水", "公告栏的玻璃坏了", "3栋电梯坏了，停用"]
)
def test_what_staff_report_stays_a_report(scene: Scene, line: str) -> None:
    assert _said(scene, CHEN, line) == ["open_ticket"]


def test_a_promise_about_a_ticket_is_no_notice(scene: Scene) -> None:
    assert "explain" not in _said(scene, CHEN, "2 明天上午检修")


def test_a_resident_who_tells_of_an_outage_is_heard_as_before(scene: Scene) -> None:
    assert _said(scene, WANG, "今天下午3栋停电") == ["open_ticket"]
