"""The source tree as the tests of this folder read it: files, syntax trees, and what ships as text."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "intents", "storage", "scheduler")
#: What tools and people leave in a checkout; nothing of it is ours.
_LEFT_BY_TOOLS = frozenset(
    {".git", ".venv", "build", "node_modules", "__pycache__", "htmlcov", "var", ".idea", ".vscode"}
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """`path` is relative to the root, with slashes."""

    path: str
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Every function with its qualified name, "bot.app:build_app" or "bot.app:Class.method"."""
        return _functions(self.tree, f"{self.name}:")


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield prefix + child.name, child
            yield from _functions(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")
        else:
            yield from _functions(child, prefix)


@functools.cache
def modules(*folders: str) -> tuple[Module, ...]:
    """All Python modules under the folders (default: the four packages that ship)."""
    paths = sorted(path for folder in folders or PACKAGES for path in (ROOT / folder).rglob("*.py"))
    return tuple(_module(path) for path in paths)


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text))


def texts() -> Iterator[tuple[str, str]]:
    """Path and content of every text file of the project."""
    for path in sorted(_files(ROOT)):
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _LEFT_BY_TOOLS or path.name.endswith(("_cache", ".egg-info")) or path.name == ".hypothesis":
            continue
        if path.is_dir():
            yield from _files(path)
        elif ".sqlite3" not in path.name and path.name not in {".env", ".coverage"}:
            yield path
