"""One interaction between a person and the bot: the callback, its faults, the stream until it ends, and what shows."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.sandbox import cards, plaintexts, replies
from bot.sandbox.caller import RETRIES, Attempt, Caller, Sleep
from bot.sandbox.channels import Channel
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.replies import Answer, Asked
from bot.sandbox.transcript import Line, Source
from bot.sandbox.world import World

AT_ONCE = 3  # interactions in flight per (user, bot) [DOC 100719]
STREAM_LIFE = timedelta(minutes=6)  # from the user's message [DOC 101031]
REFRESH_EVERY = 1.0  # seconds; the platform does not publish its own


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one message. `reply` is what the chat shows as the answer ("" for silence)."""

    line: Line
    delivered: bool
    attempts: tuple[Attempt, ...] = ()
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Callback:
    """Something to tell the bot. `compose` makes each plaintext anew; `head` is what stream refreshes repeat."""

    channel: Channel
    compose: Callable[[], str]
    judge: Callable[[str], Answer]
    head: Mapping[str, Any] = field(default_factory=dict)
    retries: int = RETRIES


@dataclass
class Exchange:
    """`sleep` paces stream refreshes."""

    world: World
    caller: Caller
    faults: Faults
    desk: cards.CardDesk
    sleep: Sleep = asyncio.sleep
    _in_flight: Counter[str] = field(default_factory=Counter)
    _held: list[Callable[[], Awaitable[Delivery]]] = field(default_factory=list)

    def full(self, channel: str, userid: str) -> bool:
        """Three interactions of this person with this bot are under way."""
        return self._in_flight[f"{channel}:{userid}"] >= AT_ONCE

    async def run(self, line: Line, callback: Callback) -> Delivery:
        """Returns when the answer is complete or the platform has given up; at once when a fault holds it back."""
        fault = self.faults.draw("callback")
        if fault is Fault.OUT_OF_ORDER:
            self._held.append(lambda: self._carry(line, callback, None))
            return Delivery(line, delivered=False)
        delivery = await self._carry(line, callback, fault)
        if fault is Fault.DUPLICATE:
            await self.caller.deliver(callback.channel, callback.compose, callback.judge, retries=0)
        await self.release()
        return delivery

    async def release(self) -> None:
        """Deliver what an out-of-order fault still holds back."""
        held, self._held[:] = list(self._held), []
        for late in held:
            await late()

    async def _carry(self, line: Line, callback: Callback, fault: Fault | None) -> Delivery:
        channel, talk = callback.channel, f"{callback.channel.name}:{line.author}"
        self._in_flight[talk] += 1
        try:
            attempts = await self.caller.deliver(
                channel, callback.compose, callback.judge, retries=callback.retries, fault=fault
            )
            answer = attempts[-1].answer
            if answer.stream_id and not answer.finished:
                answer = await self._refreshed(callback, answer)
        finally:
            self._in_flight[talk] -= 1
        if not attempts[-1].received:
            self._breach(f"{channel.name}: no 200 after {len(attempts)} tries, last {attempts[-1].status}")
        return Delivery(line, attempts[-1].received, attempts, self._show(line, answer))

    async def _refreshed(self, callback: Callback, answer: Answer) -> Answer:
        """Ask again until the stream is finished or its life is over."""
        ident, waited = answer.stream_id, 0.0
        plain = plaintexts.as_json(plaintexts.aibot_refresh(callback.head, ident))

        def judge(got: str) -> Answer:
            return replies.aibot(got, Asked.REFRESH, stream_id=ident)

        while not answer.finished:
            if waited >= STREAM_LIFE.total_seconds():
                self._breach("aibot: stream not finished after 6 minutes")
                break
            await self.sleep(REFRESH_EVERY)
            waited += REFRESH_EVERY
            (attempt,) = await self.caller.deliver(callback.channel, lambda: plain, judge, retries=0)
            answer = answer if attempt.answer.silent else attempt.answer
        return answer

    def _show(self, line: Line, answer: Answer) -> str:
        now, text = self.caller.clock.now(), answer.text
        if text:
            quote = line.text if line.chat in self.world.rooms else ""
            shown = self.world.shown(text)
            self.world.transcript.add(now, line.chat, "", shown, Source.REPLY, quote=quote, msgid=line.msgid)
        card = self._card(line.chat, answer)
        if card is not None:
            read = cards.words(card.fields, card.greyed)
            self.world.transcript.add(now, line.chat, "", read, Source.REPLY, msgid=line.msgid, card=card.view)
            return text or read
        return text

    def _card(self, chat: str, answer: Answer) -> cards.Shown | None:
        """The card that is seen because of the answer. In a group everybody would see it; we show it 1:1 only."""
        if answer.card is None:
            return None
        task_id = str(answer.card["task_id"])
        if answer.changes:
            return self.desk.change(chat, task_id, answer.card)
        try:
            self.desk.claim("aibot", task_id)
        except cards.BadCard as bad:
            self._breach(f"aibot: {bad}")
            return None
        return self.desk.show(chat, answer.card)

    def _breach(self, rule: str) -> None:
        self.world.transcript.violations.append(rule)
