"""The forms of a whole line (commands, leaves, answers, questions), in the order in which they are tried.

The table shows for each who says it, and characters without one of which nobody can say it: of the characters of a
line it is known in one look which forms are worth trying, and for most lines that is hardly any.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from bot.domain import requests
from bot.domain.tickets import Move
from intents import commands, verbatim
from intents.canteen import afterwards, kitchens, mishaps, questions, tallies
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import naming
from intents.staff import (
    comparisons,
    corrections,
    fieldwork,
    figures_together,
    heads,
    leaves,
    leaves_together,
    notices,
    promises,
    register,
    rounds,
    totals,
)
from intents.talk import amends, answers, asides, choices, inquiring, joining, standing, workers

_Said = requests.Request | tuple[requests.Request, ...] | None


class _Form(NamedTuple):
    """`staff`: said by staff alone (True), by everybody else alone (False), or by anybody (None)."""

    read: Callable[[Normal, Scene], _Said]
    cues: str = ""
    staff: bool | None = None


def _quoted(scene: Scene) -> int | None:
    return commands.quoted_number(scene.quote)


def _each(normal: Normal, scene: Scene) -> tuple[requests.Request, ...]:
    """1 2 3 收到, 接单 4到8, 全部接单: what can be said of one ticket is said of each that is named.

    A day is promised for one at a time, because each is asked about.
    """
    line = normal.text.strip(" 。!~,，")
    row = naming.several(line)
    if row is None:
        return _every(line, scene)
    if both := fieldwork.merged(line):
        return both
    each = [_single(number, row.words, scene) for number in row.numbers]
    fit = all(said and not isinstance(said[0], requests.Promise) for said in each)
    return tuple(one for said in each for one in said) if fit else ()


def _single(number: int, words: str, scene: Scene) -> tuple[requests.Request, ...]:
    line = f"{number} {words}"
    return _heard(Normal(line, line), scene, but=_EACH) or fieldwork.moved(line, scene)


def _every(line: str, scene: Scene) -> tuple[requests.Request, ...]:
    """All that the speaker has: taken on, or with 全部 whatever staff can do with a ticket."""
    found = naming.every(line)
    said = _single(1, found[0], scene) if found else ()
    move = said[0] if said else None
    if not (found and isinstance(move, requests.MoveTicket)) or (move.move is not Move.ACCEPT and not found[1]):
        return ()
    return (replace(move, number=None, every=True),)


#: The bit of the first form, which reads the others for each ticket that a line names.
_EACH = 1
FORMS = (
    _Form(_each, cues="0123456789都全所", staff=True),
    _Form(choices.each, cues="0123456789", staff=False),
    _Form(lambda line, scene: leaves_together.read(line.text, scene), staff=True),
    _Form(lambda line, scene: leaves.read(line.text, scene), staff=True),
    _Form(rounds.read, cues="巡检转看走"),
    _Form(lambda line, scene: promises.read(line.text, _quoted(scene), scene), staff=True),
    _Form(lambda line, scene: tallies.read(line.text, scene), cues="份人多"),
    _Form(standing.read, staff=False),
    _Form(kitchens.told),
    _Form(questions.read, cues="几什啥怎咋如能可送菜食优付有多荤开", staff=False),
    _Form(kitchens.asked, cues="钱几价费贵什开供送"),
    _Form(mishaps.read, cues="饭餐菜汤粥饺包馒点送给拿没忘太"),
    _Form(lambda line, scene: register.read(line, scene.community), cues="户码卡"),
    _Form(lambda line, scene: corrections.read(line.text, _quoted(scene), scene), staff=True),
    _Form(amends.read, cues="错是对正", staff=False),
    _Form(lambda line, scene: answers.read(line.text, _quoted(scene), asked=bool(scene.pending)), staff=False),
    _Form(lambda line, scene: commands.read(line.text, scene.quote, scene.now, scene.community, staff=scene.by_staff)),
    _Form(totals.read, cues="分巡户", staff=True),
    _Form(comparisons.read, cues="比", staff=True),
    _Form(figures_together.read, cues="几多少率哪", staff=True),
    _Form(lambda line, scene: asides.read(line.text, _quoted(scene))),
    _Form(lambda line, scene: answers.read(line.text, _quoted(scene), staff=True), staff=True),
    _Form(workers.read, cues="网机电联"),
    _Form(lambda line, scene: inquiring.read(line.text, staff=scene.by_staff), cues="谁哪什报电手号联地住门位名几咋怎"),
    _Form(afterwards.read, cues="全统通一都所取自食送不别改换挪推提延错是退没谁放挂搁存"),
    _Form(joining.unnumbered),
    _Form(heads.read),
    _Form(notices.read, cues="停断修保消检洗通公广", staff=True),
)


class _Table(NamedTuple):
    """A bit each form: by the character that cues it, those that need no cue, and those that staff or others say."""

    by_char: dict[str, int]
    chars: frozenset[str]
    uncued: int
    staff: int
    others: int


def read(normal: Normal, scene: Scene) -> tuple[requests.Request, ...]:
    """What the whole line is in the first form that it has; () if it has none of them."""
    return _heard(normal, scene)


def _heard(normal: Normal, scene: Scene, *, but: int = 0) -> tuple[requests.Request, ...]:
    """The same, without the forms of the bits `but`: what is said of each ticket names no others."""
    table = _table()
    worth = table.uncued
    for char in table.chars.intersection(normal.text):
        worth |= table.by_char[char]
    worth &= (table.staff if scene.by_staff else table.others) & ~but
    while worth:
        first = worth & -worth
        worth ^= first
        said = FORMS[first.bit_length() - 1].read(normal, scene)
        if said:
            each = said if isinstance(said, tuple) else (said,)
            return tuple(verbatim.restored(one, normal) for one in each)
    return ()


@lru_cache(maxsize=1)
def _table() -> _Table:
    by_char: dict[str, int] = {}
    uncued = staff = others = 0
    for place, form in enumerate(FORMS):
        bit = 1 << place
        uncued |= 0 if form.cues else bit
        staff |= 0 if form.staff is False else bit
        others |= 0 if form.staff is True else bit
        for char in form.cues:
            by_char[char] = by_char.get(char, 0) | bit
    return _Table(by_char, frozenset(by_char), uncued, staff, others)
