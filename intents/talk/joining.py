"""Neighbours to whom the same has happened: 12 我也是 · quoting a post, +1 · 我们4栋也没水."""

import re
from functools import lru_cache

from bot.domain import requests
from intents import places, seldom, sources
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import naming

_NUMBERED = re.compile(rf"^(?:工单)?{naming.ticket()}(?P<words>\D.*)$")
_UNSAID = re.compile(r"[\s,:。!?]|[吗呢啊呀了哦]+$")
#: Without a number nobody joins but with one of these.
CUES = "也 同 样 顶 + 加"
_LONGEST = 25
#: What may be said of a number, and blanks and marks around it.
_NUMBER = 14


@lru_cache(maxsize=1)
def _alone() -> frozenset[str]:
    return frozenset(sources.table_of("joining.toml")["alone"].split())


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return _alone() | frozenset(sources.table_of("joining.toml")["words"].split())


@lru_cache(maxsize=1)
def _most() -> int:
    """A number with one of the words behind it is no longer: most lines are."""
    return _NUMBER + max(map(len, _words()))


@lru_cache(maxsize=1)
def _outages() -> re.Pattern[str]:
    words = sorted(sources.table_of("joining.toml")["outages"].split(), key=len, reverse=True)
    return re.compile("|".join(words))


@lru_cache(maxsize=1)
def _as_well() -> re.Pattern[str]:
    return re.compile(rf"也(?:是|都|就|还|同样)?(?:{_outages().pattern})")


def beginnings() -> frozenset[str]:
    """What a line that names a number can begin with."""
    return frozenset("工#0123456789")


#: "我家门口的也不亮", said to a post about a lamp.
_SO_TOO = seldom.Pattern(
    r"^(?:我们?|咱们?|俺们?)?(?:家|楼|单元|这|那|边|里|门口|的)*也(?:是|都|就|还|一直|老)?"
    r"(?:不[亮热灵响通]|坏|[打刷]不开|关不|漏|堵|灭|黑|响|臭|吵|这样|有)"
)


def help_lines() -> tuple[tuple[str, str], ...]:
    """(who, line) for the help."""
    row = sources.table_of("joining.toml")["help"]
    return ((row["who"], row["line"]),)


def read(text: str, quoted: int | None) -> requests.JoinTicket | None:
    """The joining that the whole of `text` (normalised) is, with the number it names or quotes; None without one."""
    if len(text) > (_most() if quoted is None else _LONGEST):
        return None
    line = _UNSAID.sub("", text)
    found = _NUMBERED.match(line)
    if found and found["words"] in _words():
        return requests.JoinTicket(int(found["number"]), text)
    if quoted is not None and (line in _words() or _as_well().search(line) or _SO_TOO.search(line)):
        return requests.JoinTicket(quoted, text)
    return None


#: Said to a report, or to a menu.
_PLUS = frozenset({"+1", "加1", "加一", "我+1", "我加1", "我加一"})

#: "4栋也是", "我们2栋也一样": all that is said besides where.
_THERE_TOO = re.compile(
    r"(?:我们|俺们|咱们|我|咱|俺)?(?:的|这|那|这边|那边|楼|门口)*也(?:是|一样|这样|同样|停|有这个?问题)"
    r"(?:的|这样|一样)?"
)


def unnumbered(normal: Normal, scene: Scene) -> requests.JoinTicket | None:
    """我也是, 4栋也是, said to us in a group, without a number and without a quote: whatever was reported there just
    before."""
    text = normal.text
    if not scene.in_group or not scene.addressed or scene.quote or len(text) > _LONGEST:
        return None
    bare = _UNSAID.sub("", text)
    if bare in _alone():
        return requests.JoinTicket(None, text)
    if bare in _PLUS:
        return requests.JoinTicket(None, text, meal=True)
    place = places.find(normal, scene.community) if "也" in bare else None
    if place is None or not place.building:
        return None
    there = _THERE_TOO.fullmatch(bare.replace(_UNSAID.sub("", place.text), "", 1))
    return requests.JoinTicket(None, text, place) if there else None


#: 我们家也是, 我们这边也停了; 我也是, 同问 are not.
_HERE = seldom.Pattern("家|楼|单元|这|那")


def speaks_of_home(text: str) -> bool:
    """Is a joining said of where the speaker lives?"""
    return _HERE.search(text) is not None


def outage(text: str) -> bool:
    """Does `text` report what fails for a whole neighbourhood at once?"""
    return _outages().search(text) is not None


def as_well(text: str) -> bool:
    """The same, and somebody has said so before: 我们4栋也没水."""
    return _as_well().search(text) is not None
