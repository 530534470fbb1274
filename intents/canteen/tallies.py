"""午餐这个月多少份: how many portions were ordered, of a meal or of all, on a day or over a span."""

import re

from bot.domain import requests
from bot.domain.roster import Role
from intents import seldom, times
from intents.scene import Scene
from intents.slots import spans

_MANY = re.compile(
    r"多少份|几份|多少人[吃订]|[吃订]饭?的人?(?:一共|总共)?(?:有|是)?多少|份数|[餐饭]各?多少$|多少(?:人次|顿)$"
)
#: What the figure is of, where neither a meal nor a day is named.
_OF_ALL = re.compile("助餐|订餐|供餐|送餐|食堂")
#: All that such a question is made of besides its day or span; a line with anything else in it is another one.
_REST = seldom.Pattern(
    r"(?:多少份|几份|多少人次?|多少顿|多少|份数|助餐|订餐|用餐|就餐|供餐|[早午中晚][餐饭]|早上|中午|晚上|食堂|一共"
    r"|总共|"
    r"合计|现在|目前|请问|查一下|看看|统计|[的了共订报送做卖出有是要吃份餐饭呢各和吗啊呀?,\s])*"
)
#: Those whose figures these are.
WHOSE = frozenset({Role.SECRETARY, Role.CANTEEN})


def read(text: str, scene: Scene) -> requests.ShowMealCount | requests.ShowKitchen | None:
    """The figure that the whole of `text` (normalised) asks for, today's where no day is named; None if it is none.

    What is to be brought stands in the kitchen's list, meal by meal.
    """
    if scene.person is None or not scene.person.roles & WHOSE or not _MANY.search(text):
        return None
    today = scene.now.date()
    span, named = spans.find(text, today), times.days(text, scene.now)
    left, first, last = text, today, today
    ahead = bool(named) and named[0].value > today
    if span and not ahead:
        left, first, last = text.replace(span.words, " ", 1), span.first, span.last
    elif named:
        day = named[0]
        left, first, last = text[: day.start] + text[day.end :], day.value, day.last or day.value
    services = times.services(text)
    if not (span or named or services or _OF_ALL.search(text)) or not _REST.fullmatch(left):
        return None
    service = services[0] if len(set(services)) == 1 else ""
    if "送" in left:
        return requests.ShowKitchen(first, service) if first == last else None
    label = span.words if span and not ahead else ""
    return requests.ShowMealCount(first, last, service, label)
