"""谁报了3栋: somebody asks who reported a thing; 王阿姨那事办了没: or what became of what somebody reported."""

import re
from functools import lru_cache

from bot.domain import requests
from intents import normalise, seldom
from intents.slots import naming, persons

_REPORT = r"(?:上报|举报|反映|投诉|报修|报)"
#: "谁说3栋灯坏了": somebody doubts it, and reports nothing.
_DOUBT = seldom.Pattern(
    r"^(?:[是到底]|究竟)*(?:谁|哪个|哪位)(?:说|讲|告诉你们?|跟你们?说)的?[^,;。!?]{2,30}[?吗呢啊呀]*$"
)
#: The whole line: "谁报了3栋的灯?", "3栋漏水是谁报的", "12谁反映的"; "谁帮我报一份饭" asks for something else.
_WHO = seldom.Pattern(
    rf"^(?:请问|问一下|想问|我想问)?[\s,]*(?:是)?谁(?:{_REPORT}(?:了|的|过)|举报|反映|投诉)"
    rf"(?![名饭餐午晚早中])[^,;。!?]{{0,20}}[?吗呢啊呀]*$"
    rf"|^[^,;。!?]{{0,20}}(?:是)?(?:谁|哪个|哪位|哪家|什么人)(?:{_REPORT})的[?吗呢啊呀]*$"
)
#: What staff who are called ask: "1 谁报的", "1 电话多少", "在哪栋楼", "1 人在哪".
_NUMBER = re.compile(rf"^{naming.ticket()}[\s,:]*(?=\D)")
_PERSON = r"(?:报告人|报案人|报修人|报的人|报事的|居民|住户|业主|当事人|人家|他们?|她们?|人)?(?:家|家里)?的?"
_REACHED = seldom.Pattern(
    rf"^{_PERSON}(?:联系)?(?:电话号码|电话|手机号码?|手机|号码|联系方式|地址|住址|住处|门牌号?|位置|名字|姓名)"
    r"(?:是?多少|是?什么|是?啥|几号|呢|有没有|有吗|发我|给我|发一下|给一下)?[?吗呢啊呀]*$"
    rf"|^{_PERSON}(?:住|是)?在?(?:哪儿?|哪里|哪栋楼?|哪栋哪户|哪一?户|哪家|几栋|几楼|几单元|什么地方"
    rf"|啥地方)的?[?吗呢啊呀]*$"
    rf"|^(?:报告人|报案人|报修人|报的人|报事的人?)(?:是|叫)?(?:谁|哪个|哪位|什么人|什么名字|啥)?[?吗呢啊呀]*$"
    r"|^(?:是)?(?:谁|哪个|哪位|哪家|什么人)(?:报|举报|反映)的[?吗呢啊呀]*$"
    r"|^(?:怎么|咋)联系(?:报告人|他|她|人家|居民)?[?吗呢啊呀]*$"
)
_ASKED = r"(?:没有?|吗|么|怎么?样了?|咋样了?|如何了?|到(?:了)?哪(?:儿|里|一?步)?了?|什么进展|有进展吗)[?吗呢啊呀了]*"
_TOLD = r"(?:反映|上报|报修|报|说|提|投诉|要求|求助)"
_DONE = r"(?:办|处理|解决|修|弄|搞|管|跟进|落实|安排|进行|进展)?(?:得|好|完|掉|妥)?了?"
_LONGEST = 30


@lru_cache(maxsize=1)
def _whose() -> re.Pattern[str]:
    """The whole line: "王阿姨那事办了没", "王桂芳反映的灯修好了吗", "3栋李大爷家的问题到哪一步了"."""
    titles = "|".join(persons.titles())
    return re.compile(
        r"^(?:请问|问一下|想问问?|[\s,])*(?:\d{1,3}栋(?:\d{1,2}单元)?(?:\d{3,4})?的?)?"
        rf"(?P<who>[\u4e00-\u9fff]{{1,2}}(?:{titles})|老[\u4e00-\u9fff]|[\u4e00-\u9fff]{{2,4}}?)(?:她?他?们?家)?"
        r"(?:上次|上回|上周|昨天|前天|前几天|之前|早上|今天)?"
        rf"(?:的|那|这|{_TOLD}过?的?)(?:那|这)?(?:个|件|桩)?(?:[^,;。!?]{{0,8}}?)(?:事儿?|事情|问题|单子?|情况)?"
        rf"(?:现在|目前|到底|都|有没有|有人)*{_DONE}{_ASKED}$"
    )


def whose(text: str, known: frozenset[str]) -> str:
    """The resident about whose matter the whole of `text` asks, as they are called: by a title, or by one of the names
    that are `known`; "" where it asks nothing of the kind."""
    line = normalise.normalise(text).text.strip(" 。!~.,，")
    found = _whose().match(line) if len(line) <= _LONGEST else None
    who = found["who"] if found else ""
    return who if who in known or who.startswith("老") or who.endswith(persons.titles()) else ""


def doubting() -> tuple[str, ...]:
    """One of these is in every line that `is_doubt`."""
    return tuple(who + says for who in ("谁", "哪个", "哪位") for says in ("说", "讲", "告诉你", "跟你"))


def is_doubt(text: str) -> bool:
    """Does the whole of `text` (normalised) only ask who says so?"""
    return _DOUBT.match(text.strip(" 。!~.,，")) is not None


def read(text: str, *, staff: bool = False) -> requests.AskReporter | None:
    """The question that the whole of `text` (normalised) is; None if it is none. `staff`: they may ask for the way to
    whoever reported it, too."""
    if staff and (asked := _reached(text.strip(" 。!~.,，"))):
        return asked
    if "报" not in text and "反映" not in text and "投诉" not in text:
        return None
    return requests.AskReporter() if _WHO.match(text.strip(" 。!~.,，")) else None


def _reached(line: str) -> requests.AskReporter | None:
    named = _NUMBER.match(line)
    if not _REACHED.match(line[named.end() :] if named else line):
        return None
    return requests.AskReporter(int(named["number"]) if named else None)
