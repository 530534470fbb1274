"""What every inbox promises."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.cards import Card
from bot.domain.delivery import BACKOFF, Outcome, Route, Verdict
from bot.domain.messages import Media, MessageKind
from bot.domain.requests import Action, OpenTicket
from bot.domain.tickets import Kind
from bot.ports import Accepted, Message, Question, Rejected
from tests.contracts.values import DAY, HOME, MINUTE, NOW, SECOND, delivery, incoming, post, put, reading

OPENED = reading(OpenTicket("路灯不亮了", Kind.HAZARD, "lighting"))


async def finish(database: Any, number: int, reply: str = "#1 收到") -> None:
    async with database.store.work() as work:
        message = await work.messages.take(number)
        await work.messages.finish(message, Action.ACT, OPENED, reply, NOW)


async def hand_over(database: Any, number: int) -> None:
    reply = post(route=Route.REPLY, target=str(number), body="#1 收到", not_before=NOW + MINUTE)
    async with database.store.work() as work:
        assert await work.outbox.hand_over(reply, NOW) is True


async def test_the_same_delivery_is_known_whatever_its_age_or_nonce(database: Any) -> None:
    first = await database.inbox.accept(delivery(nonce="a"))
    again = await database.inbox.accept(delivery(nonce="b", fresh=False, received_at=NOW + DAY))
    assert again == Accepted(first.id, known=True)
    assert first.known is False


async def test_a_retry_with_everything_volatile_changed_is_the_same(database: Any) -> None:
    photo = incoming(media=(Media(MessageKind.IMAGE, "https://a/1"),), response_url="https://r/1")
    retried = replace(photo, media=(Media(MessageKind.IMAGE, "https://a/2"),), response_url="https://r/2")
    first = await database.inbox.accept(delivery(photo, nonce="a"))
    assert await database.inbox.accept(delivery(retried, nonce="b")) == Accepted(first.id, known=True)
    assert len(await database.shelf.waiting(NOW, 10)) == 1


async def test_a_colliding_msgid_is_another_message(database: Any) -> None:
    first = await database.inbox.accept(delivery(incoming("路灯不亮了")))
    second = await database.inbox.accept(delivery(incoming("井盖松了")))
    assert second.known is False
    assert second.id != first.id


async def test_the_same_text_sent_twice_is_two_messages(database: Any) -> None:
    first = await database.inbox.accept(delivery(incoming(msgid="m1")))
    second = await database.inbox.accept(delivery(incoming(msgid="m2")))
    assert not second.known
    assert second.id != first.id


async def test_an_old_stranger_is_stale(database: Any) -> None:
    assert await database.inbox.accept(delivery(fresh=False)) == Rejected("stale")
    assert await database.inbox.pending(NOW, 10) == []


@pytest.mark.parametrize(("later", "answer"), [(599, Rejected("replay")), (601, None)])
async def test_a_nonce_seen_with_another_message_is_a_replay_for_ten_minutes(
    database: Any, later: int, answer: Rejected | None
) -> None:
    await database.inbox.accept(delivery(incoming(msgid="m1"), nonce="n"))
    other = delivery(incoming(msgid="m2"), nonce="n", received_at=NOW + later * SECOND)
    result = await database.inbox.accept(other)
    assert result == answer if answer else isinstance(result, Accepted)


async def test_a_channel_without_nonces_is_not_checked_for_replay(database: Any) -> None:
    for msgid in ("m1", "m2"):
        plain = replace(delivery(incoming(msgid=msgid)), nonce="")
        assert isinstance(await database.inbox.accept(plain), Accepted)


async def test_deliveries_waiting_together_are_told_apart(database: Any) -> None:
    batch = [delivery(incoming(f"第{n % 3}条", msgid=f"m{n % 3}")) for n in range(9)]
    answers = await asyncio.gather(*(database.inbox.accept(one) for one in batch))
    assert len({one.id for one in answers}) == 3
    assert sum(not one.known for one in answers) == 3


async def test_a_group_nobody_lists_leaves_no_words(database: Any) -> None:
    accepted = await database.inbox.accept(delivery(incoming("我家门牌501"), listed=False, community=""))
    assert accepted.done
    assert await database.inbox.answer(accepted.id) == ""
    assert await database.inbox.pending(NOW + DAY, 10) == []
    assert await database.unlisted() == [("group1", NOW)]
    known = await database.inbox.accept(delivery(incoming("我家门牌501"), listed=False, community=""))
    assert known == Accepted(accepted.id, known=True, done=True)


async def test_an_answer_is_kept_for_ever(database: Any) -> None:
    accepted = await database.inbox.accept(delivery())
    assert await database.inbox.answer(accepted.id) is None
    await finish(database, accepted.id)
    assert await database.inbox.answer(accepted.id) == "#1 收到"
    again = await database.inbox.accept(delivery(received_at=NOW + DAY, fresh=False))
    assert again == Accepted(accepted.id, known=True, done=True)


async def test_a_finished_message_cannot_be_taken_again(database: Any) -> None:
    accepted = await database.inbox.accept(delivery())
    await finish(database, accepted.id)
    async with database.store.work() as work:
        assert await work.messages.take(accepted.id) is None


async def test_a_new_message_comes_along_unless_a_question_stands_open_there(database: Any) -> None:
    asked = Question(HOME, "group1", "wang", "place", None, NOW, NOW + MINUTE)
    async with database.store.work() as work:
        await work.questions.ask(asked)
    answering = await database.inbox.accept(delivery(incoming(msgid="m1")))
    elsewhere = await database.inbox.accept(delivery(incoming(msgid="m2", chat="group2")))
    other = await database.inbox.accept(delivery(incoming(msgid="m3", sender="li")))
    assert answering.message is None
    assert elsewhere.message == Message(elsewhere.id, HOME, incoming(msgid="m2", chat="group2"), NOW)
    assert other.message is not None
    assert (await database.inbox.accept(delivery(incoming(msgid="m3", sender="li"), nonce="b"))).message is None


async def test_a_message_of_nowhere_does_not_come_along(database: Any) -> None:
    stranger = await database.inbox.accept(delivery(incoming(msgid="m1", chat=""), community=""))
    unlisted = await database.inbox.accept(delivery(incoming(msgid="m2", chat="group9"), listed=False))
    assert (stranger.message, unlisted.message) == (None, None)


async def test_silence_is_noted_for_many_with_the_next_commit_and_finishes_each(database: Any) -> None:
    kept = await asyncio.gather(*(database.inbox.accept(delivery(incoming(msgid=f"m{n}"))) for n in range(3)))
    for one in kept:
        database.inbox.hush(one.message, reading(action=Action.SILENT), NOW)
    later = await database.inbox.accept(delivery(incoming(msgid="later")))
    assert await database.inbox.pending(NOW, 10) == [later.id]
    assert [await database.inbox.answer(one.id) for one in kept] == ["", "", ""]


async def test_silence_does_not_undo_what_was_said_meanwhile(database: Any) -> None:
    accepted = await database.inbox.accept(delivery())
    await finish(database, accepted.id)
    database.inbox.hush(accepted.message, reading(action=Action.SILENT), NOW)
    await database.inbox.accept(delivery(incoming(msgid="later")))
    assert await database.inbox.answer(accepted.id) == "#1 收到"


async def test_what_is_taken_is_what_was_said(database: Any) -> None:
    said = incoming(media=(Media(MessageKind.IMAGE, "https://a/1"),), sent_at=NOW)
    accepted = await database.inbox.accept(delivery(said))
    async with database.store.work() as work:
        message = await work.messages.take(accepted.id)
    assert (message.incoming, message.community, message.received_at) == (said, HOME, NOW)


async def test_a_rolled_back_handling_leaves_the_message_to_the_next(database: Any) -> None:
    accepted = await database.inbox.accept(delivery())

    async def fail_at_the_end() -> None:
        async with database.store.work() as work:
            message = await work.messages.take(accepted.id)
            await work.messages.finish(message, Action.ACT, OPENED, "lost", NOW)
            raise KeyError

    with pytest.raises(KeyError):
        await fail_at_the_end()
    assert await database.inbox.pending(NOW, 10) == [accepted.id]


async def test_pending_are_the_oldest_first(database: Any) -> None:
    ids = []
    for n in range(3):
        message = delivery(incoming(msgid=f"m{n}"), received_at=NOW + n * MINUTE)
        ids.append((await database.inbox.accept(message)).id)
    assert await database.inbox.pending(NOW + MINUTE, 10) == ids[:2]
    assert await database.inbox.pending(NOW + DAY, 1) == ids[:1]


async def test_after_five_failures_a_message_is_set_aside(database: Any) -> None:
    accepted = await database.inbox.accept(delivery())
    for _ in range(4):
        await database.inbox.failed(accepted.id, "KeyError", NOW)
    assert await database.inbox.pending(NOW + DAY, 10) == [accepted.id]
    await database.inbox.failed(accepted.id, "KeyError", NOW)
    assert await database.inbox.pending(NOW + DAY, 10) == []


async def test_after_each_failure_a_message_waits_longer_and_the_others_do_not(database: Any) -> None:
    failing = await database.inbox.accept(delivery(incoming(msgid="m1")))
    sound = await database.inbox.accept(delivery(incoming(msgid="m2")))
    for wait in BACKOFF[:4]:
        await database.inbox.failed(failing.id, "KeyError", NOW)
        assert await database.inbox.pending(NOW + wait - SECOND, 10) == [sound.id]
        assert await database.inbox.pending(NOW + wait, 10) == [failing.id, sound.id]


async def test_a_reply_is_taken_once(database: Any) -> None:
    await put(database, post(route=Route.REPLY, target="7", body="#1 收到"))
    assert await database.inbox.claim_answer(7, NOW) == "#1 收到"
    assert await database.inbox.claim_answer(7, NOW) is None
    assert await database.queue.due_keys(NOW) == []


async def test_a_reply_handed_over_is_taken_with_its_transaction(database: Any) -> None:
    reply = post(route=Route.REPLY, target="7")
    async with database.store.work() as work:
        assert await work.outbox.hand_over(reply, NOW) is True
        assert await work.outbox.hand_over(reply, NOW) is False
    assert await database.inbox.claim_answer(7, NOW) is None
    assert await database.queue.due_keys(NOW) == []


async def test_a_reply_handed_over_in_vain_leaves_by_another_route_at_once(database: Any) -> None:
    await hand_over(database, 7)
    await database.inbox.release_answer(7, NOW + SECOND, handed=True)
    await database.inbox.release_answer(7, NOW + SECOND, handed=True)
    assert await database.queue.due_keys(NOW + SECOND) == [("reply", "7")]


async def test_a_reply_given_back_may_still_be_claimed_by_the_retry_which_keeps_it(database: Any) -> None:
    await hand_over(database, 7)
    await database.inbox.release_answer(7, NOW, handed=True)
    assert await database.inbox.claim_answer(7, NOW, again=True) == "#1 收到"
    await database.inbox.release_answer(7, NOW, handed=True)
    assert await database.queue.due_keys(NOW) == []


async def test_a_reply_that_a_retry_has_claimed_is_not_given_back_by_the_callback_before_it(database: Any) -> None:
    await hand_over(database, 7)
    assert await database.inbox.claim_answer(7, NOW, again=True) == "#1 收到"
    await database.inbox.release_answer(7, NOW, handed=True)
    assert await database.queue.due_keys(NOW) == []
    assert await database.inbox.claim_answer(7, NOW, again=True) == "#1 收到"


async def test_whoever_waited_in_vain_leaves_the_reply_to_the_callback_that_has_claimed_it(database: Any) -> None:
    await put(database, post(route=Route.REPLY, target="7"))
    await database.inbox.claim_answer(7, NOW, again=True)
    await database.inbox.release_answer(7, NOW)
    assert await database.queue.due_keys(NOW) == []


async def test_a_reply_that_delivery_took_is_gone_for_every_callback(database: Any) -> None:
    await put(database, post(route=Route.REPLY, target="7"))
    (claimed,) = await database.queue.claim("reply", "7", NOW, limit=1, span=MINUTE)
    assert await database.inbox.claim_answer(7, NOW) is None
    assert await database.inbox.claim_answer(7, NOW, again=True) is None
    await database.queue.record(claimed, Outcome(Verdict.SENT), NOW, retry_at=None)
    assert await database.inbox.claim_answer(7, NOW, again=True) is None
    await database.inbox.release_answer(7, NOW, handed=True)
    assert await database.queue.due_keys(NOW) == []


async def test_a_reply_nobody_waits_for_loses_its_head_start(database: Any) -> None:
    await put(database, post(route=Route.REPLY, target="7", not_before=NOW + MINUTE))
    assert await database.queue.due_keys(NOW) == []
    await database.inbox.release_answer(7, NOW)
    assert await database.queue.due_keys(NOW) == [("reply", "7")]


async def test_a_card_goes_with_its_answer_whoever_claims_that(database: Any) -> None:
    drawn = Card("t-1", "#1 照明")
    await put(database, post(route=Route.REPLY, target="7", card=drawn), post("c2", route=Route.REPLY, target="8"))
    assert await database.inbox.card(7) == drawn
    await database.inbox.claim_answer(7, NOW)
    assert await database.inbox.card(7) == drawn
    assert await database.inbox.card(8) is None
    assert await database.inbox.card(9) is None
