"""The door in: what is kept before a 200, who gets which answer, and what the same delivery again gets."""

import asyncio
import dataclasses
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.domain.cards import Button, Card, Press
from bot.domain.requests import Action, Intent, Reading
from tests.receiving import House, opened, until
from tests.wecom import callers
from tests.wecom.callers import NOW, Caller

MINUTE = timedelta(minutes=1)
CARD = Card("t-1", "#12 照明", buttons=(Button(Press.ACCEPT, "受理"),))


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with opened() as one:
        yield one


@pytest.fixture
async def hasty() -> AsyncIterator[House]:
    """A house that does not wait for its handlers at all."""
    async with opened(patience=0) as one:
        yield one


@pytest.fixture
async def busy() -> AsyncIterator[House]:
    """A house that is busy with a single message."""
    async with opened(busy=0) as one:
        one.dispatcher.gate.clear()
        yield one


@pytest.fixture(params=callers.ALL, ids=lambda one: one.name)
def caller(request: pytest.FixtureRequest) -> Caller:
    one: Caller = request.param
    return one


async def hung_up(house: House, caller: Caller) -> None:
    """A call is in hand, behind the shut gate, and its caller has given up waiting for the answer."""
    calling = asyncio.create_task(house.post(caller, *caller.call(caller.message())))
    await until(lambda: house.dispatcher.started == [1])
    calling.cancel()
    await asyncio.gather(calling, return_exceptions=True)
    await until(lambda: not house.connections)


class TestAccepting:
    async def test_a_message_is_kept_handled_and_answered(self, house: House, caller: Caller) -> None:
        status, body = await house.post(caller, *caller.call(caller.message("灯坏了", "m1")))
        assert (status, caller.read_reply(body)) == (200, "#1 已登记")
        (kept,) = house.inbox.accepted
        assert (kept.incoming.text, kept.incoming.msgid) == ("灯坏了", "m1")
        assert (kept.raw, kept.nonce, kept.fresh) == (caller.message("灯坏了", "m1"), "n1", True)
        assert (kept.received_at, kept.community, kept.listed) == (NOW, "c1", True)
        assert house.probed == ["verified", "accepted"]
        assert house.count(caller.name, "accepted") == 1

    async def test_silence_is_an_empty_200(self, house: House, caller: Caller) -> None:
        house.dispatcher.reply = ""
        assert await house.post(caller, *caller.call(caller.message())) == (200, "")

    async def test_silence_seen_at_a_glance_is_answered_at_once(self, house: House, caller: Caller) -> None:
        house.dispatcher.reading = Reading(Intent.OTHER, Action.SILENT, 0.0)
        assert await house.post(caller, *caller.call(caller.message())) == (200, "")
        assert [one.id for one in house.dispatcher.handed] == [1]
        assert house.dispatcher.started == []

    async def test_a_group_on_no_list_is_marked_so(self, house: House) -> None:
        message = callers.AIBOT.message().replace("G1", "G9")
        await house.post(callers.AIBOT, *callers.AIBOT.call(message))
        assert house.inbox.accepted[0].listed is False

    async def test_who_waits_too_long_gets_an_empty_200_and_the_reply_another_way(
        self, hasty: House, caller: Caller
    ) -> None:
        hasty.dispatcher.gate.clear()
        assert await hasty.post(caller, *caller.call(caller.message())) == (200, "")
        assert hasty.inbox.released == [1]
        hasty.dispatcher.gate.set()
        await hasty.receiver.drain(5)
        assert hasty.dispatcher.ended == [1]

    async def test_a_message_is_handed_over_unless_an_earlier_one_of_its_sender_is_in_hand(
        self, hasty: House, caller: Caller
    ) -> None:
        hasty.dispatcher.gate.clear()
        for n in ("1", "2"):
            await hasty.post(caller, *caller.call(caller.message(msgid=n), nonce=f"n{n}"))
        hasty.dispatcher.gate.set()
        await hasty.receiver.drain(5)
        await hasty.post(caller, *caller.call(caller.message(msgid="3"), nonce="n3"))
        assert hasty.dispatcher.started == [1, 2, 3]
        assert [one.id for one in hasty.dispatcher.handed] == [1, 3]

    async def test_a_busy_house_keeps_nobody_on_the_line_who_can_be_answered_later(self, busy: House) -> None:
        assert await busy.post(callers.AIBOT, *callers.AIBOT.call(callers.AIBOT.message())) == (200, "")
        assert busy.dispatcher.ended == []
        busy.dispatcher.gate.set()
        await busy.receiver.drain(5)
        assert busy.dispatcher.ended == [1]
        assert busy.inbox.claimed == set()

    @pytest.mark.parametrize("caller", [callers.APP, callers.OA], ids=lambda one: one.name)
    async def test_who_can_only_be_answered_now_is_waited_for_all_the_same(self, busy: House, caller: Caller) -> None:
        calling = asyncio.create_task(busy.post(caller, *caller.call(caller.message())))
        await until(lambda: busy.dispatcher.started == [1])
        busy.dispatcher.gate.set()
        status, body = await calling
        assert (status, caller.read_reply(body)) == (200, "#1 已登记")

    async def test_work_goes_on_when_the_caller_hangs_up(self, house: House, caller: Caller) -> None:
        house.dispatcher.gate.clear()
        await hung_up(house, caller)
        house.dispatcher.gate.set()
        await until(lambda: house.inbox.released == [1])
        assert house.dispatcher.ended == [1]
        assert (house.inbox.claimed, house.inbox.handed) == (set(), [])

    async def test_an_answer_taken_with_the_handling_goes_out_without_being_looked_for(
        self, house: House, caller: Caller
    ) -> None:
        house.dispatcher.takes = True
        status, body = await house.post(caller, *caller.call(caller.message()))
        assert (status, caller.read_reply(body)) == (200, "#1 已登记")
        assert (house.inbox.claimed, house.inbox.released) == ({1}, [])

    async def test_an_answer_taken_for_a_caller_who_hung_up_leaves_by_another_route(
        self, house: House, caller: Caller
    ) -> None:
        house.dispatcher.takes = True
        house.dispatcher.gate.clear()
        await hung_up(house, caller)
        house.dispatcher.gate.set()
        await until(lambda: house.inbox.released == [1])
        assert house.inbox.handed == [1]

    async def test_nothing_is_taken_for_a_caller_who_waited_too_long(self, hasty: House, caller: Caller) -> None:
        hasty.dispatcher.takes = True
        hasty.dispatcher.gate.clear()
        assert await hasty.post(caller, *caller.call(caller.message())) == (200, "")
        hasty.dispatcher.gate.set()
        await hasty.receiver.drain(5)
        assert (hasty.dispatcher.ended, hasty.inbox.claimed) == ([1], set())

    async def test_a_handler_that_fails_leaves_the_message_to_the_redrive(self, house: House, caller: Caller) -> None:
        house.dispatcher.fails = True
        assert await house.post(caller, *caller.call(caller.message())) == (200, "")
        assert len(house.inbox.accepted) == 1

    async def test_draining_does_not_wait_for_ever(self, hasty: House) -> None:
        hasty.dispatcher.gate.clear()
        await hasty.post(callers.AIBOT, *callers.AIBOT.call(callers.AIBOT.message()))
        await hasty.receiver.drain(0)
        hasty.dispatcher.gate.set()
        await asyncio.sleep(0)
        assert hasty.dispatcher.ended == []


class TestTheSameAgain:
    async def test_gets_the_same_answer_under_its_own_nonce(self, house: House, caller: Caller) -> None:
        await house.post(caller, *caller.call(caller.message()))
        house.clock.time = NOW + timedelta(days=1)
        again = caller.call(caller.message(), at=NOW + timedelta(days=1), nonce="n2")
        status, body = await house.post(caller, *again)
        assert (status, caller.read_reply(body, "n2")) == (200, "#1 已登记")
        assert house.dispatcher.started == [1]
        assert house.count(caller.name, "duplicate") == 1

    async def test_gets_it_even_when_it_is_old(self, house: House, caller: Caller) -> None:
        sent = caller.call(caller.message())
        await house.post(caller, *sent)
        house.clock.time = NOW + timedelta(days=1)
        status, body = await house.post(caller, *sent)
        assert (status, caller.read_reply(body)) == (200, "#1 已登记")

    async def test_gets_silence_again(self, house: House, caller: Caller) -> None:
        house.dispatcher.reply = ""
        await house.post(caller, *caller.call(caller.message()))
        assert await house.post(caller, *caller.call(caller.message(), nonce="n2")) == (200, "")
        assert house.dispatcher.started == [1]

    async def test_joins_the_waiting_while_the_first_is_in_work(self, house: House, caller: Caller) -> None:
        house.dispatcher.gate.clear()
        calls = [asyncio.create_task(house.post(caller, *caller.call(caller.message(), nonce=n))) for n in ("n1", "n2")]
        await until(lambda: len(house.probed) == 4)
        house.dispatcher.gate.set()
        answers = await asyncio.gather(*calls)
        assert [caller.read_reply(body, nonce) for (_, body), nonce in zip(answers, ("n1", "n2"), strict=True)] == [
            "#1 已登记",
            "#1 已登记",
        ]
        assert house.dispatcher.started == [1]
        assert house.inbox.released == []

    async def test_takes_up_work_that_a_dead_process_left(self, house: House, caller: Caller) -> None:
        house.dispatcher.gate.clear()
        first = asyncio.create_task(house.post(caller, *caller.call(caller.message())))
        await until(lambda: house.dispatcher.started == [1])
        await house.receiver.drain(0)
        await first
        house.dispatcher.gate.set()
        status, body = await house.post(caller, *caller.call(caller.message(), nonce="n2"))
        assert (status, caller.read_reply(body, "n2")) == (200, "#1 已登记")
        assert house.dispatcher.started == [1, 1]

    async def test_an_answer_that_nobody_took_is_claimed_by_the_retry(self, house: House, caller: Caller) -> None:
        await house.post(caller, *caller.call(caller.message()))
        house.inbox.claimed.clear()
        await house.post(caller, *caller.call(caller.message(), nonce="n2"))
        assert house.inbox.claimed == {1}

    async def test_gets_nothing_where_the_answer_has_left_by_another_route(self, house: House, caller: Caller) -> None:
        house.dispatcher.takes = True
        house.dispatcher.gate.clear()
        await hung_up(house, caller)
        house.dispatcher.gate.set()
        await until(lambda: house.inbox.released == [1])
        assert await house.post(caller, *caller.call(caller.message(), nonce="n2")) == (200, "")


class TestTheRobotsOwnCallbacks:
    async def post(self, house: House, plain: str, nonce: str, at: datetime = NOW) -> tuple[int, str]:
        return await house.post(callers.AIBOT, *callers.AIBOT.call(plain, nonce=nonce, at=at))

    async def begun(self, house: House) -> str:
        _, body = await self.post(house, callers.AIBOT.message(), "n1")
        encrypted = json.loads(body)["encrypt"]
        return str(json.loads(callers.decrypt(encrypted))["stream"]["id"])

    def refresh(self, stream_id: str, sender: str = "zhangsan") -> str:
        return json.dumps(
            {
                "msgid": "r1",
                "aibotid": "BOT",
                "chatid": "G1",
                "chattype": "group",
                "from": {"userid": sender},
                "msgtype": "stream",
                "stream": {"id": stream_id},
            }
        )

    def event(self, kind: str) -> str:
        return json.dumps(
            {"msgid": "e1", "from": {"userid": "zhangsan"}, "msgtype": "event", "event": {"eventtype": kind}}
        )

    async def test_a_refresh_gets_the_stored_answer_and_is_not_kept(self, house: House) -> None:
        stream_id = await self.begun(house)
        status, body = await self.post(house, self.refresh(stream_id), "n2")
        assert (status, callers.AIBOT.read_reply(body, "n2")) == (200, "#1 已登记")
        assert len(house.inbox.accepted) == 1

    async def test_a_refresh_by_somebody_else_gets_nothing(self, house: House) -> None:
        stream_id = await self.begun(house)
        assert await self.post(house, self.refresh(stream_id, "lisi"), "n2") == (200, "")

    async def test_a_stale_refresh_is_refused(self, house: House) -> None:
        stream_id = await self.begun(house)
        assert await self.post(house, self.refresh(stream_id), "n2", NOW - 6 * MINUTE) == (403, "")

    @pytest.mark.parametrize("kind", ["feedback_event", "template_card_event", "eclipse"])
    async def test_events_without_an_answer_are_handled_in_silence(self, house: House, kind: str) -> None:
        assert await self.post(house, self.event(kind), "n1") == (200, "")
        await house.receiver.drain(5)
        assert house.dispatcher.ended == [1]
        assert house.inbox.released == [1]
        assert await self.post(house, self.event(kind), "n2") == (200, "")

    def click(self) -> str:
        details = {"event_key": "accept", "task_id": "t-1"}
        event = {"eventtype": "template_card_event", "template_card_event": details}
        head = {"msgid": "e1", "chattype": "single", "from": {"userid": "zhangsan"}}
        return json.dumps(head | {"msgtype": "event", "event": event})

    async def test_a_click_changes_the_card_and_its_words_leave_by_another_route(self, house: House) -> None:
        house.inbox.cards[1] = CARD
        status, body = await self.post(house, self.click(), "n1")
        reply = json.loads(callers.decrypt(json.loads(body)["encrypt"]))
        assert (status, reply["response_type"]) == (200, "update_template_card")
        assert reply["template_card"]["task_id"] == "t-1"
        assert (house.inbox.claimed, house.inbox.released) == (set(), [1])

    async def test_the_same_click_again_gets_the_same_card_and_is_handled_once(self, house: House) -> None:
        house.inbox.cards[1] = CARD
        _, first = await self.post(house, self.click(), "n1")
        _, again = await self.post(house, self.click(), "n2")
        plain = [callers.decrypt(json.loads(body)["encrypt"]) for body in (first, again)]
        assert plain[0] == plain[1]
        assert house.dispatcher.started == [1]

    async def test_a_click_that_takes_too_long_gets_an_empty_200(self, hasty: House) -> None:
        hasty.dispatcher.gate.clear()
        assert await self.post(hasty, self.click(), "n1") == (200, "")
        assert hasty.inbox.released == [1]
        hasty.dispatcher.gate.set()

    async def test_a_card_goes_with_an_answer_that_is_claimed(self, house: House) -> None:
        house.inbox.cards[1] = CARD
        head = {"msgid": "m1", "chattype": "single", "from": {"userid": "zhangsan"}}
        plain = json.dumps(head | {"msgtype": "text", "text": {"content": "1 到哪了"}})
        _, body = await self.post(house, plain, "n1")
        reply = json.loads(callers.decrypt(json.loads(body)["encrypt"]))
        assert reply["msgtype"] == "stream_with_template_card"

    async def test_entering_the_chat_gets_a_welcome(self, house: House) -> None:
        house.dispatcher.reply = "您好"
        status, body = await self.post(house, self.event("enter_chat"), "n1")
        assert (status, callers.AIBOT.read_reply(body)) == (200, "您好")

    async def test_an_event_nobody_caused_leaves_nothing(self, house: House) -> None:
        plain = '{"msgid":"e","msgtype":"event","event":{"eventtype":"disconnected_event"}}'
        assert await self.post(house, plain, "n1") == (200, "")
        assert house.inbox.accepted == []


async def test_the_accounts_plain_mode_is_answered_in_the_clear(house: House) -> None:
    plain = dataclasses.replace(callers.OA, name="plain")
    body = plain.message("灯坏了").encode()
    status, reply = await house.post(plain, callers.plain_query(), body)
    assert status == 200
    assert "<Content><![CDATA[#1 已登记]]></Content>" in reply
    assert await house.post(plain, callers.plain_query(token="guess"), body) == (403, "")
    stale = callers.plain_query(at=NOW - 6 * MINUTE, nonce="n3")
    assert await house.post(plain, stale, plain.message("x", "2").encode()) == (403, "")


async def test_a_plain_callback_is_refused_where_the_account_has_a_key(house: House) -> None:
    assert await house.post(callers.OA, callers.plain_query(), callers.OA.message("灯坏了").encode()) == (403, "")
    assert house.inbox.accepted == []


async def test_every_callback_is_timed(house: House) -> None:
    await house.post(callers.AIBOT, *callers.AIBOT.call(callers.AIBOT.message()))
    await house.get(callers.AIBOT, "")
    assert house.gauges.registry.get_sample_value("lianxin_ack_seconds_count") == 2
