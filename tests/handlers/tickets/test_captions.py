"""What stands under a photo is kept with it."""

from tests.builders import RESIDENTS, STAFF, WANG, World


async def test_a_caption_waits_for_the_place(world: World) -> None:
    assert (await world.pictures(WANG, "电梯门口这滩水", RESIDENTS)).startswith("照片收到了")
    assert "#1 收到：3栋2单元" in await world.hears(WANG, "3栋2单元", RESIDENTS)
    assert world.ticket().text == "电梯门口这滩水"


async def test_a_caption_is_told_with_the_photo_of_what_is_open(world: World) -> None:
    await world.hears(WANG, "3栋门口有个坑", RESIDENTS)
    await world.pictures(WANG, "还有这边", RESIDENTS)
    assert "还有这边" in world.posts(STAFF)[-1].body


async def test_words_that_only_point_are_no_matter(world: World) -> None:
    await world.pictures(WANG, "你们看看", RESIDENTS)
    assert "#1 收到：3栋门口 照明" in await world.hears(WANG, "3栋门口灯坏了", RESIDENTS)
    assert world.ticket().text == "3栋门口灯坏了"


async def test_a_thing_under_a_photo_and_what_is_wrong_with_it_are_one_report(world: World) -> None:
    await world.pictures(WANG, "这棵树", RESIDENTS)
    await world.hears(WANG, "要倒了", RESIDENTS)
    assert world.ticket().text == "这棵树；要倒了"
    assert world.ticket().category == "greenery"
