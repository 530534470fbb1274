"""Patterns that few lines come to: asked like those of `re`, and none of them is written wrongly."""

import importlib
import pkgutil
import re

from hypothesis import given
from hypothesis import strategies as st

import intents
from intents import seldom

WRITTEN = r"(\d+)号"


@given(text=st.text("3号,", max_size=8), start=st.integers(0, 8))
def test_a_pattern_answers_as_one_of_re_does(text: str, start: int) -> None:
    ours, theirs = seldom.Pattern(WRITTEN), re.compile(WRITTEN)
    for said, meant in (
        (ours.match(text, start), theirs.match(text, start)),
        (ours.fullmatch(text), theirs.fullmatch(text)),
        (ours.search(text, start, 6), theirs.search(text, start, 6)),
    ):
        assert (said and said.span()) == (meant and meant.span())
    assert [one.span() for one in ours.finditer(text)] == [one.span() for one in theirs.finditer(text)]
    assert ours.split(text, maxsplit=1) == theirs.split(text, maxsplit=1)
    assert ours.sub(".", text, 1) == theirs.sub(".", text, 1)


def test_every_pattern_that_few_lines_come_to_can_be_compiled() -> None:
    modules = [importlib.import_module(one.name) for one in pkgutil.walk_packages(intents.__path__, "intents.")]
    written = [one for module in modules for one in vars(module).values() if isinstance(one, seldom.Pattern)]
    assert written
    for one in written:
        one.search("")
