"""The forms of a whole line (commands, leaves, answers, questions), in the order in which they are tried.

The table shows for each who says it, and characters without one of which nobody can say it: of the characters of a
line it is known in one look which forms are worth trying, and for most lines that is hardly any.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from bot.domain import requests
from intents import (
    afterwards,
    answers,
    asides,
    commands,
    corrections,
    heads,
    inquiring,
    joining,
    kitchens,
    leaves,
    leaves_together,
    promises,
    register,
    rounds,
    tallies,
    verbatim,
    workers,
)
from intents.normalise import Normal
from intents.scene import Scene

_Said = requests.Request | tuple[requests.Request, ...] | None


class _Form(NamedTuple):
    """`staff`: said by staff alone (True), by everybody else alone (False), or by anybody (None)."""

    read: Callable[[Normal, Scene], _Said]
    cues: str = ""
    staff: bool | None = None


def _quoted(scene: Scene) -> int | None:
    return commands.quoted_number(scene.quote)


FORMS = (
    _Form(lambda line, scene: leaves_together.read(line.text, scene), staff=True),
    _Form(lambda line, scene: leaves.read(line.text, scene), staff=True),
    _Form(rounds.read, cues="巡检"),
    _Form(lambda line, scene: promises.read(line.text, _quoted(scene), scene), staff=True),
    _Form(lambda line, scene: tallies.read(line.text, scene), cues="份人"),
    _Form(kitchens.told),
    _Form(kitchens.asked, cues="钱几价费贵什开供送"),
    _Form(lambda line, scene: register.read(line, scene.community), cues="户码卡"),
    _Form(lambda line, scene: corrections.read(line.text, _quoted(scene), scene), staff=True),
    _Form(lambda line, scene: answers.read(line.text, _quoted(scene)), staff=False),
    _Form(lambda line, scene: commands.read(line.text, scene.quote, scene.now, scene.community, staff=scene.by_staff)),
    _Form(lambda line, scene: asides.read(line.text, _quoted(scene))),
    _Form(lambda line, scene: answers.read(line.text, _quoted(scene), staff=True), staff=True),
    _Form(workers.read, cues="网机电联"),
    _Form(lambda line, scene: inquiring.read(line.text), cues="谁哪什"),
    _Form(afterwards.read, cues="全统通一都所取自食送不别"),
    _Form(lambda line, scene: joining.unnumbered(line.text, scene)),
    _Form(heads.read),
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
    table = _table()
    worth = table.uncued
    for char in table.chars.intersection(normal.text):
        worth |= table.by_char[char]
    worth &= table.staff if scene.by_staff else table.others
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
