"""What the documents promise exists, and what exists is documented."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot import cli, community_file, metrics, settings
from bot.domain import errors, tickets
from scheduler import jobs
from tests.architecture import tree

DOCUMENTS = (*tree.ROOT.glob("*.md"), *sorted((tree.ROOT / "docs").rglob("*.md")))
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def _read(path: str) -> str:
    return (tree.ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("field", settings.Settings.model_fields)
def test_every_setting_is_in_the_example_and_in_the_operations_document(field: str) -> None:
    name = f"LIANXIN_{field.upper()}"
    assert re.search(rf"^#? ?{name}=", _read(".env.example"), re.MULTILINE)
    assert f"`{name}`" in _read("docs/operations.md")


def test_the_example_names_no_setting_that_does_not_exist() -> None:
    named = re.findall(r"^#? ?LIANXIN_(\w+)=", _read(".env.example"), re.MULTILINE)
    assert {name.lower() for name in named} == set(settings.Settings.model_fields)


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_is_explained(command: str) -> None:
    assert f"`lianxin {command}" in _read("docs/operations.md")


def test_every_step_of_understanding_has_its_place_in_the_table() -> None:
    table = _read("docs/understanding.md")
    folder = tree.ROOT / "intents"
    modules = {path.relative_to(folder).as_posix() for path in folder.rglob("*.py") if path.name != "__init__.py"}
    assert [name for name in sorted(modules) if f"`{name}`" not in table] == []


def test_no_document_names_a_command_that_does_not_exist() -> None:
    named = {word for path in DOCUMENTS for word in re.findall(r"`lianxin ([a-z-]+)", path.read_text(encoding="utf-8"))}
    assert named <= set(cli.COMMANDS)


def test_every_key_of_the_community_file_is_explained() -> None:
    text = _read("docs/community-file.md")
    missing = {key for key in _community_keys(community_file.File) if f"`{key}`" not in text and f"[{key}]" not in text}
    assert missing == set()


@pytest.mark.parametrize("edge", tickets.MOVES, ids=lambda edge: f"{edge.move}-{'-'.join(sorted(edge.sources))}")
def test_every_move_of_a_ticket_is_in_the_table(edge: tickets.Edge) -> None:
    sources = " ".join(state.value for state in tickets.State if state in edge.sources)
    who = " ".join(actor.value for actor in tickets.Actor if actor in edge.who)
    assert f"| {sources} | {edge.move.value} | {edge.target.value} | {who} |" in _read("docs/tickets.md")


@pytest.mark.parametrize("state", tickets.State)
def test_every_state_of_a_ticket_is_explained(state: tickets.State) -> None:
    assert f"`{state.value}`" in _read("docs/tickets.md")


@pytest.mark.parametrize("job", [job.name for job in jobs.JOBS])
def test_every_job_of_the_timetable_is_explained(job: str) -> None:
    assert f"`{job}`" in _read("docs/operations.md")


def test_every_figure_for_monitoring_is_explained() -> None:
    text = _read("docs/operations.md")
    families = [family.name for family in metrics.create().registry.collect()]
    assert [name for name in families if f"`{name}" not in text] == []


def test_every_make_target_in_a_document_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", _read("Makefile"), re.MULTILINE))
    named = {word for path in DOCUMENTS for word in re.findall(r"\bmake ([a-z]+)\b", path.read_text(encoding="utf-8"))}
    assert {"demo", "test"} <= named <= targets


def test_the_tree_of_errors_is_drawn_whole() -> None:
    found, before = {"LianxinError": "Exception"}, 0
    while len(found) > before:
        before = len(found)
        found |= {one.name: base for one, base in _classes() if base in found}
    assert _drawn(errors.__doc__ or "") == found


def test_every_link_leads_somewhere() -> None:
    assert [f"{path.name}: {target}" for path, target in _links() if not _resolves(path, target)] == []


def test_the_continuous_run_is_the_test_command_of_the_readme() -> None:
    assert "make test" in _read(".ci/run")


def _classes() -> Iterator[tuple[ast.ClassDef, str]]:
    """Every class of ours with the bare name of each base."""
    for module in tree.modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                yield from ((node, ast.unparse(base).rpartition(".")[2]) for base in node.bases)


def _drawn(text: str) -> dict[str, str]:
    """Of each error in the drawing, the one it hangs from."""
    above, found = ["Exception", "LianxinError"], {"LianxinError": "Exception"}
    for indent, name in re.findall(r"^([│ ]*)[├└]── (\w+)", text, re.MULTILINE):
        depth = len(indent) // 4 + 2
        above = [*above[:depth], name]
        found[name] = above[depth - 1]
    return found


def _community_keys(table: type[BaseModel]) -> Iterator[str]:
    for name, field in table.model_fields.items():
        yield field.alias or name
        for inner in _tables(field.annotation):
            yield from _community_keys(inner)


def _tables(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _tables(part)


def _links() -> Iterator[tuple[Path, str]]:
    for path in DOCUMENTS:
        for target in _LINK.findall(path.read_text(encoding="utf-8")):
            if not target.startswith(("http://", "https://", "mailto:")):
                yield path, target


def _resolves(path: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    there = path.parent / name if name else path
    if not there.exists():
        return False
    return not anchor or anchor in {_anchor(line) for line in there.read_text(encoding="utf-8").splitlines()}


def _anchor(line: str) -> str:
    """The fragment that hosting sites give a heading."""
    if not line.startswith("#"):
        return ""
    return re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower()).replace(" ", "-")
