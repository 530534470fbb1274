"""How much memory a process holds."""

import os

from bot.bench import memory


def test_this_process_holds_some_memory() -> None:
    peak = memory.peak_mib(os.getpid())
    assert peak is not None
    assert peak > 1


def test_a_process_that_is_not_there_holds_none() -> None:
    assert memory.peak_mib(2**22 + 1) is None
