"""Where a number was left out, the example shows how to say it with one."""

import pytest

from bot.domain.tickets import Move
from bot.wording import examples


@pytest.mark.parametrize(
    ("move", "said"), [(Move.ACCEPT, "收到"), (Move.MERGE, "合并 15"), (Move.RETURN, "办结 已换灯泡")]
)
def test_a_move_has_its_own_example_or_that_of_an_end(move: Move, said: str) -> None:
    assert examples.of_move(move) == said
