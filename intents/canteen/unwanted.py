"""A meal somebody does not want: alone ("明天中午不订饭"), or beside one they do ("不要早饭，要午饭一份")."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.domain import requests
from intents import seldom, times
from intents.canteen import portions
from intents.normalise import Normal

_MEAL = r"(?:早|午|中|晚|中午|晚上|早上|晌午)(?:[饭餐点])?"
_NO = r"(?:不要|不订|不定|不点|不吃|不用|别订|先不要|先不订|不想要|不需要|取消|退掉?)"
#: Nothing is refused without one of these: each way to say so holds one.
_AGAINST = re.compile("[不别取退]")
_END = r"(?:了|吧|啊|的|呢|哈|[\s])*"
#: A part of the line up to a comma that holds nothing else: "明天不要早饭了", "晚饭就不订了".
_REFUSED = re.compile(
    rf"^[^不别取退]{{0,8}}{_NO}了?[^不,]{{0,4}}?{_MEAL}{_END}$|^[^不别]{{0,8}}{_MEAL}(?:就|都|先|我)*{_NO}{_END}$"
)
#: "晚饭不要", at the end of what is said.
_REFUSAL = re.compile(r"[早午中晚][饭餐]我?(?:就|都|先|也)?不(?:要|用|需要|想要)(?=[的吧啊哈]?(?:$|谢谢|[,。!~\s]))")
_WANTED = re.compile(r"(?<![不别])(?:要|订|定|点|来|留|报|送|加|给我)")
_CLAUSE = re.compile(r"[^,;。!]+[,;。!]*")
#: The whole line: "不订饭", "明天中午我就不订餐了,谢谢".
_DECLINED = seldom.Pattern(
    r"^(?P<when>[^,;。!?不别]{0,10}?)(?:我们?|咱们?|俺|就|都|先|那|[\s,])*(?:不|先不|别)(?:再|想|打算|用|要)?"
    rf"(?:给我)?(?:订|定|点)(?:{_MEAL}|[饭餐]|盒饭)(?:了|啦|吧|哈|啊|谢谢|[\s,.!])*$"
)
#: The whole line, a day or a meal and nothing else before it: "明天中午不要了", "周五的不用了".
_OFF = seldom.Pattern(
    r"^(?P<when>[^,;。!?不别]{1,10}?)(?:我们?|咱们?|俺|就|都|先|[\s,])*(?:不要|不用|不吃|不需要|不想要|免)了"
    r"(?:吧|哈|啊|谢谢|[\s,.!])*$"
)
#: What of it makes it a meal: it is named, or said to be somebody's.
_SOME_MEAL = seldom.Pattern(rf"{_MEAL}|的$|那[份顿]$")
_ONLY_WHEN = seldom.Pattern(rf"(?:{_MEAL}|的|[那这][顿天份]|[\s])*")


def cues() -> list[str]:
    """What no line holds none of that says no more than that nothing is wanted."""
    return ["要了", "用了", "吃了", "免了", *(before + said for before in "不别再想算用要我" for said in "订定点")]


@dataclass(frozen=True, slots=True)
class Split:
    """What is wanted, and which meals are not; none where the line is not of that kind."""

    wanted: str
    refused: tuple[str, ...] = ()


def split(text: str) -> Split:
    """`text` (normalised) without the parts that only refuse a meal, when another part orders another one."""
    if not _AGAINST.search(text):
        return Split(text)
    parts = _CLAUSE.findall(text)
    refused = [part for part in parts if _REFUSED.match(part.strip(" ,;。!"))]
    if not refused:
        return Split(text)
    wanted = "".join(part for part in parts if part not in refused)
    against = tuple(dict.fromkeys(name for part in refused for name in times.services(part)))
    for_it = times.services(wanted)
    ordered = _WANTED.search(wanted) or portions.quantity_of(wanted)[0]
    if not against or not for_it or not ordered or set(against) & set(for_it):
        return Split(text)
    return Split(wanted, against)


def refusal(text: str) -> re.Match[str] | None:
    """晚饭不要: the words of `text` (normalised) by which a meal is not wanted, without a 了."""
    return _REFUSAL.search(text)


def read(normal: Normal, now: datetime) -> requests.CancelMeal | None:
    """The cancellation that the whole line is; None if it is none. Whether anything is ordered, the handler sees."""
    if len(normal.text) > 24 or not ("不" in normal.text or "别" in normal.text):
        return None
    found = _declined(normal.text.strip(" 。!~."))
    if found is None:
        return None
    when, named = found["when"], times.days(normal.text, now)
    for day in reversed([one for one in named if one.end <= found.end("when")]):
        when = when[: day.start] + when[day.end :]
    if not _ONLY_WHEN.fullmatch(when.removesuffix("我").strip(" ,")):
        return None
    services = times.services(normal.text)
    first = named[0] if named else None
    return requests.CancelMeal(
        normal.raw, services[0] if services else None, first.value if first else None,
        last_day=first.last if first else None,
    )  # fmt: skip


def _declined(line: str) -> re.Match[str] | None:
    found = _OFF.match(line)
    return _DECLINED.match(line) or (found if found and _SOME_MEAL.search(found["when"]) else None)
