"""Short forms and ordinary words by which staff and residents command the bot, read from one table.

Permission is not checked here: handlers know who may do what.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.domain import requests, roster
from bot.domain.tickets import Move
from intents import sources, times
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import naming
from intents.staff import corrections, questions, rounds
from intents.talk import asides, joining, quotes

_HOW_FAR = (
    "到哪了|到哪儿了|到哪一步了|经过|进度|进展|怎么样了|办到哪了|什么情况"
    "|办好了吗|修好了吗|好了吗|处理了吗|状态|查询|呢"
)
_WHOSE = (
    "(?:是|现在|现在是|到底是)?(?:谁|哪个|哪位)"
    "(?:在办|在管|在弄|在修|在处理|办的|修的|弄的|管的|处理的|负责|接的|接了|接单)的?"
    "|归谁|归谁管|在谁手[上里]"
)
_PROGRESS = re.compile(rf"^(?:工单)?{naming.ticket()}(?:工单)?\s?(?:{_HOW_FAR}|{_WHOSE})[?吗呢]*$")
#: "#1", "查一下1"
_LOOK = re.compile(rf"^(?:(?:查|看)(?:一下|询|看)?\s*|(?=#)){naming.ticket()}$")
#: A correction of the kind is no report of its own; nobody can carry it out by chat.
_RESORT = re.compile(rf"^{naming.ticket()}\s*改(?:类|成(?:心愿|隐患))")
_GLUE = " ,，:：。!"
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the table of moves."""

    move: Move
    short: tuple[str, ...]
    spoken: frozenset[str]
    help: str
    who: str
    takes: str


@dataclass(frozen=True, slots=True)
class Table:
    moves: tuple[Command, ...]
    shows: dict[str, str]
    statistics: frozenset[str]
    lines: tuple[tuple[str, str], ...]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def table() -> Table:
    """The rows of commands.toml."""
    source = sources.table_of("commands.toml")
    moves = tuple(
        Command(
            Move(row["move"]), tuple(row["short"].split()), frozenset(row["spoken"].split()),
            row["help"], row["who"], row.get("takes", ""),
        )
        for row in source["move"]
    )  # fmt: skip
    shows = {word: row["request"] for row in source["show"] for word in row["words"].split()}
    verbs = sorted((verb for one in moves for verb in one.short), key=len, reverse=True)
    pattern = re.compile(
        rf"^(?:{naming.ticket('before')})?[\s,，:：]*(?P<verb>{'|'.join(map(re.escape, verbs))})"
        rf"(?:\s*{naming.ticket('after')})?(?P<rest>(?:[\s,，:：]|[到至](?=[\d下明后本这周星礼月初])).*|)$",
        re.DOTALL,
    )
    lines = (
        *((row["who"], row["help"]) for row in (*source["move"], *source["show"])),
        *asides.help_lines(),
        *corrections.help_lines(),
        *rounds.help_lines(),
        *questions.help_lines(),
        *joining.help_lines(),
    )
    statistics = frozenset(word for word, name in shows.items() if name == "statistics")
    return Table(moves, shows, statistics, lines, pattern)


def help_lines(roles: frozenset[roster.Role]) -> tuple[str, ...]:
    """The lines of help for somebody with these roles, in the order of the table."""
    allowed = {"resident"}
    if roles & roster.STAFF:
        allowed |= {"staff", "volunteer"}
    if roster.Role.VOLUNTEER in roles:
        allowed.add("volunteer")
    if roster.Role.SECRETARY in roles:
        allowed.add("secretary")
    if roles & roster.HEADS:
        allowed.add("head")
    return tuple(line for who, line in table().lines if who in allowed)


def quoted_number(quote: str) -> int | None:
    """The ticket a quoted post is about: every post about one begins with "#n"."""
    found = quotes.NUMBER.match(quote.strip()) if quote else None
    return int(found["number"]) if found else None


def read(normal: Normal, scene: Scene) -> requests.Request | None:
    """What the whole line does with a ticket, or asks of it; None if it is no command."""
    line = line_of(normal)
    return (_progress(line) or moved(line, quoted_number(scene.quote), scene.now)) if line else None


def line_of(normal: Normal) -> str:
    """The line without the marks around it; "" where it is too long for a command."""
    line = normal.text.strip(" 。!~.,，")
    return line if len(line) <= _LONGEST else ""


def beginnings() -> frozenset[str]:
    """What a command about a ticket can begin with."""
    verbs = {verb[:2] for one in table().moves for verb in one.short}
    return frozenset(verbs | set("#0123456789工查看"))


def _progress(line: str) -> requests.Request | None:
    found = _PROGRESS.match(line) or _LOOK.match(line)
    return requests.ShowTicket(int(found["number"])) if found else None


def moved(line: str, quoted: int | None, now: datetime) -> requests.Request | None:
    """The row of the table of moves that the whole of `line` is; None if it is none. `quoted`: the ticket beneath."""
    if _RESORT.match(line):
        return requests.Guide()
    found = table().pattern.match(line)
    if found is not None:
        number = found["before"] or found["after"]
        ticket = int(number) if number else quoted
        second = found["after"] or "" if found["before"] else ""
        rest = f"{second} {found['rest'].strip(_GLUE)}".strip()
        command = next(one for one in table().moves if found["verb"] in one.short)
        if ticket is not None or not rest or command.move in (Move.RESOLVE, Move.REASSIGN):
            return _move(command, ticket, rest, now)
    return _spoken(line, quoted, now)


def _move(command: Command, number: int | None, rest: str, now: datetime) -> requests.Request | None:
    if command.move is Move.WITHDRAW:
        return requests.WithdrawTicket(number, rest)
    if command.takes == "person":
        to, _, why = rest.partition(" ")
        to = to.strip("@ ")
        return requests.MoveTicket(command.move, number, why.strip(), to=to) if to or number else None
    if command.takes == "date":
        named = times.days(rest, now)
        return requests.MoveTicket(command.move, number, rest, until=named[0].value if named else None)
    if command.takes == "number":
        other = rest.strip("#号 到入")
        return requests.MoveTicket(command.move, number, to=other) if other.isdigit() or not other else None
    return requests.MoveTicket(command.move, number, rest)


_GIVEN = re.compile(
    rf"^(?:{naming.ticket()})?[\s,:]*(?:转给|转派给|转交给|派给|交给|给)\s*@?(?P<to>\S{{2,12}}?)(?:吧|处理|办|去办)?$"
)


def given(normal: Normal, scene: Scene) -> requests.Request | None:
    """12转给刘敏, 12转给物业, without a space, where that names somebody who may get it."""
    found = _GIVEN.match(line_of(normal))
    number = int(found["number"]) if found and found["number"] else quoted_number(scene.quote)
    if found is None or number is None:
        return None
    to = found["to"]
    known = any(to == one.name for one in scene.community.staff) or any(
        to in one.name for one in scene.community.parties
    )
    return requests.MoveTicket(Move.REASSIGN, number, to=to) if known else None


_SPOKEN = re.compile(rf"^{naming.ticket()}[\s,，:：]*(?P<words>\D.*)$", re.DOTALL)


def _spoken(line: str, quoted: int | None, now: datetime) -> requests.Request | None:
    """Ordinary words count only with a number in front or a quoted post behind them."""
    found = _SPOKEN.match(line) if line[0] in "#0123456789" else None
    number = int(found["number"]) if found else quoted
    if number is None:
        return None
    words = found["words"].strip(_GLUE) if found else line
    if found and not line.startswith("#") and not words.startswith(_unambiguous()):
        return None
    head, _, rest = words.partition(",")
    for command in table().moves:
        for spoken in (words, head, head.partition(" ")[0]):
            if spoken in command.spoken:
                more = rest.strip()
                text = words if command.move is Move.RESOLVE else "" if more in command.spoken else more
                if command.move is Move.WITHDRAW:
                    return requests.WithdrawTicket(number, more)
                return requests.MoveTicket(command.move, number, text)
    return None


@lru_cache(maxsize=1)
def _unambiguous() -> tuple[str, ...]:
    return tuple(word for one in table().moves for word in one.spoken)
