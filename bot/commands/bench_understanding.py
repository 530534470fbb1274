"""`lianxin bench understanding`: one message through all steps against bare jieba on the same text, in one run.

Measured in a process of its own, one core, nothing else in its memory. All times are the best of a few runs, in
microseconds: what other work on the machine costs is left out.
"""

import json
import multiprocessing
import os
import random
import re
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot import community
from bot.bench import memory
from bot.commands import classify
from bot.domain.roster import Role
from bot.domain.vocabulary import Vocabulary, Words
from intents import reader, schemas, sources, tokens
from intents.scene import Scene

CORPUS = Path("tests/corpus/seen.jsonl")
#: The most that each figure should be (see `docs/decisions.md`).
TARGETS = {"ratio": 2.0, "larger": 1.2, "long_line": 1.0, "start_s": 1.0, "peak_mib": 120.0}
#: How many words a community adds to the lexicon, and the characters of the hostile line.
MORE_WORDS = 5_000
LONG_LINE = 10_000
_ROUNDS = 15
#: How many pieces of each size are tried, and what may stand between two.
_PIECES = 25
_GLUE = ("", " ", ",", "。", "?", "12 ", "3栋")


@dataclass(frozen=True, slots=True)
class Times:
    """Medians over the corpus: bare jieba, and all steps of understanding."""

    jieba_us: float
    understanding_us: float

    @property
    def ratio(self) -> float:
        return self.understanding_us / self.jieba_us


@dataclass(frozen=True, slots=True)
class Figures:
    """`again`: the same text several times in a row, the stricter measure; `in_turn`: one after another, as they come.

    `larger`: all steps with `MORE_WORDS` words of the community's own, as a multiple; `long_line`: a character of the
    dearest of many lines of `LONG_LINE` characters, of which the first 2 000 are read, as a multiple of one of an
    ordinary line.
    `start_s`: from the start of a process to its first verdict; `peak_mib`: the most memory it held when it had read
    the whole corpus, before jieba came beside it.
    """

    messages: int
    again: Times
    in_turn: Times
    larger: float
    long_line: float
    start_s: float
    peak_mib: float | None


def measure(corpus: Path = CORPUS, example: Path = classify.EXAMPLE) -> Figures:
    """Read the texts of `corpus` as lines in a group of the community `example`; FileNotFoundError without them."""
    texts = [json.loads(line)["text"] for line in corpus.read_text(encoding="utf-8").splitlines()]
    begun = time.monotonic()
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as alone:
        start_s, peak_mib = alone.submit(_started, texts, example, begun).result()
        again, in_turn, larger, long_line = alone.submit(_measured, texts, example).result()
    return Figures(len(texts), again, in_turn, larger, long_line, start_s, peak_mib)


_Work = Callable[[str], object]


def _started(texts: Sequence[str], example: Path, begun: float) -> tuple[float, float | None]:
    """Seconds since `begun` (the clock is that of the machine) at the first verdict, and the peak after all."""
    scene = _scene(example)
    reader.warm()
    reader.read(texts[0], scene)
    took = time.monotonic() - begun
    for text in texts:
        reader.read(text, scene)
    return took, memory.peak_mib(os.getpid())


def _scene(example: Path) -> Scene:
    return classify.scene_of(community.load(example), datetime.fromisoformat("2026-11-23T08:00:00+08:00"))


def _measured(texts: Sequence[str], example: Path) -> tuple[Times, Times, float, float]:
    scene = _scene(example)
    bare = tokens.bare()

    def cut(text: str) -> object:
        return list(bare.cut(text))

    def read(text: str) -> object:
        return reader.read(text, scene)

    more = replace(scene, community=replace(scene.community, vocabulary=_more_words()))

    def taught(text: str) -> object:
        return reader.read(text, more)

    in_turn = Times(*(statistics.median(_in_turn(work, texts)) for work in (cut, read)))
    segmented, understood = zip(*((_best(cut, text), _best(read, text)) for text in texts), strict=True)
    again = Times(statistics.median(segmented), statistics.median(understood))
    ordinary = sum(understood) / sum(map(len, texts))
    long_line = max(_worst(texts, one) for one in (scene, _by_worker(scene))) / LONG_LINE / ordinary
    larger = statistics.median(_best(taught, text) for text in texts) / again.understanding_us
    return again, in_turn, larger, long_line


def _worst(texts: Sequence[str], scene: Scene) -> float:
    """What the dearest of the hostile lines costs."""

    def read(text: str) -> object:
        return reader.read(text, scene)

    return max(min(_once(read, line) for _ in range(2)) for line in _hostile(texts))


def _by_worker(scene: Scene) -> Scene:
    """Said by one of the staff, who have the most ways to say something."""
    return replace(scene, person=scene.community.with_role(Role.WORKER)[0])


def _hostile(texts: Sequence[str]) -> list[str]:
    """Lines of `LONG_LINE` characters: all the corpus in one, matter upon matter, places, numbers, a few letters, and
    again and again some piece of what our own rules look for."""
    chance = random.Random(0)  # reproducible on purpose, nothing secret
    words = re.findall("[\u4e00-\u9fff]{1,6}", "".join(map(sources.text_of, schemas.FILES)))
    sizes = [size for size in (1, 2, 3) for _ in range(_PIECES)]
    pieces = ["".join(chance.choices(words, k=size)) + chance.choice(_GLUE) for size in sizes]
    known = ("另外路灯坏了", "3栋2单元", "1. 两份 ", "1 2 3 ", "先停几天", "着火孩子", "没", "A3区")
    return [(seed * (LONG_LINE // len(seed) + 1))[:LONG_LINE] for seed in ("".join(texts), *known, *pieces)]


def _more_words() -> Vocabulary:
    """Common words of the dictionary as names of things, so that messages do hold some of them."""
    known = sorted(word for word, count in tokens.frequencies().items() if count and len(word) > 1)
    chosen = random.Random(0).sample(known, MORE_WORDS)  # reproducible on purpose, nothing secret
    return Vocabulary(words=(Words("object", "", tuple(chosen)),))


def _in_turn(work: _Work, texts: Sequence[str]) -> list[float]:
    rounds = [[_once(work, text) for text in texts] for _ in range(_ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def _best(work: _Work, text: str) -> float:
    return min(_once(work, text) for _ in range(_ROUNDS))


def _once(work: _Work, text: str) -> float:
    begun = time.perf_counter()
    work(text)
    return (time.perf_counter() - begun) * 1e6
