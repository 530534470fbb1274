"""Free questions for figures: 谁超时最多 · 哪个网格最慢 · 上个月平均多久接单 · 红色的有几件.

What is asked for is found piece by piece; a line of which anything else is left over is no such question.
Permission is not checked here.
"""

import re
import string
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.domain import requests, roster
from bot.domain.cases import NOW, RATES, TIMES, By, Measure
from bot.domain.tickets import ENDED, Kind, State
from bot.domain.urgency import Urgency
from bot.domain.vocabulary import Vocabulary
from intents import categories, seldom, sources
from intents.staff import narrowing, rephrased

_BUILDING = seldom.Pattern(r"(?P<code>[A-Za-z甲乙丙丁]?\d{1,3}[A-Za-z]?)(?:栋|幢|号楼|座)楼?")
#: The characters of spans, grids and buildings.
_AROUND = (
    "今天日昨前本周这个星期上月份年季度去礼拜最近过到至第网格栋幢号楼座甲乙丙丁一二两三四五六七八九十~-"
    "以张通上线建群启运行成立史初起始开"
)
#: No question for figures without one of these.
CUES = (
    "列 清单 有新 谁 哪 什么 多少 几 有没有 有吗 多久 多长 平均 率 满意度 最 各 每 排名 排行 单子 数量 "
    "未办结 未接单 未完成 未处理 未解决 超时的 到期的 逾期的 超期的 没办的 没接的 没管的 误报的"
)
_LONGEST = 40
#: No more characters of a nickname are strange to such questions: 孟师傅.
_NICKNAME = 3
#: Whose is asked for even without 最多: 谁超时了.
_TELLING = frozenset({Measure.OVERDUE, Measure.UNACCEPTED, Measure.WAITING, Measure.RECURRING})


@dataclass(frozen=True, slots=True)
class _Words:
    """Each word with what it stands for, the longest first."""

    measures: tuple[tuple[str, str], ...]
    splits: tuple[tuple[str, str], ...]
    orders: dict[str, tuple[str, ...]]
    urgencies: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    rest: re.Pattern[str]
    question: re.Pattern[str]
    each: re.Pattern[str]
    people: re.Pattern[str]
    own: re.Pattern[str]
    help: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    source = sources.table_of("questions.toml")
    rest = sorted(source["rest"]["words"].split(), key=len, reverse=True)
    return _Words(
        tuple((word, name) for name, said in source["measures"].items() for word in said.split()),
        _longest_first(source["splits"]),
        {name: tuple(said.split()) for name, said in source["orders"].items()},
        _longest_first(source["urgencies"]),
        _longest_first(source["kinds"]),
        _longest_first(source["states"]),
        re.compile(rf"(?:{'|'.join(map(re.escape, rest))}|[{re.escape(source['rest']['filler'])}])*"),
        re.compile(source["marks"]["question"]),
        re.compile(source["marks"]["each"]),
        re.compile(source["marks"]["people"]),
        re.compile(source["marks"]["own"]),
        tuple((source[name]["who"], source[name]["line"]) for name in ("help", "own")),
    )


def help_lines() -> tuple[tuple[str, str], ...]:
    """(who, line) for the help."""
    return _words().help


def read(text: str, now: datetime, community: roster.Community) -> requests.ShowFigure | requests.ShowMyTickets | None:
    """The figure that the whole of `text` (normalised) asks for; None if it is about something else.

    我有几件没办完 asks for the speaker's own.
    """
    line, by, among = rephrased.told(text.strip(" 。!~.,，?").replace(" ", ""), community, now.date())
    alphabet = _alphabet(community.vocabulary)
    strange = len(set(line) - alphabet)
    if strange and not narrowing.may_name(line, community, by_nickname=strange <= _NICKNAME):
        return None
    if len(line) > _LONGEST or not _words().question.search(line):
        return None
    around = narrowing.read(line, now, community)
    if not alphabet.issuperset(around.line):
        return None
    span, line = around.span, around.line
    asked = _asked(line, community.vocabulary)
    if asked is None or (by and asked.by is not by):
        return None
    worker = around.worker
    if asked.by is None and _words().own.search(line):
        if asked.measure not in _OF_MINE:
            return requests.ShowMyTickets()
        worker = requests.MYSELF
    return requests.ShowFigure(
        asked.measure,
        asked.by,
        asked.lowest,
        span.first if span else None,
        span.last if span else None,
        span.words if span else "",
        around.grid,
        *asked.only,
        worker,
        among or asked.among,
        state=asked.state,
    )


def filtered(line: str, own: Vocabulary) -> tuple[str, Kind | None, Urgency | None, str] | None:
    """(category, kind, urgency, building) that `line` consists of; None where it says anything else."""
    only, left = _filters(line, own)
    return only if _words().rest.fullmatch(left) else None


#: What staff ask of their own work; else 我有几件 is what they have reported or have to do.
_OF_MINE = frozenset({Measure.CLOSED, Measure.OVERDUE}) | RATES | TIMES
#: What can be asked of a single ticket.
_OF_ONE = TIMES | NOW


def meant(asked: requests.Request | None, quoted: int | None, *, staff: bool) -> requests.Request | None:
    """Said to a post about a ticket, 多久能修好 and 谁在办 are about that one; a resident means one's own."""
    if not isinstance(asked, requests.ShowFigure):
        return asked
    if asked.worker == requests.MYSELF and not staff:
        return requests.ShowMyTickets()
    narrowed = asked.first or asked.grid or asked.worker or asked.kind or asked.urgency
    if quoted is not None and asked.measure in _OF_ONE and not narrowed:
        return requests.ShowTicket(quoted)
    compares = asked.by in {By.WORKER, By.GRID} and asked.measure is not Measure.WAITING  # refused, with the reason
    if staff or compares:
        return asked
    return requests.ShowMyTickets() if asked == requests.ShowFigure(Measure.FINISHING) else None


@lru_cache(maxsize=1024)
def _alphabet(own: Vocabulary) -> frozenset[str]:
    """The characters of all words that such a question can be made of: most lines hold others."""
    source = sources.table_of("questions.toml")
    lists = ("measures", "splits", "orders", "urgencies", "kinds", "states", "rest")
    said = [words for name in lists for words in source[name].values()]
    return frozenset(
        "".join((*said, *(label for label, _ in _labels(own)), _AROUND, string.ascii_letters, string.digits))
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    measure: Measure
    by: By | None
    lowest: bool
    only: tuple[str, Kind | None, Urgency | None, str]  # category, kind, urgency, building
    among: tuple[str, ...] = ()
    state: State | None = None


def _asked(line: str, own: Vocabulary) -> _Asked | None:
    words = _words()
    if words.people.search(line):
        return None
    orders = {name: [one for one in said if one in line] for name, said in words.orders.items()}
    left = line
    for one in sorted({one for said in orders.values() for one in said}, key=len, reverse=True):
        left = left.replace(one, " ", 1)
    each = words.each.search(line) is not None
    by, left = _taken(left, words.splits)
    by = by or (By.WORKER if any("排" in one for one in orders["highest"]) else "")
    among: tuple[str, ...] = ()
    if not by:
        by, among, left = narrowing.several(left, {By.KIND: words.kinds, By.CATEGORY: _labels(own)})
    state, left = _taken(left, words.states)
    only, left = _filters(left, own)
    name, left = _measured(left)
    measure = _measure(name, by, orders)
    if state and not name:
        measure = Measure.OPENED if State(state) in ENDED else Measure.WAITING
    if measure is None or not words.rest.fullmatch(left) or (orders["rate"] and measure not in RATES):
        return None
    ordered = any(orders[one] for one in ("highest", "lowest", "time", "count"))
    alone = line.removeprefix("明天").removesuffix("的") in dict(words.measures)  # 未办结, 超时的
    told = ordered or each or measure in _TELLING if by else orders["count"] or measure in TIMES or alone
    if not told and measure not in RATES:
        return None
    return _Asked(measure, By(by) if by else None, bool(orders["lowest"]), only, among, State(state) if state else None)


def _measure(name: str, by: str, orders: dict[str, list[str]]) -> Measure | None:
    """What is measured: 接单最慢 is hours, 哪类最多 are reports, 有几件 are those that came in."""
    if orders["time"] and name in {"", "accepting", "closed", "opened", "due"}:
        compared = bool(orders["highest"] or orders["lowest"])
        return Measure.ACCEPTING if name == "accepting" else Measure.FINISHING if name or (by and compared) else None
    if name:
        return Measure.OPENED if name == Measure.ACCEPTING and by else Measure(name)
    several = by not in {"", By.WORKER} and (orders["highest"] or orders["lowest"])
    return Measure.OPENED if orders["count"] or several else None


def _filters(line: str, own: Vocabulary) -> tuple[tuple[str, Kind | None, Urgency | None, str], str]:
    urgency, line = _taken(line, _words().urgencies)
    category, line = _taken(line, _labels(own))
    kind, line = _taken(line, _words().kinds)
    found = _BUILDING.search(line)
    building = found["code"] if found else ""
    line = line.replace(found.group(), " ", 1) if found else line
    return (category, Kind(kind) if kind else None, Urgency(urgency) if urgency else None, building), line


@lru_cache(maxsize=1024)
def _labels(own: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Categories by their labels, the longest first; 投诉 alone is that of complaints."""
    known = [(one.label, one.slug) for one in categories.known(own).values()]
    return tuple(sorted((*known, ("投诉", "rights")), key=lambda one: -len(one[0])))


def _measured(line: str) -> tuple[str, str]:
    """In the order of the table, which is that of precedence."""
    name = next((name for word, name in _words().measures if word in line), "")
    for word, one in _words().measures:
        line = line.replace(word, " ", 1) if name and one == name else line
    return name, line


def _taken(line: str, table: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """(what the first word of the table found in the line stands for, the line without all words for it)."""
    name = next((name for word, name in table if word in line), "")
    for word in (word for word, one in table if name and one == name):
        line = line.replace(word, " ", 1)
    return name, line


def _longest_first(table: dict[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = [(word, name) for name, said in table.items() for word in said.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
