"""A short run of the real thing: floor, service and load as processes. Nothing is said of speed."""

import json

import pytest

from bot import cli


@pytest.mark.parametrize(("what", "mixes"), [("accept", ["accept"]), ("answer", ["answer", "full"])])
def test_both_sides_acknowledge_every_message_and_answer_every_question(
    what: str, mixes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["bench", what, "--quick", "--json"]) == 0
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [report["bench"] for report in reports] == mixes
    for report in reports:
        for side in (report["floor"], report["service"], report["open_loop"], report["open_floor"]):
            assert side["sent"] == side["acknowledged"] > 0
        burst = report["burst"]
        assert burst["sent"] == burst["acknowledged"] > 0
        assert 0 < burst["handled_per_s"] <= burst["acknowledged_per_s"]
        assert report["ratio"] > 0
        assert report["pending"] == 0
        if report["bench"] == "answer":
            assert all(report[side]["answered"] == report[side]["acknowledged"] for side in ("floor", "service"))


def test_what_is_printed_names_the_targets(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bench", "accept", "--quick"]) == 0
    out = capsys.readouterr().out
    (asked,) = [line for line in out.splitlines() if "target 0.80" in line]
    assert asked.strip().startswith("ratio")
    assert "of acknowledged" in asked
