"""三天了, 师傅几点到: what is said right after one's own report, read as going on about it."""

import re
from collections.abc import Sequence

from bot.domain.places import Place
from bot.domain.requests import OpenTicket
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from intents import normalise, phrases
from intents.guard import accused, safety

_ASKS = re.compile(
    r"[?？吗]|^(?!还|正|都|在|刮|下|漏|冒|流|响|吵|滴).*(?<!着)呢$|什么|怎么|咋|几点|几号|多少|多久|哪[里儿个]"
    r"|请问|想问|能不能|可不可以|有没有|是不是"
)
_WHEN = "(?:几点|几时|什么时候|啥时候|多久|多会儿)"
_COMES = re.compile(
    rf"{_WHEN}(?:钟|能|会|才|可以)*(?:来|到|过来|上门)|^(?:大概|大约|那)?{_WHEN}(?:能|会|呢|啊|呀|[?？\s])*$"
)
_CALMED = re.compile(
    r"^(?:现在|这会儿?|已经|后来|今天|又|都|好像|[\s,，])*"
    r"(?:没有?了|没事了?|好了|停了|灭了|散了|不(?:[冒响闪漏烧晃烫]|臭|冒烟)了)(?:[啊呀吧的哈,，。!！~\s])*$"
)


def asks(text: str) -> bool:
    """Does `text`, as it was written, ask anything?"""
    return _ASKS.search(text) is not None


def asks_when(text: str) -> bool:
    """ "师傅几点到", "大概多久呢": does `text`, as it was written, ask when somebody comes?"""
    return _COMES.search(text) is not None


def own_life(text: str) -> bool:
    """我离婚了: does `text` tell of its writer's life, and of no matter of ours?"""
    return phrases.mentions(text, "own_life")


def inquires(text: str) -> bool:
    """哪里能办证: does `text` hold a word of those who ask for something else?"""
    return phrases.mentions(text, "asking")


def calms(text: str) -> bool:
    """现在没有了, 不冒了: does the whole of `text`, as it was written, say that it is over?"""
    return _CALMED.match(text) is not None


def not_seen_yet(text: str) -> bool:
    """我还没回去看: does whoever was told that it is done want to look first?"""
    return phrases.mentions(text, "later")


def begins_another(text: str) -> bool:
    """另外楼道里太危险了: does `text` set itself apart from what was told before?"""
    return text.strip().startswith(tuple(phrases.words("another")))


def blames(text: str) -> bool:
    """楼上又在骂人: does `text`, as it was written, say what somebody does to others? 我问了对门 does not."""
    return bool(accused.matters(normalise.normalise(text).text))


def danger(told: Sequence[str], place: Place | None) -> OpenTicket | None:
    """楼顶有人, 坐在边上, 好像要跳: the report, at `place`, of the danger that these lines tell of together; None where
    they tell of none."""
    text = "，".join(told)
    found = safety.danger(normalise.normalise(text).text)
    return OpenTicket(text, Kind.HAZARD, found.category, Urgency.RED, place, found.kind) if found else None
