"""The forms of a whole line (commands, leaves, answers, questions), in the order in which they are tried.

The table shows for each who says it, characters without one of which nobody can say it, and what it can begin with: of
the characters of a line it is known in one look which forms are worth trying, and for most lines that is hardly any.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from bot.domain import requests, roster
from bot.domain.roster import Role
from bot.domain.tickets import Move
from intents import commands, verbatim
from intents.canteen import afterwards, kitchens, mishaps, tallies
from intents.canteen import questions as canteen_questions
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
    overview,
    posts,
    promises,
    questions,
    register,
    rounds,
    totals,
    urgings,
)
from intents.talk import amends, answers, asides, choices, inquiring, joining, standing, workers

_Said = requests.Request | tuple[requests.Request, ...] | None


_Roles = frozenset[Role]


def _anybody(_roles: _Roles) -> bool:
    return True


def _staff(roles: _Roles) -> bool:
    return bool(roles & roster.STAFF)


def _others(roles: _Roles) -> bool:
    return not _staff(roles)


def _heads(roles: _Roles) -> bool:
    return bool(roles & roster.HEADS)


def _kitchen(roles: _Roles) -> bool:
    return Role.CANTEEN in roles


def _counting(roles: _Roles) -> bool:
    return bool(roles & tallies.WHOSE)


class _Form(NamedTuple):
    """`by`: who says it. `begins`: the first characters it can have, marks and blanks aside, but for what is said to a
    quoted post; None: any."""

    read: Callable[[Normal, Scene], _Said]
    cues: str = ""
    by: Callable[[_Roles], bool] = _anybody
    begins: Callable[[], frozenset[str]] | None = None


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
    _Form(_each, cues="0123456789都全所", by=_staff),
    _Form(choices.each, cues="0123456789", by=_others),
    _Form(lambda line, scene: leaves_together.read(line.text, scene), by=_staff),
    _Form(lambda line, scene: leaves.read(line.text, scene), by=_staff),
    _Form(rounds.read, cues="巡检转看走"),
    _Form(lambda line, scene: promises.read(line.text, _quoted(scene), scene), by=_staff),
    _Form(lambda line, scene: tallies.read(line.text, scene), cues="份人多", by=_counting),
    _Form(standing.read, by=_others, begins=standing.beginnings),
    _Form(kitchens.told, by=_kitchen),
    _Form(canteen_questions.read, cues="几什啥怎咋如能可送菜食优付有多荤开来", by=_others),
    _Form(kitchens.asked, cues="钱几价费贵什开供送"),
    _Form(mishaps.read, cues="饭餐菜汤粥饺包馒点送给拿没忘太"),
    _Form(lambda line, scene: register.read(line, scene.community), cues="户码卡", begins=register.beginnings),
    _Form(lambda line, scene: corrections.read(line.text, _quoted(scene), scene), by=_staff),
    _Form(amends.read, cues="错是对正", by=_others),
    _Form(
        lambda line, scene: answers.read(line.text, _quoted(scene), asked=bool(scene.pending)),
        by=_others,
        begins=answers.beginnings,
    ),
    _Form(commands.asked, cues=questions.CUES),
    _Form(commands.read, begins=commands.beginnings),
    _Form(commands.figures, cues=overview.CUES),
    _Form(commands.given, cues="给"),
    _Form(lambda line, scene: joining.read(line.text, _quoted(scene)), begins=joining.beginnings),
    _Form(totals.read, cues="分巡户久长天周星月", by=_staff),
    _Form(posts.read, cues="谁哪什啥几在班假", by=_staff),
    _Form(urgings.read, cues="催", by=_staff),
    _Form(comparisons.read, cues="比", by=_staff),
    _Form(figures_together.read, cues="几多少率哪", by=_staff),
    _Form(lambda line, scene: asides.read(line.text, _quoted(scene)), begins=asides.beginnings),
    _Form(
        lambda line, scene: answers.read(line.text, _quoted(scene), staff=True), by=_staff, begins=answers.beginnings
    ),
    _Form(workers.read, cues="网机电联"),
    _Form(lambda line, scene: inquiring.read(line.text, staff=scene.by_staff), cues="谁哪什报电手号联地住门位名几咋怎"),
    _Form(afterwards.read, cues="全统通一都所取自食送不别改换挪推提延错是退没谁放挂搁存的顿"),
    _Form(joining.unnumbered, cues=joining.CUES),
    _Form(heads.read, by=_heads),
    _Form(notices.read, cues="停断修保消检洗通公广", by=_staff),
)


#: What may stand before the first character of a form.
_MARKS = " ,.;:!?~。、…\n"


class _Table(NamedTuple):
    """A bit each form: by the character that cues it, and those that need no cue; by the character it can begin with,
    and those that begin with anything."""

    by_char: dict[str, int]
    chars: frozenset[str]
    uncued: int
    by_first: dict[str, int]
    unbegun: int


def read(normal: Normal, scene: Scene) -> tuple[requests.Request, ...]:
    """What the whole line is in the first form that it has; () if it has none of them."""
    return _heard(normal, scene)


def _heard(normal: Normal, scene: Scene, *, but: int = 0) -> tuple[requests.Request, ...]:
    """The same, without the forms of the bits `but`: what is said of each ticket names no others."""
    table = _table()
    cues = table.chars.intersection(normal.text)
    worth = reduce(or_, map(table.by_char.__getitem__, cues), table.uncued)
    worth &= _sayable(scene.person.roles if scene.person else _NOBODY) & ~but
    if not scene.quote:
        worth &= table.by_first.get(normal.text.lstrip(_MARKS)[:1], table.unbegun)
    while worth:
        first = worth & -worth
        worth ^= first
        said = FORMS[first.bit_length() - 1].read(normal, scene)
        if said:
            each = said if isinstance(said, tuple) else (said,)
            return tuple(verbatim.restored(one, normal) for one in each)
    return ()


_NOBODY: _Roles = frozenset()


@lru_cache(maxsize=256)
def _sayable(roles: _Roles) -> int:
    """The forms that somebody with these roles says."""
    return sum(1 << place for place, form in enumerate(FORMS) if form.by(roles))


@lru_cache(maxsize=1)
def _table() -> _Table:
    by_char: dict[str, int] = {}
    by_first: dict[str, int] = {}
    uncued = unbegun = 0
    for place, form in enumerate(FORMS):
        bit = 1 << place
        uncued |= 0 if form.cues else bit
        unbegun |= 0 if form.begins else bit
        for char in form.cues:
            by_char[char] = by_char.get(char, 0) | bit
        for char in form.begins() if form.begins else ():
            by_first[char] = by_first.get(char, 0) | bit
    any_way = {char: bits | unbegun for char, bits in by_first.items()}
    return _Table(by_char, frozenset(by_char), uncued, any_way, unbegun)
