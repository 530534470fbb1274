"""What understanding must reach on labelled lines; the blind files were written without knowledge of the rules."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.commands import eval as evaluation
from intents import reader
from intents.scene import Scene

CORPUS = Path(__file__).parents[1] / "corpus"


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("name", "overall", "chat", "web", "act_precision"),
    [
        ("seen.jsonl", 0.967, 0.96, 0.97, 0.985),
        ("seen2.jsonl", 0.975, 0.965, 0.98, 0.985),
        ("seen3.jsonl", 0.967, 0.955, 0.975, 0.985),
        ("seen4.jsonl", 0.92, 0.895, 0.95, 0.963),
        ("seen5.jsonl", 0.97, 0.96, 0.98, 0.982),
        ("seen6.jsonl", 0.955, 0.945, 0.965, 0.985),
        ("seen7.jsonl", 0.905, 0.865, 0.965, 0.953),
        ("seen8.jsonl", 0.865, 0.84, 0.93, 0.94),
        ("seen9.jsonl", 0.94, 0.922, 0.94, 0.97),
        ("seen10.jsonl", 0.935, 0.91, 0.965, 0.955),
        ("seen11.jsonl", 0.93, 0.9, 0.93, 0.965),
        ("blind.jsonl", 0.92, 0.91, 0.925, 0.97),
        ("fresh.jsonl", 0.945, 0.935, 0.93, 0.975),
        ("fresh2.jsonl", 0.937, 0.915, 0.945, 0.96),
        ("fresh3.jsonl", 0.945, 0.925, 0.945, 0.975),
        ("fresh4.jsonl", 0.95, 0.92, 0.955, 0.975),
        ("fresh7.jsonl", 0.93, 0.88, 0.94, 0.96),
        ("fresh6.jsonl", 0.87, 0.855, 0.885, 0.885),
    ],
)
def test_understanding_keeps_its_floor(
    scene: Scene, name: str, overall: float, chat: float, web: float, act_precision: float
) -> None:
    reader.warm()
    figures = evaluation.figures_of(evaluation.judge(_rows(name), scene))
    registers = figures["registers"]
    reached = (
        figures["all"]["macro_f1"],
        registers["chat"]["macro_f1"],
        registers["web"]["macro_f1"],
        figures["all"]["act_precision"],
    )
    assert all(got >= floor for got, floor in zip(reached, (overall, chat, web, act_precision), strict=True)), reached


def test_the_safety_line_keeps_its_floor() -> None:
    figures = evaluation.safety_figures(_rows("safety_blind.jsonl"))
    assert figures["recall"] >= 0.95, figures
    assert figures["false_alarms"] <= 24, figures


@pytest.mark.parametrize(
    ("name", "recall", "false_alarms"),
    [
        ("safety_seen.jsonl", 0.985, 5),
        ("safety_seen2.jsonl", 0.985, 3),
        ("safety_seen3.jsonl", 0.985, 4),
        ("safety_seen4.jsonl", 0.985, 3),
        ("safety_seen5.jsonl", 0.985, 3),
        ("safety_seen6.jsonl", 0.945, 10),
    ],
)
def test_the_safety_line_keeps_its_floor_on_the_lines_it_was_tuned_on(
    name: str, recall: float, false_alarms: int
) -> None:
    figures = evaluation.safety_figures(_rows(name))
    assert figures["recall"] >= recall, figures
    assert figures["false_alarms"] <= false_alarms, figures
