"""How long a file and a function may be. An exception stands here with its reason, and leaves when it is not needed."""

import pytest

from tests.architecture import tree

LINES_OF_A_FILE = 250
LINES_OF_A_FUNCTION = 40

LONG_FILES = {
    "storage/migrations/versions/0001_first.py": "the first schema, written down once and never edited again",
}
LONG_FUNCTIONS: dict[str, str] = {}
DRAWERS = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base", "lib"})


def test_no_file_is_longer_than_its_budget() -> None:
    lengths = {module.path: len(module.text.splitlines()) for module in tree.modules()}
    too_long = {path: lines for path, lines in lengths.items() if lines > LINES_OF_A_FILE and path not in LONG_FILES}
    assert not too_long


def test_no_function_is_longer_than_its_budget() -> None:
    too_long = {name: lines for name, lines in _lengths().items() if lines > LINES_OF_A_FUNCTION}
    assert {name: lines for name, lines in too_long.items() if name not in LONG_FUNCTIONS} == {}


@pytest.mark.parametrize("path", LONG_FILES)
def test_an_excused_file_is_still_long(path: str) -> None:
    assert len((tree.ROOT / path).read_text(encoding="utf-8").splitlines()) > LINES_OF_A_FILE


def test_an_excused_function_is_still_long() -> None:
    lengths = _lengths()
    assert [name for name in LONG_FUNCTIONS if lengths.get(name, 0) <= LINES_OF_A_FUNCTION] == []


def test_no_module_is_a_drawer() -> None:
    names = [module.path for module in tree.modules("bot", "intents", "storage", "scheduler", "tests")]
    assert [path for path in names if DRAWERS & set(path.removesuffix(".py").split("/"))] == []


def test_most_functions_are_short() -> None:
    lengths = sorted(_lengths().values())
    assert lengths[len(lengths) * 8 // 10] < 20


def _lengths() -> dict[str, int]:
    return {
        name: (function.end_lineno or 0) - function.lineno + 1
        for module in tree.modules()
        for name, function in module.functions()
    }
