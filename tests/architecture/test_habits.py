"""House rules that a reader can check in a syntax tree. An exception stands here with its reason."""

import ast
import re
import sys
from collections.abc import Iterator

import pytest

from tests.architecture import tree

#: The three boundaries at which whatever goes wrong is caught, so that one bad message cannot stop the others.
BOUNDARIES = {
    "bot/receiver.py": "a callback always gets a status",
    "bot/dispatch.py": "one message that cannot be handled must not stop the others",
    "scheduler/guard.py": "one post, reminder or photo that fails must not stop the others",
}
LAZY_IMPORTS: dict[str, str] = {}
DOES_AT_IMPORT = {
    "intents/tokens.py": "silences the warnings of jieba's old source while it is imported",
    "storage/migrations/env.py": "a script that Alembic runs",
}
#: Modules that may ask the machine for the time.
CLOCKS = {"bot/clock.py": "the one clock of the house"}
#: Modules of the domain in which Chinese is how a value is written.
NOTATIONS = {
    "bot/domain/meals.py": "a note about some portions of an order: 2份不辣",
    "bot/domain/places.py": "a building, unit and room: 3栋2单元501",
    "bot/domain/register.py": "the colours that a register of households gives",
    "bot/domain/requests/figures.py": "whoever asks, where a userid would stand: no userid is 我",
    "bot/domain/retold.py": "the mark between what was told in several messages",
}
_ASKS_THE_MACHINE = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}
#: Chinese characters, and the marks that stand between them.
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_DEFINITIONS = (
    ast.Import,
    ast.ImportFrom,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Assign,
    ast.AnnAssign,
)


def test_nothing_is_imported_inside_a_function() -> None:
    found = {
        f"{name} line {node.lineno}"
        for module in tree.modules()
        for name, function in module.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and name not in LAZY_IMPORTS
    }
    assert found == set()


def test_nothing_is_global() -> None:
    assert list(_where(ast.Global)) == []


def test_only_the_clock_asks_the_machine_for_the_time() -> None:
    found = [
        f"{module.path}:{node.lineno}"
        for module in tree.modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and _called_on(node) in _ASKS_THE_MACHINE and module.path not in CLOCKS
    ]
    assert found == []


def test_everything_is_caught_at_the_three_boundaries_only() -> None:
    found = [
        f"{module.path}:{node.lineno}"
        for module in tree.modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node) and module.path not in BOUNDARIES
    ]
    assert found == []


def test_nothing_is_caught_by_gathering_it() -> None:
    """`gather(…, return_exceptions=True)` may wait for what has been cancelled; its answer is not looked at."""
    found = [
        f"{module.path}:{node.lineno}"
        for module in tree.modules()
        for node in set(_calls_with(module.tree, "return_exceptions")) - set(_only_awaited(module.tree))
    ]
    assert found == []


def test_a_handler_of_everything_says_why() -> None:
    """`except BaseException` that only tidies up and raises again is not one."""
    silent = [
        f"{module.path}:{node.lineno}"
        for module in tree.modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (_catches_everything(node) and not _comment_at(module.text, node)))
    ]
    assert silent == []


def test_importing_a_module_only_defines() -> None:
    found = [
        f"{module.path}:{node.lineno}"
        for module in tree.modules()
        if module.path not in DOES_AT_IMPORT
        for node in module.tree.body
        if not isinstance(node, _DEFINITIONS) and not _is_docstring(node) and not _is_main_guard(node)
    ]
    assert found == []


def test_domain_and_understanding_never_wait() -> None:
    found = [
        f"{module.path}:{node.lineno}"
        for module in tree.modules("bot/domain", "intents")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith)
    ]
    assert found == []


def test_the_domain_knows_the_standard_library_and_itself() -> None:
    foreign = {
        f"{module.path}: {name}"
        for module in tree.modules("bot/domain")
        for name in _imported(module.tree)
        if name.split(".")[0] not in sys.stdlib_module_names and not f"{name}.".startswith("bot.domain.")
    }
    assert foreign == set()


def test_a_category_is_looked_up_where_those_of_the_community_are_known() -> None:
    doors = {"intents/categories.py", "intents/lexicon.py", "bot/vocabulary_file.py", "bot/community.py"}
    assert {one.path for one in tree.modules() if "lexicon.categories()" in one.text} <= doors | {
        "tests/architecture/test_habits.py",
        "tests/domain/test_tickets.py",
        "tests/intents/test_lexicon.py",
    }


@pytest.mark.parametrize("folder", ["bot/handlers", "bot/ports", "scheduler", "storage"])
def test_what_people_read_is_worded_elsewhere(folder: str) -> None:
    """Sentences belong to `bot/wording`, the words of what people say to `intents`, what is compared to an enum."""
    found = [
        f"{module.path}:{node.lineno}"
        for module in tree.modules(folder)
        for node in _strings(module.tree)
        if _CHINESE.search(node.value)
    ]
    assert found == []


def test_the_domain_has_no_words_but_those_of_its_own_notations() -> None:
    holding = {
        module.path
        for module in tree.modules("bot/domain")
        if any(_CHINESE.search(node.value) for node in _strings(module.tree))
    }
    assert holding == set(NOTATIONS)


def test_what_people_say_is_understood_before_it_is_handled() -> None:
    """A handler asks `intents` what words mean, and matches none itself."""
    matching = {
        module.path
        for module in tree.modules("bot/handlers")
        if any(name.split(".")[0] == "re" for name in _imported(module.tree))
    }
    assert matching == set()


def test_what_ships_never_imports_the_tests() -> None:
    assert [
        module.path for module in tree.modules() if any(n.split(".")[0] == "tests" for n in _imported(module.tree))
    ] == []


def test_every_module_says_what_it_is_for() -> None:
    undocumented = [
        module.path
        for module in tree.modules()
        if ast.get_docstring(module.tree) is None and "/migrations/" not in module.path and module.text.strip()
    ]
    assert undocumented == []


def test_every_silenced_check_names_what_it_silences() -> None:
    bare = [
        f"{module.path}:{number}"
        for module in tree.modules("bot", "intents", "storage", "scheduler", "tests")
        for number, line in enumerate(module.text.splitlines(), start=1)
        if re.search(r"#\s*(type:\s*ignore(?!\[)|noqa(?!:))", line)
    ]
    assert bare == []


def _where(kind: type[ast.AST]) -> Iterator[str]:
    for module in tree.modules():
        for node in ast.walk(module.tree):
            if isinstance(node, kind):
                yield f"{module.path}:{getattr(node, 'lineno', 0)}"


def _called_on(node: ast.Attribute) -> tuple[str, str]:
    """("datetime", "now") for both datetime.now and datetime.datetime.now."""
    owner = node.value
    last = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
    return last, node.attr


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    wide = any(isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"} for kind in kinds)
    raises_again = bool(handler.body) and isinstance(handler.body[-1], ast.Raise)
    return wide and not raises_again


def _calls_with(module: ast.Module, keyword: str) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and any(one.arg == keyword for one in node.keywords):
            yield node


def _only_awaited(module: ast.Module) -> Iterator[ast.expr]:
    """What stands alone behind `await`, its answer thrown away."""
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Await):
            yield node.value.value


def _comment_at(text: str, handler: ast.ExceptHandler) -> bool:
    """On the line of the handler, or alone on the one below."""
    here, below = text.splitlines()[handler.lineno - 1 : handler.lineno + 1]
    return "#" in here or below.strip().startswith("#")


def _strings(module: ast.Module) -> Iterator[ast.Constant]:
    """Every text in the code, those inside of others too, but no docstring."""
    said = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_main_guard(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"


def _imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
