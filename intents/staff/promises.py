"""12 下周三前修好: staff names the day by which something will be done."""

import calendar
import re
from datetime import date, timedelta

from bot.domain import requests
from intents import numbers, seldom, times
from intents.scene import Scene
from intents.slots import naming

_NUMBER = re.compile(rf"^{naming.ticket()}(?=\D)[\s,:]*")
_WITHIN = seldom.Pattern(r"(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个工作日|天|日)(?:之)?内")
_WEEKEND = seldom.Pattern(r"(下|这|本)?个?周末")
_MONTH_END = re.compile(r"(?:这个?月|本月)?月?底")
_WORDS = (
    r"(?:我们?|最晚|最迟|争取|保证|一定|肯定|应该|大概|能|可以|会|在|之前|以前|前|就|要|给您?|到时候?|给他们?|把它|"
    r"上午|下午|中午|早上|晚上|一早|上班前?|下班|天黑|再|去|来|"
    r"之内|内|[\s,:。!])*"
)
_DEED = (
    "修理?|维修|修复|弄|办结?|办理|换|更换|清理?|清运|搞|处理|解决|疏通|通|安?装|补|拆|做|干|整改?|扫|打扫|收拾"
    "|贴|焊|铺|填|"
    "搬|挪|移|剪|砍|落实|加固"
)
_DONE = (
    rf"(?:(?:{_DEED})(?:完成|完毕|好|完|掉|上|走|通|开|定|干净|到位|妥|出来)|修复|办结|搞定|解决|完成|落实|疏通|完工)"
)
#: Bare of any end, such a word promises something only of a ticket that is named.
_BARE = rf"(?:{_DEED})"
_END = r"(?:的|了|它|吧|没问题|好吧|谢谢)*$"
_WHOLE = seldom.Pattern(rf"^{_WORDS}{_DONE}{_WORDS}{_END}")
_OF_NAMED = seldom.Pattern(rf"^{_WORDS}(?:{_DONE}|{_BARE}){_WORDS}{_END}")
_LONGEST = 40


def read(text: str, quoted: int | None, scene: Scene) -> requests.Promise | None:
    """The promise that the whole of `text` (normalised) is; None if it is none. A day gone by promises nothing."""
    if scene.person is None or not scene.person.is_staff:
        return None
    line = text.strip(" 。!~.,，")
    if len(line) > _LONGEST:
        return None
    found = _NUMBER.match(line)
    number = int(found["number"]) if found else quoted
    for rest, ticket in ((line[found.end() :] if found else line, number), (line, quoted)):
        until, left = _day(rest, scene.now.date(), times.days(rest, scene.now))
        whole = _WHOLE if ticket is None else _OF_NAMED
        if until and until >= scene.now.date() and whole.match(left):
            return requests.Promise(ticket, until, text)
    return None


def day_in(line: str, scene: Scene) -> date | None:
    """The day by which something is to be done; None where `line` names none, or several."""
    return _day(line, scene.now.date(), times.days(line, scene.now))[0]


def _day(line: str, today: date, days: list[times.Day]) -> tuple[date | None, str]:
    """The day by which, and the line without it."""
    if within := _WITHIN.search(line):
        count = numbers.value_of(within.group(1)) or 0
        return today + timedelta(days=count), line.replace(within.group(), " ", 1)
    if len(days) == 1 and days[0].last is None:
        return days[0].value, f"{line[: days[0].start]} {line[days[0].end :]}"
    if end := _WEEKEND.search(line):
        sunday = today + timedelta(days=6 - today.weekday() + (7 if end[1] == "下" else 0))
        return sunday, line.replace(end.group(), " ", 1)
    if end := _MONTH_END.search(line):
        last = calendar.monthrange(today.year, today.month)[1]
        return today.replace(day=last), line.replace(end.group(), " ", 1)
    return None, line
