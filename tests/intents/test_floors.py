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
        ("seen.jsonl", 0.945, 0.93, 0.95, 0.975),
        ("seen2.jsonl", 0.945, 0.925, 0.965, 0.97),
        ("seen3.jsonl", 0.925, 0.91, 0.95, 0.96),
        ("seen4.jsonl", 0.79, 0.77, 0.81, 0.89),
        ("blind.jsonl", 0.82, 0.78, 0.89, 0.925),
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
    assert figures["recall"] >= 0.73, figures
    assert figures["false_alarms"] <= 40, figures


def test_the_safety_line_keeps_its_floor_on_the_lines_it_was_tuned_on() -> None:
    figures = evaluation.safety_figures(_rows("safety_seen.jsonl"))
    assert figures["recall"] >= 0.95, figures
    assert figures["false_alarms"] <= 9, figures
