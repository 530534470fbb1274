"""近三个月每个月多少, 哪个月报得最多, 每天办几件: one figure for each month, week or day of a span."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.domain import requests
from bot.domain.requests import Unit
from intents.normalise import Normal
from intents.scene import Scene
from intents.staff import questions

_UNITS = (
    (
        Unit.MONTH,
        re.compile(
            r"(?:每一?个?|按|各个?|逐)月(?:份|都)?|哪一?个?月份?|月度(?:走势|趋势|变化)|(?:走势|趋势)(?:怎么样|如何)?"
        ),
    ),
    (
        Unit.WEEK,
        re.compile(
            r"(?:每一?个?|按|各个?|逐)(?:周|星期|礼拜)(?!一|二|三|四|五|六|日|天|末)都?|哪一?个?(?:周|星期)(?=最|多|少)"
        ),
    ),
    (Unit.DAY, re.compile(r"(?:每一?|按|逐)[天日]都?|哪一?天(?=最|报|来|收)")),
)
#: No such question without one of these.
CUES = "月 周 星期 礼拜 天 日 势"
_ORDER = re.compile(
    r"(?:最?[多少高低](?=呢|啊|$)|各?是?(?:多少|几)[件个单起]?|各|分别|都|的?(?:数量|件数))*(?:呢|啊|了)*$"
)
_LONGEST = 24
#: How many are shown where no span is named.
_SHOWN = {Unit.MONTH: 6, Unit.WEEK: 6, Unit.DAY: 7}
_ROLLING = ("近", "最近", "过去", "这")
_MONTH = 30


def read(normal: Normal, scene: Scene) -> requests.ShowTrend | None:
    """What the whole line asks for, of what is named in it, else of what came in; None if it asks for nothing so."""
    line = normal.text.strip(" 。!~.,，?").replace(" ", "")
    if len(line) > _LONGEST:
        return None
    found = next(((unit, at) for unit, said in _UNITS if (at := said.search(line))), None)
    if found is None:
        return None
    unit, at = found
    rest = _ORDER.sub("", f"{line[: at.start()]}{line[at.end() :]}".strip(",，的"))
    for said in (f"{rest}几件", rest):
        asked = questions.read(said, scene.now, scene.community)
        if isinstance(asked, requests.ShowFigure) and asked.by is None:
            return requests.ShowTrend(_spanning(asked, unit, scene.now.date()), unit)
    return None


def _spanning(asked: requests.ShowFigure, unit: Unit, today: date) -> requests.ShowFigure:
    """近三个月 are this month and the two before it; without a span it is the last few."""
    months = _SHOWN[unit] if asked.first is None else 0
    if asked.first and unit is Unit.MONTH and asked.label.startswith(_ROLLING) and asked.last == today:
        months = max(1, ((today - asked.first).days + 1) // _MONTH)
    if unit is Unit.MONTH and months:
        return replace(asked, first=_first_of_month(today, months - 1), last=today)
    if asked.first is None:
        days = _SHOWN[unit] - 1 if unit is Unit.DAY else today.weekday() + 7 * (_SHOWN[unit] - 1)
        return replace(asked, first=today - timedelta(days=days), last=today)
    return asked


def _first_of_month(today: date, back: int) -> date:
    at = today.year * 12 + today.month - 1 - back
    return date(at // 12, at % 12 + 1, 1)
