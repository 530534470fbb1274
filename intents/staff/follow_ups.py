"""3网格呢, 上个月呢, 比上周多了吗: said after a figure, what is asked for anew."""

import re
from dataclasses import replace

from bot.domain import requests
from bot.domain.cases import NOW, By
from intents.normalise import Normal
from intents.scene import Scene
from intents.staff import comparisons, narrowing, questions

#: 呢 behind it, or 那 in front of it: nothing else makes a name a question.
_AND = re.compile(r"^(?P<then>那么?|还有|再看看?)?(?P<what>.+?)(?P<ask>的?呢|怎么样|如何)?$")
_LONGEST = 20
_Asked = requests.ShowFigure | requests.ShowStatistics | requests.ShowMealCount | requests.ShowTotal


def read(request: requests.Request, normal: Normal, scene: Scene) -> requests.Request | None:
    """The same question of another span, grid, person or kind, or compared with before; None if the line is no such."""
    line = normal.text.strip(" 。!~.,，?").replace(" ", "")
    if not isinstance(request, _Asked) or len(line) > _LONGEST:
        return None
    if isinstance(request, requests.ShowFigure) and (than := comparisons.again(request, line, scene.now.date())):
        return than
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
    if around.worker or around.line.strip("的") or not (around.span or around.grid):
        return None
    if isinstance(request, requests.ShowStatistics):
        return replace(request, grid=around.grid or request.grid)
    return None if around.grid else request


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
    )
