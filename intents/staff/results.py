"""Whether a closing text says what was done: it names a deed or an object, and is more than an empty phrase."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.vocabulary import NOTHING, Vocabulary
from intents import classify, seldom, sources

_NOISE = seldom.Pattern(r"[\W\d_的了啊呀啦吧呢哈请您我们你这那个事件都全部]+")
_DONE = seldom.Pattern("好了|完了|完毕|完成|完工|搞定|解决|处理|办结|办好|弄好|办理|落实|正常|妥")
_CLAUSE = seldom.Pattern(r"[,，。;；!！\n]+")
_MENDS = (
    "(?:(?<!装)修|换|装(?!修)|拆|清[理扫走掉除运]|补|疏通|打通|焊|接[上好线通]|拧|搬|挪|拖|堵[上好住]"
    "|擦|扫|推上|加固|处理)"
)
#: Something was put right, and is not said to need it: 换了个灯泡, 修好了一切正常, 已加固.
_MENDED = seldom.Pattern(rf"(?<![没不用有要报]){_MENDS}[^,，。;；]{{0,2}}[了好完过掉后紧净]|已经?{_MENDS}")
#: What was there and is no more was something: 隐患已不存在, 没漏了.
_GONE = seldom.Pattern("(?:没有?漏|不存在|不是隐患)了|已经?不存在")
_NUMBER = re.compile(r"\d{3,}")
#: A text that says this much beside empty phrases is taken as it is, whatever its words.
_ENOUGH = 8


@dataclass(frozen=True, slots=True)
class _Words:
    deeds: re.Pattern[str]
    empty: re.Pattern[str]
    whom: re.Pattern[str]
    handed: re.Pattern[str]
    finding: re.Pattern[str]
    unfounded: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    source = sources.table_of("results.toml")
    return _Words(
        _any_of(source["deeds"]),
        _any_of(source["empty"]),
        _any_of(source["whom"]),
        _any_of(source["handed"]),
        _any_of(source["finding"]),
        _any_of(source["unfounded"]),
    )


def _any_of(listed: str) -> re.Pattern[str]:
    longest_first = sorted(listed.split(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


def says_what(text: str, own: Vocabulary = NOTHING) -> bool:
    """已换灯泡 does, 已处理 does not. `own`: the words of the community."""
    rest = _NOISE.sub("", _words().empty.sub("", text))
    return names_deed(rest) or len(rest) >= _ENOUGH or (bool(rest) and classify.judge(rest, own).has("object"))


def only_says_done(text: str) -> bool:
    """弄好了: it is done, but not what was done. Thanks and 收到 say nothing of the kind."""
    rest = _NOISE.sub("", _words().empty.sub("", text))
    return not rest and _DONE.search(text) is not None


def names_whom(text: str) -> bool:
    """归供电局管, 请打95598: whom to turn to instead."""
    return _words().whom.search(text) is not None or _NUMBER.search(text) is not None


def deeds() -> str:
    """The words for what was done, as one group of a pattern."""
    return f"(?:{_words().deeds.pattern})"


def names_deed(text: str) -> bool:
    """Does it name something that was done, or found to be nothing?"""
    return _words().deeds.search(text) is not None or _words().finding.search(text) is not None


def unfounded(text: str) -> bool:
    """误报，没坏; 去看了，没有这回事: nothing had to be done, because nothing was wrong."""
    return _words().unfounded.search(_GONE.sub("", text)) is not None and _MENDED.search(text) is None


def only_handed_on(text: str) -> bool:
    """已通知物业, 已上报供电局，等回复: it lies with somebody else now, and nothing has been done about it yet."""
    parts = [part for part in _CLAUSE.split(text) if part.strip()]
    handed = [part for part in parts if _words().handed.search(part)]
    return bool(handed) and not any(_has_done(part) for part in parts)


def _has_done(part: str) -> bool:
    """A clause that tells of a deed beside the handing on."""
    own = _words().handed.sub("", part)
    if own != part:
        return re.search(rf"{deeds()}.{{0,2}}(?:了|好|完|掉|走|干净|完毕)", own) is not None
    return names_deed(own) or only_says_done(own)
