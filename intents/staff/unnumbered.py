"""What staff say of their work in a few words without a number: taken on, on the way, done, not ours, for others.

Which ticket is meant, the handler finds out: the only one that fits, else one question.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.domain import requests
from bot.domain.tickets import Move
from intents import sources
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import naming, persons

_EDGES = " 。!~,，"
_CLAUSE = re.compile(r"[,。;!?\s]+")
#: Without a ticket named, what is longer, or names a number, is about something else.
_LONGEST, _SHORT, _DIGITS = 30, 12, re.compile(r"\d")
_ASKED = re.compile(r"[?？]$|[吗呢]$|[了好完]没有?$|有没有|什么|几[件个家次处份回]|多少|几点|怎么|谁|哪")
#: 1到5000 办结: more than anybody means, and never met with silence.
_TOO_MANY = re.compile(rf"^{naming.ticket('first')}\s?[到至~-]\s?{naming.ticket('last')}\s?[^\d\s-]")
_MINE = frozenset({"", "我", "我们"})
#: 让陈静今天办完: what somebody else is to do.
_OTHERS = re.compile("^(?:让|叫|请|催|麻烦|要求|通知)")
#: Whose tickets they are, all of them: 陈静手上的, 我的单子都.
_ALL_OF = (
    r"^(?:请|麻烦|先|那|就)*(?:把|将)?(?P<who>[^\s,的手]{0,6}?)(?:手[上里头])?(?:的|那些|这些)*(?P<what>单子?|工单|活儿?|事情?|任务)?"
    r"(?P<all>都|全部|全|统统|所有的?)*(?:单子?|工单|活儿?|事情?|先|暂时|临时|[都全])*"
)


class _Words(NamedTuple):
    taken: frozenset[str]
    under_way: re.Pattern[str]
    cannot: re.Pattern[str]
    refer: re.Pattern[str]
    returned: re.Pattern[str]
    handed: re.Pattern[str]
    all_handed: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    source = sources.table_of("fieldwork.toml")
    bare = source["bare"]
    hand = "|".join(sorted(source["hand"].split(), key=len, reverse=True))
    to = rf"(?:{bare['before']})(?:{hand}|移交给?)\s*@?(?P<to>我|\S{{2,8}}?)(?:{bare['after']})$"
    return _Words(
        frozenset(source["taken_bare"].split()),
        re.compile(bare["under_way"]),
        re.compile(bare["cannot"]),
        re.compile(bare["refer"]),
        re.compile(bare["returned"]),
        re.compile(f"^{to}"),
        re.compile(f"{_ALL_OF}{to}"),
    )


def ordered(normal: Normal, scene: Scene) -> requests.Request | None:
    """让物业来弄; 我办不了，转物业; 上报城管; 把陈静的都转给刘敏: an order that names nothing but whom it goes to."""
    line = normal.text.strip(_EDGES)
    if scene.quote or len(line) > _LONGEST or _DIGITS.search(line) or _ASKED.search(line):
        return None
    if everything := _of_everything(line, scene):
        return everything
    *before, last = [part for part in _CLAUSE.split(line) if part] or [""]
    why = ",".join(before)
    if before and not _words().cannot.search(why):
        return None
    if to := handed_to(last, scene):
        return requests.MoveTicket(Move.REASSIGN, None, why, to=to)
    if referred := _words().refer.fullmatch(last):
        return requests.MoveTicket(Move.REFER, None, f"{referred['to'] or ''} {why}".strip())
    return None


def handed_to(words: str, scene: Scene) -> str:
    """Who is to see to it, as they are called: 帮我转给物业, 还是叫小刘来弄吧; "" where the words say no such."""
    found = _words().handed.match(words)
    return found["to"] if found and persons.whom(scene.community, found["to"]) else ""


def returned(words: str) -> bool:
    """帮我退了: it goes back, and whoever says so has not said why."""
    return _words().returned.match(words) is not None


def referred(words: str) -> str | None:
    """Who gets it from above: 搞不定，要上报, 上报给城管 (城管), "" where nobody is named; None: no such words."""
    *_, last = [part for part in _CLAUSE.split(words) if part] or [""]
    found = _words().refer.fullmatch(last)
    return (found["to"] or "") if found else None


def read(line: str, *, finished: bool) -> tuple[requests.Request, ...]:
    """收到, 马上去; 在路上了; 搞不定; 换好灯泡了: in a few words that name nothing else. `finished`: it is done."""
    known = _words()
    if line.lower() in known.taken:
        return (requests.MoveTicket(Move.ACCEPT),)
    if _TOO_MANY.match(line):
        return (requests.Guide(),)
    if not line or len(line) > _LONGEST or _ASKED.search(line) or _DIGITS.search(line):
        return ()
    if known.cannot.match(line):
        return (requests.MoveTicket(Move.RETURN, text=line),)
    if len(line) <= _SHORT and known.under_way.fullmatch(line):
        return (requests.MoveTicket(Move.START, text=line),)
    done = finished and len(line) <= _SHORT and not _OTHERS.match(line)
    return (requests.MoveTicket(Move.RESOLVE, text=line),) if done else ()


def _of_everything(line: str, scene: Scene) -> requests.HandOverAll | None:
    """Of somebody who is known, to whoever is named; one's own, only to somebody who is known: 都交给他们了."""
    found = _words().all_handed.match(line)
    if found is None or not (found["all"] or found["what"]):
        return None
    to = scene.person.userid if scene.person and found["to"] == "我" else found["to"]
    if found["who"] in _MINE:
        return requests.HandOverAll(to) if persons.whom(scene.community, to) else None
    theirs = persons.whom(scene.community, found["who"])
    return requests.HandOverAll(to, theirs.person) if theirs else None
