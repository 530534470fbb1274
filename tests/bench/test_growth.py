"""`lianxin bench stats`: the shape of what it prints; speed is judged by people."""

import json
from pathlib import Path

import pytest

from bot import cli

COMMUNITIES = str(Path(__file__).parent.parent.parent / "communities")


def test_both_sizes_are_measured_and_set_against_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bench", "stats", "--quick", "--json", "--communities", COMMUNITIES]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["few"]["tickets"], told["many"]["tickets"]) == (50, 200)
    assert told["ratio"] == pytest.approx(told["many"]["message_us"] / told["few"]["message_us"])
    assert told["statistics_ratio"] > 0
