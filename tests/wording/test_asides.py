"""An order that was half heard is answered with what to say for it."""

import pytest

from bot.wording import asides
from intents import sources


@pytest.mark.parametrize("near", sources.table_of("fieldwork.toml")["orders"])
def test_every_order_that_can_be_half_heard_has_its_sentence(near: str) -> None:
    said = asides.not_done(12, near)
    assert said.startswith("#12 没办成，单子没有变。")
    assert "{}" not in said


def test_an_unworded_order_is_a_bug() -> None:
    with pytest.raises(KeyError):
        asides.not_done(12, "nobody_thought_of_it")
