"""Photos show how it was before and how it is after; whoever asks how far it is hears how many there are."""

from dataclasses import replace

import pytest

from bot.domain import requests
from bot.domain.messages import Media, MessageKind
from bot.domain.photos import Album
from bot.domain.requests import Slot
from bot.domain.tickets import Move, State
from intents import reader
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


@pytest.mark.parametrize(
    ("chat", "where"), [(STAFF, "我这里发不了照片，想看请找网格员给您看"), (RESIDENTS, "就在群里上面")]
)
async def test_the_reporter_hears_of_a_photo_of_afterwards_and_where_to_see_it(
    world: World, chat: str, where: str
) -> None:
    await world.reported()
    await world.shows(CHEN, DONE, chat=chat, text="1 办结 已换灯泡")
    assert f"办的人拍了1张办好后的照片，{where}。\n满意请" in world.posts(RESIDENTS)[-1].body


async def test_a_photo_of_an_earlier_time_is_not_told_as_of_this_one(world: World) -> None:
    await world.reported()
    await world.shows(CHEN, DONE, chat=STAFF, text="1 办结 已换灯泡")
    await world.says(WANG, requests.AnswerClosing(requests.Rating.DISSATISFIED, 1, "没修好"), chat=RESIDENTS)
    await world.moved(Move.RESOLVE)
    told = [one.body for one in world.posts(RESIDENTS) if "已办好" in one.body]
    assert ["照片" in one for one in told] == [True, False]


async def test_a_photo_before_the_words_is_kept_for_them(world: World) -> None:
    assert "照片收到了" in await world.shows(WANG, requests.AddToTicket(""), chat=RESIDENTS)
    await world.says(WANG, LIGHT, chat=RESIDENTS)
    assert await album(world) == Album(before=1)


async def test_a_photo_instead_of_an_answer_files_what_waits_with_it(world: World) -> None:
    await world.says(WANG, requests.Clarify(Slot.PLACE, replace(LIGHT, place=None)), chat=RESIDENTS)
    assert "#1 收到" in await world.shows(WANG, requests.AddToTicket(""), chat=RESIDENTS)
    assert await album(world) == Album(before=1)


@pytest.mark.parametrize("said", ["这个坏了", "看看这个"])
async def test_a_photo_beside_words_that_say_nothing_is_kept_too(world: World, said: str) -> None:
    picture = (Media(MessageKind.IMAGE, url="https://p/1"),)
    number = await world.arrive(world.message(WANG, RESIDENTS, said, kind=MessageKind.MIXED, media=picture))
    await replace(world.dispatcher, read=reader.read).handle(number)
    assert "照片收到了" in (await world.answer(number) or "")


async def test_a_voice_that_was_not_understood_is_no_photo(world: World) -> None:
    number = await world.arrive(world.message(WANG, text="", kind=MessageKind.VOICE))
    await world.dispatcher.handle(number)
    assert "没听清" in (await world.answer(number) or "")
