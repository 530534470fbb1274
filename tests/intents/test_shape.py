"""What a line looks like: its end, its small words, its pictures."""

import itertools
import json
import re
from pathlib import Path

import pytest

from intents import lexicon, normalise, shape

_SEEN = Path("tests/corpus/seen.jsonl")
_ENDINGS = (*"?吗么呢不没谢了苦", "谢谢", "辛苦您了", "多谢各位", "感谢大家", "谢啦你", "麻烦您")
_AFTER = ("", " ", "。", "!", "~", ".", "🙏", "\n", "。~", ". ", "!\n", "灯")


@pytest.fixture(scope="module")
def bits() -> dict[str, int]:
    return lexicon.lexicon().bits


def _lines() -> list[str]:
    with _SEEN.open(encoding="utf-8") as file:
        said = [normalise.normalise(json.loads(line)["text"]).text for line in file]
    return ["", *said, *("".join(parts) for parts in itertools.product(("", "3栋的路灯坏了"), _ENDINGS, _AFTER))]


def test_a_line_has_the_end_that_it_shows_when_it_is_looked_at_as_a_whole(bits: dict[str, int]) -> None:
    shapes, found = shape.Shapes(bits), set()
    polite = re.compile(r"(?<=.{5})(?:谢[谢了啦]|多谢|感谢|辛苦)(?:[了啦您你]|您了|大家|各位)?[!.~。 🙏]*$")
    for line in _lines():
        asks = line.rstrip(" 。!~")[-1:] in set("?吗么呢不没")
        ends = shapes.mask(line, building=False) & (bits["ends_asking"] | bits["ends_polite"])
        thanks = polite.search(line) is not None
        assert ends == bits["ends_asking"] * asks + bits["ends_polite"] * thanks, line
        found.add((asks, thanks))
    assert len(found) > 2


@pytest.mark.parametrize(
    ("line", "named"),
    [("灯坏了🔥", {"pictured"}), ("灯坏了⚡", set()), ("坏了?修吧", {"asks"}), ("坏了修吧", set())],
)
def test_pictures_and_question_marks_are_seen_wherever_they_stand(
    bits: dict[str, int], line: str, named: set[str]
) -> None:
    mask = shape.Shapes(bits).mask(line, building=False)
    assert {name for name in ("pictured", "asks") if mask & bits[name]} == named


def test_a_small_word_said_twice_counts_once(bits: dict[str, int]) -> None:
    shapes = shape.Shapes(bits)
    assert shapes.mask("吃吃吃", building=False) == shapes.mask("吃", building=False)
