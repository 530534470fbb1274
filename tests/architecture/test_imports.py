"""The contracts in `.importlinter` leave nobody out. `lint-imports` checks that they are kept."""

import configparser
import re

from tests.architecture import tree


def _contract(name: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser()
    parser.read(tree.ROOT / ".importlinter", encoding="utf-8")
    return parser[f"importlinter:contract:{name}"]


def _layers() -> set[str]:
    text = _contract("layers")["layers"]
    return {part.strip(" ()") for line in text.splitlines() for part in line.replace(":", "|").split("|")} - {""}


def test_every_module_and_package_has_its_layer() -> None:
    inside = {
        f"bot.{path.stem}"
        for path in (tree.ROOT / "bot").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    expected = (inside - {"bot.__init__"}) | {"intents", "storage", "scheduler"}
    assert _layers() == expected


def test_the_document_draws_the_layers_of_the_contract() -> None:
    document = (tree.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    [drawn] = re.findall(r"^```\n(bot\.__main__\n.*?)^```", document, re.MULTILINE | re.DOTALL)
    named = [re.split(r"\s{2,}", line)[0] for line in drawn.splitlines()]
    assert named == [line for line in _contract("layers")["layers"].splitlines() if line]


def test_no_layer_is_optional() -> None:
    assert "(" not in _contract("layers")["layers"]


def test_the_sandbox_is_forbidden_to_everybody_else() -> None:
    sources = set(_contract("sandbox-alone")["source_modules"].split())
    assert sources == _layers() - {"bot.sandbox"}
