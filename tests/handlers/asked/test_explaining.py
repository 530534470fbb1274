"""One true sentence about the service itself."""

import pytest

from bot.domain import requests
from tests.builders import RESIDENTS, WANG, ZHOU, World


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("别告诉他们是我说的", "谁报的，我们不往外说"),
        ("积分能换什么", "还不能换东西"),
        ("我要退出", "删除我的信息"),
        ("居委会几点上班", "找书记"),
    ],
)
async def test_a_question_about_the_service_is_answered(world: World, said: str, told: str) -> None:
    assert told in await world.hears(WANG, said, RESIDENTS)


async def test_to_leave_the_service_cancels_no_lunch(world: World) -> None:
    await world.hears(ZHOU, "明天中午一份", RESIDENTS)
    await world.hears(ZHOU, "我要退出", RESIDENTS)
    assert "午餐1份" in await world.hears(ZHOU, "我的订餐", RESIDENTS)


@pytest.mark.parametrize(
    "topic",
    ["secrecy", "machine", "hello", "office", "privacy", "points_use", "points_earn", "points_when", "notices"],
)
async def test_every_topic_has_its_sentence(world: World, topic: str) -> None:
    assert await world.says(WANG, requests.Explain(topic))
