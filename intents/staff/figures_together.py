"""今天收了几件，办了几件: several figures asked for in one line, each of the span and grid that the first one names."""

import re
from dataclasses import replace

from bot.domain import requests
from bot.domain.cases import Measure
from intents.normalise import Normal
from intents.scene import Scene
from intents.staff import narrowing, questions

_MOST = 4
#: 陈静这个月办得怎么样; 小陈手上的活.
_HOW = re.compile(r"(?:办|干|做|表现|工作|活)(?:得|的|办得|干得)?(?:怎么样|如何|好不好)")
_IN_HAND = re.compile(
    r"(?:手[上里头]的?(?:活|单子?|工单|事情?)?|的?(?:活|单子?|工单))(?:都)?(?:有哪些|有什么|有啥|还有哪些|呢|列一下)*"
)
#: What tells how somebody works: how much came, was done, is late, and how long it took.
_WORK = (Measure.OPENED, Measure.CLOSED, Measure.OVERDUE, Measure.FINISHING)


def read(normal: Normal, scene: Scene) -> tuple[requests.ShowFigure, ...]:
    """One for each part of the line; () where any part asks for anything else."""
    if about := _of_one(normal, scene):
        return about
    parts = [part for part in normal.text.strip(" 。!~").replace(";", ",").split(",") if part.strip()]
    if not 1 < len(parts) <= _MOST:
        return ()
    asked = [questions.read(part, scene.now, scene.community) for part in parts]
    figures = [one for one in asked if isinstance(one, requests.ShowFigure)]
    if len(figures) < len(parts):
        return ()
    first = figures[0]
    return tuple(
        replace(
            one,
            first=one.first or first.first,
            last=one.last or first.last,
            label=one.label or first.label,
            grid=one.grid or first.grid,
            worker=one.worker or first.worker,
        )
        for one in figures
    )


def _of_one(normal: Normal, scene: Scene) -> tuple[requests.ShowFigure, ...]:
    """How one of the staff works, or what they have to do; () where the line asks for anything else."""
    line = normal.text.strip(" 。!~.,，?").replace(" ", "")
    if not (_HOW.search(line) or _IN_HAND.search(line)):
        return ()
    around = narrowing.read(line, scene.now, scene.community)
    if not around.worker or around.grid:
        return ()
    if _IN_HAND.fullmatch(around.line) and around.span is None:
        return (requests.ShowFigure(Measure.WAITING, worker=around.worker, listed=True),)
    if not _HOW.fullmatch(around.line):
        return ()
    first, last, label = (around.span.first, around.span.last, around.span.words) if around.span else (None, None, "")
    return tuple(requests.ShowFigure(one, first=first, last=last, label=label, worker=around.worker) for one in _WORK)
