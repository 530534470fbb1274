"""The project runs from any folder of any machine, and says so nowhere else."""

import re

from tests.architecture import tree

# Spelled so that this file does not find itself.
_MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:w[o]rk|r[o]ot|t[m]p|h[o]me|U[s]ers)/")
_UNFINISHED = re.compile(r"(?:#|//|<!--|/\*).*\b(?:TO[D]O|FIX[M]E|XX[X])\b")
_DATA = (".jsonl", ".lock", "package-lock.json", "dictionary.txt")


def test_no_file_names_a_place_on_one_machine() -> None:
    assert _matches(_MACHINE_PATH) == []


def test_nothing_is_left_for_later_in_a_comment() -> None:
    assert _matches(_UNFINISHED) == []


def _matches(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}"
        for path, text in tree.texts()
        if not path.endswith(_DATA)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]
