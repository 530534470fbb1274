"""One message or tick, one transaction, one reply."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot import ports
from bot.domain import delivery, errors, requests
from bot.domain.delivery import Priority, Route
from bot.domain.messages import Event, Media, MessageKind
from bot.domain.reminders import Reminder
from bot.domain.requests import Action, Rating, Reading
from bot.domain.tickets import Move, State
from bot.handlers import HANDLERS
from bot.ports import Message
from intents.scene import Scene
from tests.builders import (
    CHEN,
    LI,
    LIGHT,
    NINE,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    World,
    acted,
    changed,
    example,
)

PRIVACY = "（幸福里社区用您说的话来办事"


def two_communities() -> World:
    other = changed(example(), code="other", name="别处", groups=(), people=())
    return World(others=(other,))


async def test_the_whole_conversation_from_a_line_to_the_reward(world: World) -> None:
    assert (await world.reported()).startswith("#1 收到")
    assert world.posts()[-1].mentions == (CHEN,)
    await world.says(CHEN, requests.MoveTicket(Move.ACCEPT, 1), chat=STAFF)
    await world.says(CHEN, requests.MoveTicket(Move.RESOLVE, 1, "已换灯泡"), chat=STAFF)
    await world.says(WANG, requests.AnswerClosing(Rating.SATISFIED), chat=RESIDENTS)
    told = [one.body.splitlines()[0] for one in world.posts(RESIDENTS)]
    assert told == [
        "#1 3栋2单元 照明：已有人接手，正在安排。",
        "#1 3栋2单元 照明：已办好——已换灯泡。",
        "#1 🧧 积分红包 5分：#1 的报告人报告隐患（3栋2单元 照明），已核实办结。积分不是现金。",
    ]
    assert [step.target for step in world.history()] == [
        State.ASSIGNED,
        State.ACCEPTED,
        State.CONFIRMING,
        State.CLOSED,
    ]


async def test_whoever_was_overtaken_by_another_process_is_handled_again_at_once(world: World) -> None:
    before: list[Exception] = [errors.Overtaken()]

    def read(text: str, scene: Scene) -> Reading:
        if before:
            raise before.pop()
        return acted(LIGHT)

    number = await world.arrive(world.message(WANG, RESIDENTS))
    await replace(world.dispatcher, read=read).handle(number)
    assert (await world.answer(number) or "").startswith("#1 收到")
    before.extend([errors.Overtaken(), errors.Overtaken()])
    late = await world.arrive(world.message(LI, RESIDENTS))
    await replace(world.dispatcher, read=read).handle(late)
    assert await world.answer(late) is None
    assert await world.store.inbox.pending(world.clock.now(), 9) == [late]


async def test_a_reminder_that_was_overtaken_by_another_process_falls_once_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.reported()
    [reminder] = [one for one in world.waiting() if (one.step, one.level) == ("accept", 0)]
    world.clock.set(reminder.due_at)
    real, before = world.store.work, [errors.Overtaken()]

    @asynccontextmanager
    async def work() -> AsyncIterator[ports.Work]:
        async with real() as one:
            yield one
            if before:
                raise before.pop()

    monkeypatch.setattr(world.store, "work", work)
    assert await world.dispatcher.run(requests.Fall(reminder), world.place.code)
    assert len([one for one in world.posts() if "还没有人接单" in one.body]) == 1
    before.extend([errors.Overtaken(), errors.Overtaken()])
    [later] = [one for one in world.waiting() if (one.step, one.level) == ("accept", 1)]
    with pytest.raises(errors.Overtaken):
        await world.dispatcher.run(requests.Fall(later), world.place.code)
    assert later in world.waiting()


async def test_a_store_that_is_away_is_logged_with_its_cause_and_counts_as_no_failure(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    @asynccontextmanager
    async def work() -> AsyncIterator[ports.Work]:
        raise errors.StoreUnavailable from ConnectionResetError()
        yield

    number = await world.arrive(world.message(WANG, RESIDENTS))
    with monkeypatch.context() as away, capture_logs() as lines:
        away.setattr(world.store, "work", work)
        await world.dispatcher.handle(number)
    assert [(one["outcome"], one["error"]) for one in lines] == [("store_unavailable", "ConnectionResetError")]
    assert world.store.state.messages[number].attempts == 0


async def test_several_requests_in_one_message_get_one_reply(world: World) -> None:
    said = await world.says(WANG, LIGHT, requests.OrderMeal("…", "lunch", quantity=2), chat=RESIDENTS)
    assert said.splitlines()[0].startswith("#1 收到")
    assert said.splitlines()[1].startswith("订好了：")
    (reply,) = world.store.posts(Route.REPLY)
    assert reply.body == said


async def test_the_reply_may_leave_by_the_callback_first_and_by_another_route_later(world: World) -> None:
    number = await world.arrive(world.message(WANG, RESIDENTS, response_url="https://example.invalid/r"))
    world.understood = acted(LIGHT)
    await world.dispatcher.handle(number)
    (reply,) = world.store.posts(Route.REPLY)
    assert (reply.target, reply.priority, reply.fallback) == (str(number), Priority.ANSWER, (WANG,))
    assert reply.not_before > NINE
    assert reply.expires_at is not None
    assert reply.response_url == "https://example.invalid/r"


async def test_a_message_is_handled_once_however_often_it_is_handed_over(world: World) -> None:
    world.understood = acted(LIGHT)
    number = await world.arrive(world.message(WANG, RESIDENTS))
    for _ in range(3):
        await world.dispatcher.handle(number)
    assert len(world.store.state.tickets) == 1
    assert len(world.store.posts(Route.REPLY)) == 1


async def test_a_message_that_does_not_exist_is_nothing(world: World) -> None:
    await world.dispatcher.handle(99)
    assert world.store.posts() == []


async def test_silence_is_finished_without_an_answer(world: World) -> None:
    assert await world.says(WANG, chat=RESIDENTS) == ""
    assert world.store.posts() == []
    (row,) = world.store.state.messages.values()
    assert (row.status, row.outcome) == ("done", Action.SILENT)


async def test_a_failure_undoes_everything_and_leaves_the_others_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    world.understood = acted(LIGHT, requests.ShowHelp())
    monkeypatch.setitem(HANDLERS, requests.ShowHelp, broken)
    number = await world.arrive(world.message(WANG, RESIDENTS))
    await world.dispatcher.handle(number)
    assert (world.store.state.tickets, world.store.state.transfers, world.store.posts()) == ({}, {}, [])
    row = world.store.state.messages[number]
    assert (row.status, row.attempts) == ("pending", 1)
    assert (await world.reported(person=LI)).startswith("#1 ")


async def test_a_failure_while_reading_is_counted_too(world: World) -> None:
    world.failure = ValueError("unreadable")
    number = await world.arrive(world.message(WANG, RESIDENTS))
    await world.dispatcher.handle(number)
    assert world.store.state.messages[number].attempts == 1
    world.failure, world.understood = None, acted(LIGHT)
    await world.dispatcher.handle(number)
    assert world.state() is State.ASSIGNED


async def test_a_tick_that_fails_undoes_everything_and_is_told_to_its_caller(world: World) -> None:
    lost = delivery.Post("xingfuli", "c", Route.ROBOT, STAFF, "…", Priority.RED, NINE, fallback=(CHEN,))
    stray = Reminder("xingfuli", 0, "unheard of", 0, "", NINE)
    async with world.store.work() as work:
        await work.reminders.plan([stray])
    with pytest.raises(ValueError, match="unheard of"):
        await world.dispatcher.run(requests.Fall(stray), "xingfuli")
    assert (world.store.posts(), [one.sent_at for one in world.store.state.reminders.values()]) == ([], [None])
    assert await world.dispatcher.run(requests.Undelivered(lost, delivery.Verdict.FINAL), "gone") is False


async def test_the_sender_is_woken_only_when_there_is_something_to_send(world: World) -> None:
    await world.says(WANG, chat=RESIDENTS)
    await world.says(WANG, requests.ShowHelp(), chat=RESIDENTS)
    assert world.rung == 0
    await world.reported()
    assert world.rung == 1
    world.failure = ValueError()
    await world.says(WANG, LIGHT, chat=RESIDENTS)
    assert world.rung == 1


async def test_only_silence_is_known_to_need_no_answer(world: World) -> None:
    number = await world.arrive(world.message(WANG, RESIDENTS))
    assert await world.dispatcher.handle(number) == ""
    assert await world.dispatcher.handle(number) is None
    world.understood = acted(LIGHT)
    assert await world.dispatcher.handle(await world.arrive(world.message(WANG, RESIDENTS))) is None


async def handed_over(world: World) -> tuple[int, Message]:
    """A message as it comes out of the inbox."""
    said = world.message(WANG, RESIDENTS)
    number = await world.arrive(said)
    return number, Message(number, world.place.code, said, world.clock.now())


async def test_a_message_handed_over_is_silent_without_a_transaction_of_its_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, message = await handed_over(world)
    with monkeypatch.context() as closed:
        closed.setattr(world.store, "work", None)
        assert world.dispatcher.glance(message) is not None
    assert await world.answer(number) == ""
    assert world.store.state.messages[number].outcome is Action.SILENT


async def test_a_message_handed_over_is_carried_out_once(world: World) -> None:
    world.understood = acted(LIGHT)
    number, message = await handed_over(world)
    reading = world.dispatcher.glance(message)
    assert await world.dispatcher.handle(number, reading) is None
    assert await world.dispatcher.handle(number, reading) is None
    assert len(world.store.state.tickets) == 1
    assert (await world.answer(number) or "").startswith("#1 收到")


async def test_an_answer_somebody_waits_for_is_taken_in_the_same_transaction(world: World) -> None:
    world.understood = acted(LIGHT)
    number = await world.arrive(world.message(WANG, RESIDENTS))
    answer = await world.dispatcher.handle(number, awaited=lambda: True)
    assert (answer or "").startswith("#1 收到")
    assert await world.store.inbox.claim_answer(number, world.clock.now()) is None
    assert ("reply", str(number)) not in await world.store.queue.due_keys(world.clock.now() + timedelta(minutes=1))


async def test_an_answer_whose_callback_leaves_before_the_commit_goes_another_way(world: World) -> None:
    world.understood = acted(LIGHT)
    number = await world.arrive(world.message(WANG, RESIDENTS))
    waits = iter([True, False])
    assert await world.dispatcher.handle(number, awaited=lambda: next(waits)) is None
    assert ("reply", str(number)) in await world.store.queue.due_keys(world.clock.now())


async def test_silence_is_finished_at_a_glance(world: World) -> None:
    number, message = await handed_over(world)
    reading = world.dispatcher.glance(message)
    assert reading is not None
    assert reading.requests == ()
    assert world.store.state.messages[number].outcome is Action.SILENT


async def test_what_was_read_at_a_glance_is_carried_out_without_reading_it_again(world: World) -> None:
    world.understood = acted(LIGHT)
    number, message = await handed_over(world)
    reading = world.dispatcher.glance(message)
    assert world.store.state.messages[number].status == "pending"
    assert await world.dispatcher.handle(number, reading=reading) is None
    assert (await world.answer(number) or "").startswith("#1 收到")
    assert len(world.scenes) == 1


async def test_what_cannot_be_read_at_a_glance_is_met_again_and_counted_by_the_handling(world: World) -> None:
    world.failure = ValueError()
    number, message = await handed_over(world)
    assert world.dispatcher.glance(message) is None
    assert await world.dispatcher.handle(number) is None
    assert world.store.state.messages[number].attempts == 1


async def test_a_message_handed_over_that_cannot_be_read_is_left_to_the_re_drive(world: World) -> None:
    world.failure = ValueError()
    number, message = await handed_over(world)
    assert await world.dispatcher.handle(number, world.dispatcher.glance(message)) is None
    assert await world.store.inbox.pending(world.clock.now() + delivery.BACKOFF[0], 9) == [number]


# Whose community --------------------------------------------------------------------------------


async def test_an_unlisted_group_is_left_alone(world: World) -> None:
    world.understood = acted(LIGHT)
    number = await world.arrive(world.message(WANG, "somewhere else"))
    await world.dispatcher.handle(number)
    assert (world.store.state.tickets, world.store.posts()) == ({}, [])
    assert world.store.state.messages[number].status == "done"
    assert world.scenes == []


async def test_a_stranger_in_a_private_chat_is_asked_one_question_when_there_are_several_communities() -> None:
    world = two_communities()
    said = await world.says("stranger", LIGHT)
    assert said == "请先在您小区的群里@我说一句，我就知道您是哪个社区的了。"
    assert world.store.state.tickets == {}


async def test_a_stranger_belongs_to_the_community_of_the_last_group_they_spoke_in() -> None:
    world = two_communities()
    await world.says("stranger", requests.ShowHelp(), chat=RESIDENTS)
    assert (await world.says("stranger", LIGHT)).startswith("#1 ")
    assert world.ticket().community == "xingfuli"


async def test_a_strangers_event_is_finished_in_silence() -> None:
    world = two_communities()
    number = await world.arrive(world.message("stranger", kind=MessageKind.EVENT, event=Event("enter_chat")))
    await world.dispatcher.handle(number)
    assert (await world.answer(number), world.store.posts()) == ("", [])


# What is no text --------------------------------------------------------------------------------


async def test_the_privacy_line_is_said_once_under_the_first_answer(world: World) -> None:
    assert await world.says(WANG, chat=RESIDENTS) == ""
    first = await world.says(WANG, requests.ShowHelp(), chat=RESIDENTS)
    assert first.splitlines()[-1].startswith(PRIVACY)
    assert PRIVACY not in await world.says(WANG, requests.ShowHelp(), chat=RESIDENTS)
    assert PRIVACY in await world.says(LI, requests.ShowHelp(), chat=RESIDENTS)


@pytest.mark.parametrize("event", ["enter_chat", "enter_agent", "subscribe"])
async def test_opening_the_chat_is_welcomed(world: World, event: str) -> None:
    number = await world.arrive(world.message(WANG, text="", kind=MessageKind.EVENT, event=Event(event)))
    await world.dispatcher.handle(number)
    assert "我是连心" in (await world.answer(number) or "")


@pytest.mark.parametrize("event", [Event("feedback_event"), Event("something new"), None])
async def test_any_other_event_is_silence(world: World, event: Event | None) -> None:
    number = await world.arrive(world.message(WANG, text="", kind=MessageKind.EVENT, event=event))
    await world.dispatcher.handle(number)
    assert (await world.answer(number), world.scenes) == ("", [])


async def test_a_photo_alone_belongs_to_what_its_sender_reported_last(world: World) -> None:
    await world.reported()
    photo = world.message(WANG, RESIDENTS, "", kind=MessageKind.IMAGE, media=(Media(MessageKind.IMAGE, "u"),))
    number = await world.arrive(photo)
    await world.dispatcher.handle(number)
    assert await world.answer(number) == "#1 补充的已经加上了。照片：处理前1张。"
    assert [one.ticket for one in world.store.state.media.values()] == [1]
    assert "附照片：处理前1张" in world.posts(STAFF)[-1].body


async def test_an_empty_message_is_silence(world: World) -> None:
    number = await world.arrive(world.message(WANG, RESIDENTS, " \n"))
    await world.dispatcher.handle(number)
    assert (await world.answer(number), world.scenes) == ("", [])


async def test_what_is_read_is_read_in_its_scene(world: World) -> None:
    quoted = replace(world.message(CHEN, STAFF, "收到"), quote=None)
    await world.dispatcher.handle(await world.arrive(quoted))
    scene = world.scenes[-1]
    assert (scene.now, scene.in_group, scene.quote, scene.bot_name) == (NINE, True, "", "连心")
    assert scene.person is not None
    assert scene.person.userid == CHEN
    assert scene.community is world.place


async def test_the_time_of_a_reply_is_the_communitys_own(world: World) -> None:
    abroad = changed(example(), timezone="Asia/Urumqi")
    world = World(abroad)
    await world.says(SECRETARY, requests.ShowStatistics())
    assert world.scenes[-1].now == NINE
    assert world.scenes[-1].now.utcoffset() != NINE.utcoffset()
