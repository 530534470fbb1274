"""The command line: one table, exit codes 0, 1, 2."""

import argparse
import os
import subprocess
import sys
import types

import pytest

from bot import cli
from bot.domain.errors import BadConfiguration


class Fake(types.ModuleType):
    """A command that answers what it is told to."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--answer", type=int, default=0)
        parser.add_argument("--broken", action="store_true")

    def run(self, args: argparse.Namespace) -> int:
        if args.broken:
            raise BadConfiguration(("first mistake", "second mistake"))
        return int(args.answer)


@pytest.fixture(autouse=True)
def _a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fake_command", Fake("fake_command"))
    monkeypatch.setitem(cli.COMMANDS, "fake", ("fake_command", "answers"))


@pytest.mark.parametrize("answer", [0, 1, 2])
def test_the_exit_code_is_the_answer_of_the_command(answer: int) -> None:
    assert cli.main(["fake", "--answer", str(answer)]) == answer


def test_a_wrong_configuration_is_told_line_by_line_and_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["fake", "--broken"]) == 2
    assert capsys.readouterr().err == "first mistake\nsecond mistake\n"


@pytest.mark.parametrize(
    "words", [[], ["unheard-of"], ["fake", "--unheard-of"], ["--unheard-of"], ["fake", "--answer"]]
)
def test_wrong_use_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 2
    assert "usage: lianxin" in capsys.readouterr().err


def test_help_names_every_command_without_loading_any(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert all(name in said for name in cli.COMMANDS)


def test_every_command_of_the_contract_is_there() -> None:
    contract = "serve demo classify show migrate backup restore doctor verify eval bench"
    assert set(contract.split()) <= set(cli.COMMANDS)


@pytest.mark.parametrize("words", [["rotate-key", "--generate"], ["classify"]])
def test_a_reader_who_has_closed_the_pipe_ends_the_command_quietly(words: list[str]) -> None:
    unread, output = os.pipe()
    os.close(unread)
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        input="路灯不亮了\n".encode(),
        stdout=output,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(output)
    assert (ended.returncode, ended.stderr) == (cli.CLOSED_PIPE, b"")


def test_without_words_those_of_the_process_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["lianxin", "fake", "--answer", "1"])
    assert cli.main() == 1
