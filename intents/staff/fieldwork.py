"""What staff say about a ticket they name or quote, in words that are no command: done, not ours, under way, a note.

A worker who believes a thing said must never meet with silence: whatever is no move is kept as a note.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.domain import requests
from bot.domain.tickets import Move
from intents import commands, seldom, sources, times, verbatim
from intents.guard import rescues
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import naming, persons
from intents.staff import overseeing, results, rounds, unnumbered

#: Kinds of danger that come from things alone.
_OF_THINGS = frozenset({"smoke", "gas", "electric", "collapse", "ev_battery"})
_CLAUSE = seldom.Pattern(r"[,。;!?\n]+")
_NAME = r"\s*@?(?P<to>\S{2,8}?)(?:吧|去|来|处理|办|看看|看一下|去看看|去办|一下|负责)*(?:[\s,].*)?$"
#: Whose it is, in words; and those who have just been named.
_OWNER = re.compile(r"^(?:这个?|那个?|应该|应当|该)*(?:归|是|属于|该)(?P<to>\S{2,6}?)(?:的|管|办|负责|的事|的活)*$")
_THEM = seldom.Pattern(r"^(?:请|叫|让|转给?|交给|派给|找|喊)(?:[他她它]们?|那边|对方|人家)")
_MERGED_FIRST = re.compile(r"^(?:把|将)?(?:合并|并掉?)(?=[\s#\d])")
_ASKED = seldom.Pattern(r"[?？]$|[吗呢]$|[了好完]没有?$|什么时候|啥时候|几点|为什么|怎么|谁|哪")
_EDGES = " 。!~,，"
#: 周五前修好: a day by which is still to come.
_AHEAD = seldom.Pattern(
    r"(?:[今明后]天|下?周[一二三四五六日天末]|下班|天黑|月底|年前|[点号日天周月年])\s?(?:之前|以前|前|之内|内)(?!面|些|几|两)"
)
#: 下午三点前到, 明早八点去: when somebody comes, and no day by which it is done.
_COMING = re.compile(
    r"(?:[今明后]天|明早|上午|下午|中午|晚上|早上|一早|[点时](?:半|钟)?|分钟|小时)(?:左右|之前|以前|之?内|前|后|多)?"
    r"(?:再|就|能|会|准|一定)*(?:到|去|来|过去|过来|上门)(?:看看?|修|弄|换|一趟)?$"
)
_MOST = 80
#: Beneath a quoted post, what is longer may be a matter of its own.
_SHORT = 12


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
    orders: tuple[tuple[str, re.Pattern[str]], ...]


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
        tuple((near, _any_of(said)) for near, said in source["orders"].items()),
    )


def _any_of(listed: str) -> re.Pattern[str]:
    longest_first = sorted(listed.split(), key=len, reverse=True)
    return re.compile("(?<![没不未])(?:" + "|".join(map(re.escape, longest_first)) + ")")


def read(normal: Normal, scene: Scene) -> tuple[requests.Request, ...]:
    """What staff say in the whole line about the tickets it begins with, or about the quoted one.

    () when it names none; of a quoted one also when it says nothing that moves it (see `remark`).
    """
    quoted, line = _quoted(scene), normal.text.strip(_EDGES)
    if both := merged(line):
        return both
    found = naming.first(line)
    if found:
        said = [_about(one, found.words, scene) or _kept(one, found.words) for one in found.numbers]
    else:
        said = [one for one in (_beneath(quoted, line, scene),) if one] if quoted else []
    return tuple(verbatim.restored(one, normal) for one in said)


def moved(line: str, scene: Scene) -> tuple[requests.Request, ...]:
    """What is said of the one ticket that `line` begins with; () where it is only worth a note."""
    found = naming.first(line)
    said = _about(found.numbers[0], found.words, scene) if found and scene.by_staff else None
    return (said,) if said else ()


def beneath(number: int | None, line: str, scene: Scene) -> tuple[requests.Request, ...]:
    """What a line without a number says of the ticket we had spoken of; () where it is only worth a note."""
    said = _said(number, line.strip(_EDGES), scene) if number is not None else None
    return (said,) if said else ()


def merged(line: str) -> tuple[requests.Request, ...]:
    """1和2是一回事: the later ones become part of the first; () where the line says nothing of the kind."""
    row = naming.several(line)
    if row is None or not (_MERGED_FIRST.match(line) or _words().same.search(row.words)):
        return ()
    one, *others = sorted(row.numbers)
    return tuple(requests.MoveTicket(Move.MERGE, other, to=str(one)) for other in others)


def remark(normal: Normal, scene: Scene) -> tuple[requests.Request, ...]:
    """A line of staff that is nothing else: beneath a quoted ticket a note to it, unless it is mere politeness; without
    a ticket named, a short word of the only one that it fits."""
    quoted, bare = _quoted(scene), normal.text.strip(_EDGES)
    if not scene.quote:
        said = unnumbered.read(bare, finished=_finished(bare))
        return tuple(verbatim.restored(one, normal) for one in said)
    if not (quoted and bare) or bare in _words().polite:
        return ()
    return (verbatim.restored(_kept(quoted, bare), normal),)


def is_over(danger: str, normal: Normal, scene: Scene) -> bool:
    """1 办结 电线断了，已经接好: staff say of a ticket what was wrong and, last, what was done about it.

    Of dangers of things, which staff put an end to; of those to people only 1 办结 人已救出 and the like, and nothing
    of a danger after it. 检查 顺风饭店 电线老化 is a finding, and has not begun.
    """
    if not scene.by_staff:
        return False
    if danger == "electric" and rounds.finds_wires(normal.text):
        return True
    if danger not in _OF_THINGS:
        return rescues.closed(normal.text)
    last = [part for part in _CLAUSE.split(normal.text) if part.strip()][-1]
    named = _quoted(scene) is not None or naming.first(normal.text) is not None
    return named and _finished(last)


def _quoted(scene: Scene) -> int | None:
    return commands.quoted_number(scene.quote)


def _about(number: int, words: str, scene: Scene) -> requests.Request | None:
    return _said(number, words, scene) or _asked(number, words)


def _beneath(quoted: int, line: str, scene: Scene) -> requests.Request | None:
    """A short order beneath a quoted post is about it, even half heard."""
    return _said(quoted, line, scene) or (_half(quoted, line) if len(line) <= _SHORT else None)


def _kept(number: int, words: str) -> requests.Request:
    """A note; but where the words sound like an order, nothing is kept of it, and whoever gave it is told so."""
    return _half(number, words) or requests.NoteTicket(number, words)


def _half(number: int, words: str) -> requests.HalfOrder | None:
    near = next((near for near, said in _words().orders if said.search(words)), "")
    return requests.HalfOrder(number, near) if near else None


def _asked(number: int, words: str) -> requests.Request | None:
    """2 师傅什么时候来: asked of a ticket, its state is the answer."""
    return requests.ShowTicket(number) if _ASKED.search(words) else None


def _said(number: int, words: str, scene: Scene) -> requests.Request | None:
    if len(words) > _MOST or _ASKED.search(words):
        return None
    if done := commands.moved(f"{number} {words}", None, scene.now):  # 把4撤了
        return done
    known = _words()
    handed = known.hand.match(words)
    if handed and persons.whom(scene.community, handed["to"]):
        return requests.MoveTicket(Move.REASSIGN, number, _after(words), to=handed["to"])
    if to := _passed_on(words, scene) or unnumbered.handed_to(words, scene):
        return requests.MoveTicket(Move.REASSIGN, number, words, to=to)
    if overseen := overseeing.read(number, words, scene):
        return overseen
    if known.close.fullmatch(words.lower()):
        return requests.MoveTicket(Move.RESOLVE, number)
    if known.put_off.match(words):
        named = times.days(words, scene.now)
        return requests.MoveTicket(Move.DEFER, number, words, until=named[0].value if named else None)
    if given_up := _given_up(number, words):
        return given_up
    if _finished(words):
        return requests.MoveTicket(Move.RESOLVE, number, words)
    if known.later.search(words) or _COMING.search(words) or results.only_handed_on(words):
        return requests.MoveTicket(Move.START, number, words)
    if not words.lower().startswith(known.taken):
        return None
    more = _CLAUSE.split(words, maxsplit=1)[1:]
    return requests.MoveTicket(Move.ACCEPT, number, more[0] if more and not more[0].startswith(known.taken) else "")


def _given_up(number: int, words: str) -> requests.MoveTicket | None:
    """搞不定，要上报城管; 不归我们; 帮我退了: it goes up, or back."""
    unit = unnumbered.referred(words)
    if unit is not None:
        return requests.MoveTicket(Move.REFER, number, f"{unit} {words}".strip())
    back = _words().not_ours.search(words) or unnumbered.returned(words)
    return requests.MoveTicket(Move.RETURN, number, words) if back else None


def _passed_on(words: str, scene: Scene) -> str:
    """归物业，转物业; 是物业的，让他们去: whom the later words hand it to; "" where they do not."""
    owner, *rest = _CLAUSE.split(words)
    for clause in rest:
        handed = _words().hand.match(clause.strip())
        to = handed["to"] if handed else ""
        if _THEM.match(clause.strip()):
            owned = _OWNER.match(owner)
            to = owned["to"] if owned else ""
        if to and persons.whom(scene.community, to):
            return to
    return ""


def _after(words: str) -> str:
    """What follows the first clause."""
    return _CLAUSE.split(words, maxsplit=1)[1].strip() if _CLAUSE.search(words) else ""


def _finished(words: str) -> bool:
    """Done, and nothing of it still to come: what is said last decides."""
    clauses = [part for part in _CLAUSE.split(words) if part.strip()]
    return _is_done(clauses[-1]) or _is_done(words) if clauses else False


def _is_done(words: str) -> bool:
    known = _words()
    ahead = known.later.search(words) or _AHEAD.search(words) or results.only_handed_on(words)
    return not ahead and known.done.search(words) is not None
