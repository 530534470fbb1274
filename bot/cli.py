"""The `lianxin` command: a table of commands, each loaded by name only when it is used."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from bot.domain import errors


class Command(Protocol):
    """What a command's module offers. `run` answers 0 good, 1 found a problem, 2 wrong use."""

    @staticmethod
    def add_arguments(parser: argparse.ArgumentParser) -> None: ...

    @staticmethod
    def run(args: argparse.Namespace) -> int: ...


COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("bot.commands.serve", "run the service"),
    "demo": ("bot.sandbox.demo", "a local WeCom, the bot and a chat page on one port; plays a day"),
    "classify": ("bot.commands.classify", "read messages from stdin, one JSON reading a line"),
    "eval": ("bot.commands.eval", "measure understanding on a labelled file"),
    "show": ("bot.commands.show", "print what is stored, one JSON object a line"),
    "import": ("bot.commands.imports", "take in items of the city's hotline, or the register, from a list"),
    "rotate-key": ("bot.commands.rotate_key", "seal the register of households anew with the first key"),
    "migrate": ("bot.commands.migrate", "bring the database to the newest schema"),
    "retry": ("bot.commands.retry", "open messages again that were set aside after too many failures"),
    "backup": ("bot.commands.backup", "write a copy of the database"),
    "restore": ("bot.commands.restore", "read a copy back into an empty database"),
    "verify": ("bot.commands.verify", "check the ledger and the trail"),
    "export": ("bot.commands.export", "print all that is kept of a person"),
    "erase": ("bot.commands.erase", "forget a person; the ledger stays under a pseudonym"),
    "doctor": ("bot.commands.doctor", "check everything and say what to do"),
    "bench": ("bot.commands.bench", "measure speed as ratios taken in one run"),
}


#: Whoever read our output has closed it (`… | head`): what a shell says of a program that SIGPIPE has ended, 128 + 13.
CLOSED_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is its answer."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="lianxin", description="连心: a chat-bot for community groups")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    chosen = words[0] if words and words[0] in COMMANDS else None
    command: Command | None = None
    for name, (module, summary) in COMMANDS.items():
        sub = subparsers.add_parser(name, help=summary, description=summary)
        if name == chosen:
            command = _loaded(module)
            command.add_arguments(sub)
    args = parser.parse_args(words)
    if command is None:
        parser.error("a command is needed")
    try:
        code = command.run(args)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _say_no_more()
        return CLOSED_PIPE
    except errors.BadConfiguration as wrong:
        sys.stderr.write("".join(f"{mistake}\n" for mistake in wrong.mistakes))
        return 2


def _loaded(module: str) -> Command:
    """A command's module. Nothing of what is loaded is garbage: meanwhile nobody looks for any."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return cast("Command", importlib.import_module(module))
    finally:
        if collecting:
            gc.enable()


def _say_no_more() -> None:
    """What is still buffered goes nowhere; otherwise the interpreter would fail on it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
