"""Photos show how it was before and how it is after; whoever asks how far it is hears how many there are."""

from bot.domain import requests
from bot.domain.photos import Album
from bot.domain.tickets import Move, State
from tests.builders import CHEN, LI, LIGHT, LIU, OTHER_LIGHT, RESIDENTS, STAFF, WANG, World

DONE = requests.MoveTicket(Move.RESOLVE, 1, "已换灯泡")


async def album(world: World, number: int = 1) -> Album:
    async with world.store.work() as work:
        return await work.photos.album(world.place.code, number)


async def test_a_photo_with_the_report_is_of_before_and_the_call_says_so(world: World) -> None:
    await world.shows(WANG, LIGHT, chat=RESIDENTS, text="3栋2单元的路灯又不亮了")
    assert await album(world) == Album(before=1)
    assert "附照片：处理前1张" in world.posts(STAFF)[-1].body


async def test_a_photo_with_the_words_that_it_is_done_is_of_afterwards(world: World) -> None:
    await world.reported()
    await world.shows(CHEN, DONE, chat=STAFF, text="1 办结 已换灯泡")
    assert (world.state(), await album(world)) == (State.CONFIRMING, Album(after=1))


async def test_a_photo_that_staff_send_from_the_site_before_it_is_done_is_of_before(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.shows(CHEN, requests.MoveTicket(Move.START, 1), chat=STAFF, text="1 到现场")
    assert (world.state(), await album(world)) == (State.WORKING, Album(before=1))


async def test_a_photo_alone_of_staff_who_have_said_that_it_is_done_is_of_afterwards(world: World) -> None:
    await world.reported()
    await world.moved(Move.RESOLVE)
    assert (await world.shows(CHEN, chat=STAFF)).startswith("#1 记下了。照片：处理后1张。")
    assert await album(world) == Album(after=1)


async def test_with_the_same_words_once_more_too(world: World) -> None:
    await world.reported()
    await world.moved(Move.RESOLVE)
    await world.shows(CHEN, DONE, chat=STAFF, text="1 办结 已换灯泡")
    assert await album(world) == Album(after=1)


async def test_one_question_when_staff_have_two_that_it_may_be_of(world: World) -> None:
    for report in (LIGHT, OTHER_LIGHT):
        await world.reported(report)
    for number in (1, 2):
        await world.moved(Move.RESOLVE, number=number)
    said = await world.shows(CHEN, chat=STAFF)
    assert said.startswith("是哪一件？")
    assert await world.says(CHEN, requests.AddToTicket("", 2), chat=STAFF)
    assert (await album(world, 1), await album(world, 2)) == (Album(), Album(after=1))


async def test_what_the_reporter_sends_then_shows_what_is_still_wrong(world: World) -> None:
    await world.reported()
    await world.moved(Move.RESOLVE)
    await world.shows(WANG, chat=RESIDENTS)
    assert await album(world) == Album(before=1)


async def test_how_far_it_is_tells_how_many_there_are(world: World) -> None:
    await world.shows(WANG, LIGHT, chat=RESIDENTS, text="3栋2单元的路灯又不亮了")
    await world.shows(CHEN, DONE, chat=STAFF, text="1 办结 已换灯泡")
    for person in (WANG, CHEN):
        assert "结果：已换灯泡。照片：处理前1张、处理后1张。" in await world.says(person, requests.ShowTicket(1))
    assert "照片" not in await world.says(LI, requests.ShowTicket(1))


async def test_whoever_gets_it_later_hears_of_the_photos_there_are(world: World) -> None:
    await world.shows(WANG, LIGHT, chat=RESIDENTS, text="3栋2单元的路灯又不亮了")
    await world.says(CHEN, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"), chat=STAFF)
    call = world.posts(STAFF)[-1]
    assert call.mentions == (LIU,)
    assert "附照片：处理前1张" in call.body
