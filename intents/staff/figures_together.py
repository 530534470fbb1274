"""今天收了几件，办了几件: several figures asked for in one line, each of the span and grid that the first one names."""

from dataclasses import replace

from bot.domain import requests
from intents.normalise import Normal
from intents.scene import Scene
from intents.staff import questions

_MOST = 4


def read(normal: Normal, scene: Scene) -> tuple[requests.ShowFigure, ...]:
    """One for each part of the line; () where any part asks for anything else."""
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
