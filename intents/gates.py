"""Which forms of a whole line are worth trying, told by its words, its beginning, its end and its length.

Most lines have none of the forms: what tells so is looked at once for all of them, before any is tried.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from bot.domain import requests
from bot.domain.roster import Role
from intents.finder import Finder
from intents.normalise import Normal
from intents.scene import Scene

Said = requests.Request | tuple[requests.Request, ...] | None
Roles = frozenset[Role]
#: Words or characters, with blanks between them; or a function that gives them when the gates are built.
Signs = str | Callable[[], Iterable[str]]

#: What may stand around a form: blanks of every sort, and marks.
_MARKS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ",.;:!?~。、…"
#: A form has no more groups of cues.
_GROUPS = 2


def anybody(_: Roles) -> bool:
    """Everybody says it."""
    return True


class Form(NamedTuple):
    """A form of a whole line, and what every line has that is of this form.

    `read`: what the line asks for; `by`: who says it, by their roles; `to_us`: it is said to the bot alone.
    `cues`: the line holds one of each of these lists, two at most. But for the marks and blanks around it, the line
    `begins` with one of these, of one or two characters, unless a post is quoted; it `ends` with one of these
    characters, and is no longer than `longest`. What is left empty says nothing.
    """

    read: Callable[[Normal, Scene], Said]
    cues: tuple[Signs, ...] = ()
    by: Callable[[Roles], bool] = anybody
    begins: Signs = ""
    ends: Signs = ""
    longest: int = 0
    to_us: bool = False


class Gates:
    """The forms that somebody with these roles says, to the bot (`heard`) or to others.

    A bit stands for each form, the lowest for the first. Each of the four looks at a line gives the bits of the forms
    that it allows; a form is worth trying where all four do.
    """

    def __init__(self, forms: Sequence[Form], roles: Roles, *, heard: bool) -> None:
        pairs = [(form, form.by(roles) and (heard or not form.to_us)) for form in forms]
        self._size = len(forms)
        # The bits for the second lists of cues stand above those for the first.
        groups = [[_cues(form, group) if mine else [] for form, mine in pairs] for group in range(_GROUPS)]
        cued, self._uncued = _allowed([words for group in groups for words in group])
        self._cued, self._behind = Finder(cued), [*cued.values()]
        begun, self._unbegun = _allowed([[*_list(form.begins)] for form in forms])
        # A pair allows what its first character does.
        self._begun = {sign: bits | begun.get(sign[0], 0) for sign, bits in begun.items()}
        self._ended, self._unended = _allowed([[*_list(form.ends)] for form in forms])
        self._fits = [
            _bits(mine and (not form.longest or size <= form.longest) for form, mine in pairs)
            for size in range(max(form.longest for form in forms) + 2)
        ]

    def worth(self, normal: Normal, scene: Scene) -> int:
        """The bits of all forms that the line may have."""
        line = normal.text.strip(_MARKS)
        cued, behind = self._uncued, self._behind
        for place, _, _ in self._cued.places(line.replace(" ", "")):
            cued |= behind[place]
        worth = cued & cued >> self._size
        worth &= self._fits[len(line)] if len(line) < len(self._fits) else self._fits[-1]
        if line:
            worth &= self._ended.get(line[-1], self._unended)
        begin = line[:2]
        if scene.quote or len(line) == 1 or (line and not begin.isalnum()):
            return worth  # a mark may stand within a pair
        begun = self._begun.get(begin)
        return worth & (self._begun.get(begin[:1], self._unbegun) if begun is None else begun)


def _cues(form: Form, group: int) -> list[str]:
    """The words of one of its lists of cues; none where it has no such list."""
    return [*_list(form.cues[group])] if group < len(form.cues) else []


def _list(signs: Signs) -> Iterable[str]:
    return signs.split() if isinstance(signs, str) else signs()


def _bits(flags: Iterable[bool]) -> int:
    """One bit for each that is true, the first the lowest."""
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def _allowed(lists: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """The bits that each sign allows, of the lists it is on and of those that are empty; and what any other allows."""
    free = _bits(not signs for signs in lists)
    found: dict[str, int] = {}
    for place, signs in enumerate(lists):
        for sign in signs:
            found[sign] = found.get(sign, free) | 1 << place
    return found, free
