"""What `lianxin export` and `lianxin erase` ask alike: who it is about, and where in the register they stand."""

import argparse

from bot.settings import Settings
from storage.households import Households
from storage.sealing import Keyring

#: How our own steps are signed.
_OURSELVES = "bot"


def _named(said: str) -> str:
    """A shell variable that is not set must not forget what is nobody's. Raises ArgumentTypeError."""
    person = said.strip()
    if not person.removeprefix("oa:") or person == _OURSELVES:
        raise argparse.ArgumentTypeError(f"{said!r} is nobody: it must be a userid, or oa: and an openid")
    return person


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", type=_named, help="the userid, or oa: and the openid")
    parser.add_argument(
        "--register",
        action="append",
        default=[],
        metavar="CODE",
        help="the finder's code of their row where the register names no userid; see first whose it is",
    )
    parser.add_argument("--without-register", action="store_true", help="leave the register of households alone")


def households(chosen: Settings, args: argparse.Namespace) -> Households:
    """Raises BadConfiguration for a key that is none."""
    keyring = Keyring(chosen.register_keys) if chosen.register_keys else None
    return Households(keyring, tuple(code.upper() for code in args.register), skip=args.without_register)
