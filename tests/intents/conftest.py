"""A small community, a fixed Monday morning, and a way to read a line in them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from typing import Any

import pytest

from bot.domain import requests, roster
from bot.domain.urgency import Urgency
from intents import forms, normalise, reader
from intents.scene import Scene

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=timezone(timedelta(hours=8)))


def _community() -> roster.Community:
    return roster.Community(
        code="test",
        name="测试社区",
        timezone="Asia/Shanghai",
        grids=(
            roster.Grid("g1", "第一网格", ("1", "2", "3", "4")),
            roster.Grid("g2", "第二网格", ("5", "6")),
        ),
        groups=(),
        people=(
            roster.Person("wang", "王芳", building="3", unit="2", room="501"),
            roster.Person("chen", "陈静", roles=frozenset({roster.Role.WORKER}), grid="g1"),
        ),
        tickets=roster.TicketRules({Urgency.RED: 5}, {Urgency.RED: 4}),
        points=roster.PointRules({}),
        services=(
            roster.MealService("lunch", time(12), time(10)),
            roster.MealService("dinner", time(17, 30), time(15, 30)),
        ),
        directory=(roster.DirectoryEntry("老年证", ("老年证", "老年优待证"), "带身份证到一楼窗口。"),),
    )


@pytest.fixture(scope="session")
def community() -> roster.Community:
    return _community()


@pytest.fixture
def now() -> datetime:
    return NOW


Read = Callable[..., requests.Reading]


@pytest.fixture
def scene(community: roster.Community) -> Scene:
    return Scene(now=NOW, community=community, person=None, in_group=True, addressed=True, bot_name="连心")


@pytest.fixture
def read(community: roster.Community) -> Read:
    def _read(text: str, who: str = "", **given: Any) -> requests.Reading:
        around: dict[str, Any] = {"in_group": True, "addressed": True, "bot_name": "连心", **given}
        return reader.read(text, Scene(now=NOW, community=community, person=community.person(who), **around))

    return _read


Said = Callable[..., requests.Request | None]


@pytest.fixture
def said(scene: Scene) -> Said:
    """What the whole of a line is, said by one of the staff or by a resident; None for no form at all."""

    def _said(text: str, quote: str = "", *, staff: bool = True) -> requests.Request | None:
        role = roster.Role.WORKER if staff else roster.Role.RESIDENT
        speaker = roster.Person("someone", "方言", frozenset({role}))
        found = forms.read(normalise.normalise(text), replace(scene, person=speaker, quote=quote))
        return found[0] if found else None

    return _said
