"""Questions without an answer are listed to the secretary, without anybody in them."""

from datetime import timedelta

from bot.domain import requests
from tests.builders import RESIDENTS, SECRETARY, WANG, World

PAPERS = requests.Guide("户口本丢了去哪里补办？")


async def account(world: World) -> str:
    await world.passes(timedelta(days=1))
    return await world.says(SECRETARY, requests.ShowDailyAccount())


async def test_what_was_asked_in_vain_is_counted_and_listed_the_next_morning() -> None:
    world = World()
    await world.says(WANG, PAPERS, chat=RESIDENTS)
    await world.says(WANG, requests.Guide("居住证几天能办好"), chat=RESIDENTS)
    said = await account(world)
    assert "有2个问题没答上：“户口本丢了去哪里补办？”；“居住证几天能办好”" in said


async def test_a_day_without_open_questions_says_nothing_of_them() -> None:
    world = World()
    await world.says(WANG, requests.Guide(), chat=RESIDENTS)
    assert "没答上" not in await account(world)


async def test_numbers_are_masked_and_persons_and_doors_only_counted() -> None:
    world = World()
    await world.says(WANG, requests.Guide("13812345678 是谁的电话"), chat=RESIDENTS)
    await world.says(WANG, requests.Guide("王阿姨住哪里"), chat=RESIDENTS)
    await world.says(WANG, requests.Guide("3栋501住的是谁"), chat=RESIDENTS)
    said = await account(world)
    assert "有3个问题没答上" in said
    assert "13812345678" not in said
    assert "王阿姨" not in said
    assert "501" not in said


async def test_the_questions_of_another_day_are_not_in_it() -> None:
    world = World()
    await world.says(WANG, PAPERS, chat=RESIDENTS)
    await world.passes(timedelta(days=1))
    assert "没答上" not in await account(world)


async def test_many_questions_are_counted_and_some_are_named() -> None:
    world = World()
    for number in range(12):
        await world.says(WANG, requests.Guide(f"问题{number}怎么办"), chat=RESIDENTS)
    said = await account(world)
    assert "有12个问题没答上" in said
    assert "问题9" in said
    assert "问题10" not in said
