"""`lianxin bench understanding`: what it measures, and how it is told."""

import argparse
import json
from pathlib import Path

import pytest

from bot.commands import bench
from bot.commands.bench_understanding import TARGETS, Figures, Times, measure


def test_a_small_corpus_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    corpus = tmp_path / "lines.jsonl"
    corpus.write_text("".join(json.dumps({"text": text}) + "\n" for text in ("3栋路灯坏了", "大家早上好")), "utf-8")
    figures = measure(corpus)
    assert figures.messages == 2
    assert min(figures.again.ratio, figures.in_turn.ratio, figures.larger, figures.long_line, figures.start_s) > 0


def test_without_a_corpus_nothing_is_measured(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        measure(tmp_path / "nowhere.jsonl")


FIGURES = Figures(821, Times(30.0, 60.0), Times(50.0, 75.0), 1.01, 0.4, 0.8, 100.0)


def _told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    monkeypatch.setattr(bench.bench_understanding, "measure", lambda: FIGURES)
    parser = argparse.ArgumentParser()
    bench.add_arguments(parser)
    assert bench.run(parser.parse_args(["understanding", *words])) == 0
    return capsys.readouterr().out


def test_every_figure_has_a_row_with_its_target(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [" ".join(line.split()) for line in _told(monkeypatch, capsys).splitlines()]
    assert rows == [
        "understanding (821 messages, medians, one core)",
        "the same text again jieba 30 µs, all steps 60 µs: × 2.00 target 2.00",
        "one after another jieba 50 µs, all steps 75 µs: × 1.50",
        "5,000 more words × 1.01 target 1.20",
        "10,000 characters × 0.40 each target 1.00",
        "first verdict after 0.80 s target 1.00 s",
        "peak memory 100 MiB target 120 MiB",
    ]


def test_the_figures_come_as_json_with_their_targets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(_told(monkeypatch, capsys, "--json"))
    assert told["ratio"] == 2.0
    assert told["in_turn_ratio"] == 1.5
    assert told["targets"] == TARGETS
