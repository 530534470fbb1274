"""What staff say about a ticket they name or quote, in words that are no command: done, not ours, under way, a note.

A worker who believes a thing said must never meet with silence: whatever is no move is kept as a note.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.domain import finding, requests
from bot.domain.tickets import Move
from intents import commands, results, sources, times, verbatim
from intents.normalise import Normal
from intents.scene import Scene

#: Kinds of danger that come from things alone.
_OF_THINGS = frozenset({"smoke", "gas", "electric", "collapse", "ev_battery"})
#: What makes a number in front an amount, a door or a time instead of a ticket.
_AMOUNT = (
    r"\s*(?:号?[楼栋幢座院门桌井杆线]|单元"
    r"|[份个位名户家人月日天年点时分秒周次趟层室米块元角毛斤只条根盏把张袋箱瓶桶碗盒套台辆度路巷两俩%:：.\-/])"
)
_ONE = rf"#?\s?(\d{{1,6}})(?!\d)(?!{_AMOUNT})(?:号单?|单)?"
_NUMBERED = re.compile(
    rf"^(?:请|麻烦)?[把将]?(?P<numbers>{_ONE}(?:[\s,、和跟与]+{_ONE}){{0,8}})(?:那个|这个|那条|这条|那件|这件|那里|的)?[\s,:、]*(?P<words>\D.*)$",
    re.DOTALL,
)
_DIGITS = re.compile(r"\d+")
#: Numbers that everybody knows as something else.
_PUBLIC = frozenset({"110", "119", "120", "122", "12345", "12356", "12319", "95598", "10086", "10010"})
_CLAUSE = re.compile(r"[,。;!?\n]+")
_NAME = r"\s*@?(?P<to>\S{2,8}?)(?:吧|去|来|处理|办|看看|看一下|去看看|去办|一下|负责)*$"
_MERGED_FIRST = re.compile(rf"^(?:把|将)?(?:合并|并掉?){_ONE}[\s,、和跟与]+{_ONE}$")
_ASKED = re.compile(r"[?？]$|[吗呢]$|[了好完]没有?$|什么时候|啥时候|几点|为什么|怎么|谁|哪")
_MOST = 80


@dataclass(frozen=True, slots=True)
class _Words:
    later: re.Pattern[str]
    same: re.Pattern[str]
    close: re.Pattern[str]
    put_off: re.Pattern[str]
    not_ours: re.Pattern[str]
    done: re.Pattern[str]
    taken: tuple[str, ...]
    hand: re.Pattern[str]
    polite: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    source = sources.table_of("fieldwork.toml")
    hand = "|".join(sorted(source["hand"].split(), key=len, reverse=True))
    return _Words(
        _any_of(source["later"]),
        re.compile(source["same"]),
        re.compile(source["close"]),
        re.compile(source["put_off"]),
        _any_of(source["not_ours"]),
        re.compile(
            f"{_any_of(source['done']).pattern}|{results.deeds()}[了好完过掉]|已经?[^,。]{{0,4}}{results.deeds()}"
        ),
        tuple(sorted(source["taken"].split(), key=len, reverse=True)),
        re.compile(rf"^(?:{hand}){_NAME}"),
        frozenset(source["polite"].split()),
    )


def _any_of(listed: str) -> re.Pattern[str]:
    longest_first = sorted(listed.split(), key=len, reverse=True)
    return re.compile("(?<![没不未])(?:" + "|".join(map(re.escape, longest_first)) + ")")


def read(normal: Normal, scene: Scene) -> tuple[requests.Request, ...]:
    """What staff say in the whole line about the tickets it begins with, or about the quoted one.

    () when it names none; of a quoted one also when it says nothing that moves it (see `remark`).
    """
    if not scene.by_staff:
        return ()
    quoted, line = _quoted(scene), normal.text.strip(" 。!~,，")
    if both := _MERGED_FIRST.match(line):
        return _merged({int(one) for one in both.groups()})
    found = _NUMBERED.match(line)
    numbers = _DIGITS.findall(found["numbers"]) if found else []
    if found and not (set(numbers) & _PUBLIC and "#" not in found["numbers"]):
        words = found["words"].strip()
        each = dict.fromkeys(map(int, numbers))
        if len(each) > 1 and _words().same.search(words):
            return _merged(set(each))
        said = [_said(one, words, scene) or _asked(one, words) or requests.NoteTicket(one, words) for one in each]
    else:
        said = [one for one in (_said(quoted, line, scene),) if one] if quoted and not found else []
    return tuple(verbatim.restored(one, normal) for one in said)


def remark(normal: Normal, scene: Scene) -> tuple[requests.Request, ...]:
    """A line of staff beneath a quoted ticket that is nothing else: a note to it, unless it is mere politeness."""
    if not scene.by_staff:
        return ()
    quoted, bare = _quoted(scene), normal.text.strip(" 。!~,，")
    if not (quoted and bare) or bare in _words().polite:
        return ()
    return (verbatim.restored(requests.NoteTicket(quoted, bare), normal),)


def is_over(danger: str, normal: Normal, scene: Scene) -> bool:
    """1 办结 电线断了，已经接好: staff say of a ticket what was wrong and, last, what was done about it.

    Only of dangers of things, which staff put an end to; for whoever may be hurt somebody is always called.
    """
    if danger not in _OF_THINGS or not scene.by_staff:
        return False
    last = [part for part in _CLAUSE.split(normal.text) if part.strip()][-1]
    named = _quoted(scene) is not None or _NUMBERED.match(normal.text) is not None
    return named and _finished(last)


def _quoted(scene: Scene) -> int | None:
    return commands.quoted_number(scene.quote)


def _merged(numbers: set[int]) -> tuple[requests.Request, ...]:
    """The later ones become part of the first."""
    first, *others = sorted(numbers)
    return tuple(requests.MoveTicket(Move.MERGE, one, to=str(first)) for one in others)


def _asked(number: int, words: str) -> requests.Request | None:
    """2 师傅什么时候来: asked of a ticket, its state is the answer."""
    return requests.ShowTicket(number) if _ASKED.search(words) else None


def _said(number: int, words: str, scene: Scene) -> requests.Request | None:
    if len(words) > _MOST or _ASKED.search(words):
        return None
    known = _words()
    handed = known.hand.match(words)
    if handed and finding.whom(scene.community, handed["to"]):
        return requests.MoveTicket(Move.REASSIGN, number, to=handed["to"])
    if known.close.fullmatch(words):
        return requests.MoveTicket(Move.RESOLVE, number)
    if known.put_off.match(words):
        named = times.days(words, scene.now)
        return requests.MoveTicket(Move.DEFER, number, words, until=named[0].value if named else None)
    if known.not_ours.search(words):
        return requests.MoveTicket(Move.RETURN, number, words)
    if _finished(words):
        return requests.MoveTicket(Move.RESOLVE, number, words)
    if known.later.search(words):
        return requests.MoveTicket(Move.START, number, words)
    if not words.startswith(known.taken):
        return None
    more = _CLAUSE.split(words, maxsplit=1)[1:]
    return requests.MoveTicket(Move.ACCEPT, number, more[0] if more and not more[0].startswith(known.taken) else "")


def _finished(words: str) -> bool:
    """Done, and nothing of it still to come: what is said last decides."""
    clauses = [part for part in _CLAUSE.split(words) if part.strip()]
    return _is_done(clauses[-1]) or _is_done(words) if clauses else False


def _is_done(words: str) -> bool:
    known = _words()
    return not known.later.search(words) and known.done.search(words) is not None
