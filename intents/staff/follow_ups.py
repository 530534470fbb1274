"""3网格呢, 上个月呢, 比上周多了吗: said after a figure, what is asked for anew."""

import re
from dataclasses import replace

from bot.domain import requests
from bot.domain.cases import NOW, RATES, TIMES, By, Measure
from intents import seldom, times
from intents.normalise import Normal
from intents.scene import Scene
from intents.staff import comparisons, narrowing, questions

#: 呢 behind it, or 那 in front of it: nothing else makes a name a question.
_AND = re.compile(r"^(?P<then>那么?|还有|再看看?)?(?P<what>.+?)(?P<ask>的?呢|怎么样|如何)?$")
#: 晚饭, 午餐的.
_OF_A_MEAL = 3
#: 分别是哪些: the tickets behind the figure.
_WHICH = seldom.Pattern(
    r"(?:那|具体|分别|都|到底)*(?:是|有)?(?:哪些|哪几[件个单条]|什么单子?)(?:单子?|工单|事情?)?(?:呢|啊|呀)?"
    r"|(?:都|一件件|逐件)?列(?:一下|出来|给我|个单子)+|明细|清单|看看?明细"
)
_LONGEST = 20
_Asked = requests.ShowFigure | requests.ShowStatistics | requests.ShowMealCount | requests.ShowTotal


def read(request: requests.Request, normal: Normal, scene: Scene) -> requests.Request | None:
    """The same question of another span, grid, person or kind, or compared with before; None if the line is no such."""
    line = normal.text.strip(" 。!~.,，?").replace(" ", "")
    if not isinstance(request, _Asked) or len(line) > _LONGEST:
        return None
    if isinstance(request, requests.ShowFigure) and (than := comparisons.again(request, line, scene.now.date())):
        return than
    if _WHICH.fullmatch(line) and (listed := _listed(request)):
        return listed
    found = _AND.match(line)
    if found is None or not (found["then"] or found["ask"]):
        return None
    around = narrowing.read(found["what"], scene.now, scene.community)
    now = isinstance(request, requests.ShowFigure) and request.measure in NOW
    if around.span and now:
        return None  # how things stand now has no other span
    if around.span:
        words = around.span.words
        request = replace(request, first=around.span.first, last=around.span.last, label=words)
    if isinstance(request, requests.ShowFigure):
        return _of_others(request, around, scene)
    services = times.services(around.line) if isinstance(request, requests.ShowMealCount) else []
    if isinstance(request, requests.ShowMealCount) and services and len(around.line) <= _OF_A_MEAL:
        return None if around.worker or around.grid else replace(request, service=services[0])
    if around.worker or around.line.strip("的") or not (around.span or around.grid):
        return None
    if isinstance(request, requests.ShowStatistics):
        return replace(request, grid=around.grid or request.grid)
    return None if around.grid else request


def _listed(request: _Asked) -> requests.ShowFigure | None:
    """With a line of each; all figures at once are of what came in. Of shares and hours there is no list."""
    if isinstance(request, requests.ShowStatistics):
        asked = requests.ShowFigure(
            Measure.OPENED, None, False, request.first, request.last, request.label, request.grid
        )
        return replace(asked, listed=True)
    if not isinstance(request, requests.ShowFigure) or request.measure in RATES | TIMES:
        return None
    return replace(request, by=None, lowest=False, than=None, listed=True)


def _of_others(request: requests.ShowFigure, around: narrowing.Around, scene: Scene) -> requests.ShowFigure | None:
    only = questions.filtered(around.line, scene.community.vocabulary)
    if only is None or not (around.span or around.grid or around.worker or any(only)):
        return None
    category, kind, urgency, building = only
    if category or kind:
        request = replace(request, category=category, kind=kind, among=())
    sort = category or kind
    said = {By.WORKER: around.worker, By.GRID: around.grid, By.BUILDING: building, By.CATEGORY: sort, By.KIND: sort}
    return replace(
        request,
        by=None if request.by and said[request.by] else request.by,
        grid=around.grid or ("" if around.worker else request.grid),
        worker=around.worker or ("" if around.grid else request.worker),
        urgency=urgency or request.urgency,
        building=building or ("" if around.grid else request.building),
        than=None,
        listed=False,
    )
