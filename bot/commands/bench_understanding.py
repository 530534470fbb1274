"""`lianxin bench understanding`: one message, all steps, against bare jieba on the same text, in one run."""

import json
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import community
from bot.commands import classify
from intents import reader, tokens

CORPUS = Path("tests/corpus/seen.jsonl")
_ROUNDS = 5
_HOSTILE = 2000


def measure(corpus: Path = CORPUS, example: Path = classify.EXAMPLE) -> dict[str, Any]:
    """Medians over the corpus, microseconds of one core, and their ratio; the target is 2.0.

    `hostile_per_char`: how much dearer a character of a 2 000-character line is than one of an ordinary line.
    """
    texts = [json.loads(line)["text"] for line in corpus.read_text(encoding="utf-8").splitlines()]
    home = community.load(example)
    scene = classify.scene_of(home, datetime.fromisoformat("2026-11-23T08:00:00+08:00"))
    reader.warm()
    bare = tokens.bare()
    list(bare.cut("预热"))
    segmented = [_best(lambda text=text: list(bare.cut(text))) for text in texts]  # type: ignore[misc]
    understood = [_best(lambda text=text: reader.read(text, scene)) for text in texts]  # type: ignore[misc]
    hostile = "".join(texts)[:_HOSTILE]
    ordinary = sum(understood) / sum(map(len, texts))
    return {
        "jieba_us": round(statistics.median(segmented), 1),
        "understanding_us": round(statistics.median(understood), 1),
        "ratio": round(statistics.median(understood) / statistics.median(segmented), 2),
        "hostile_per_char": round(_best(lambda: reader.read(hostile, scene)) / len(hostile) / ordinary, 2),
        "messages": len(texts),
    }


def _best(work: Callable[[], object]) -> float:
    """The shortest of a few runs, in microseconds."""
    best = float("inf")
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best * 1e6
