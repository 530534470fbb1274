"""The middle of the way: one message or tick, one transaction, one reply."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

import structlog

from bot import faults, ports
from bot.domain import delivery, errors, requests, roster, workday
from bot.domain.communities import Communities
from bot.domain.messages import Incoming, MessageKind
from bot.domain.requests import Action, Intent, Reading
from bot.handlers import HANDLERS, questions
from bot.handlers.context import Context, Reply, refuse
from bot.handlers.meals import ordering
from bot.handlers.saying import answering, budget
from bot.handlers.tickets import minding, quoting
from bot.wording import general
from intents import commands, reader, wordless
from intents.scene import Scene

log = structlog.get_logger()
_Asked = ports.Question | None
_Awaited = Callable[[], bool]
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Done:
    """What is left when a message has been handled: its answer, as `handle` gives it, and something to do at once."""

    answer: str | None
    wakes: bool  # for posts and photos: the answer is taken by the callback, or has its head start first


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Carries messages and requests to their handlers. `after_commit` wakes the sender."""

    store: ports.Store
    inbox: ports.Inbox
    communities: Communities
    clock: ports.Clock
    calendar: workday.Calendar
    routes: frozenset[delivery.Route]
    bot_name: str
    after_commit: Callable[[], None]
    probe: Callable[[str], None] = lambda _: None
    read: Callable[[str, Scene], Reading] = reader.read

    def glance(self, message: ports.Message) -> Reading | None:
        """The reading of a message, taken without looking at the store; a line that is met with silence is finished by
        this. None where only `handle` can tell, because the reading depends on what is stored."""
        try:
            return self._at_once(message)
        except Exception as wrong:  # the dispatch boundary: `handle` will meet it again, and count it
            log.debug("glance", action="glance", message_id=message.id, outcome="failed", **faults.named(wrong))
            return None

    async def handle(
        self, message_id: int, reading: Reading | None = None, *, awaited: _Awaited = lambda: False
    ) -> str | None:
        """Handle an accepted message, exactly once in effect. A failure leaves it for the re-drive.

        `reading`: what a glance made of it. `awaited`: does a callback wait? Then the answer is taken for it and given
        back; "": finished in silence; None: it is still to be taken.
        """
        try:
            done = await _twice(partial(self._handle, message_id, reading, awaited))
            if done.answer and not awaited():  # the callback has gone in the meantime
                await self.inbox.release_answer(message_id, self.clock.now(), handed=True)
                done = replace(done, answer=None)
        except errors.StoreUnavailable as down:
            reason = faults.named(down.__cause__ or down)
            log.error("handle", action="handle", message_id=message_id, outcome="store_unavailable", **reason)
        except Exception as wrong:  # the dispatch boundary: one bad message must not stop the others
            log.error("handle", action="handle", message_id=message_id, outcome="failed", **faults.named(wrong))
            await self.inbox.failed(message_id, type(wrong).__name__, self.clock.now())
        else:
            self.probe("worked")
            if done.wakes:
                self.after_commit()
            return done.answer
        return None

    async def run(self, request: requests.Request, community: str) -> bool:
        """Carry out a request that no message brought (the clock, a dead route); True when something is said for it."""
        reply = await self.carry_out(request, community)
        return reply is not None and bool(reply.posts)

    async def carry_out(self, request: requests.Request, community: str) -> Reply | None:
        """The same, for a caller who wants the reply itself; None when there is no such community.

        Raises Overtaken only when it has been tried again, and StoreUnavailable.
        """
        place = self.communities.by_code.get(community)
        if place is None:
            return None
        reply = await _twice(partial(self._act, request, place))
        self.after_commit()
        return reply

    async def _act(self, request: requests.Request, place: roster.Community) -> Reply:
        """What no message brought, in one transaction."""
        async with self.store.work() as work:
            now = self._now(place)
            cause = f"{requests.name_of(request)}:{now.isoformat()}"
            ctx = await self._context(work, place, now, cause=cause).knowing_duty()
            reply = await HANDLERS[type(request)](request, ctx)
            await work.outbox.put(await budget.within(ctx, reply.posts))
        return reply

    def _at_once(self, message: ports.Message) -> Reading | None:
        """As `glance`. Silence needs no transaction: if its mark is lost, the line is read once more."""
        incoming, place = message.incoming, self.communities.by_code.get(message.community)
        if place is None or incoming.kind is MessageKind.EVENT or incoming.media or not incoming.text.strip():
            return None
        reading = None if incoming.quote else self._understood(incoming, place, self._now(place), None, "")
        if reading and reading.silent:
            self.inbox.hush(message, reading, self.clock.now())
            self.probe("worked")
            _tell(message.id, reading, Reply("", outcome=Action.SILENT))
        return reading

    async def _handle(self, message_id: int, reading: Reading | None, awaited: _Awaited) -> "_Done":
        """`reading`: how it has been read already, for the case that no question is open."""
        async with self.store.work() as work:
            message = await work.messages.take(message_id)
            if message is None:
                return _Done(answer=None, wakes=False)
            place = await self._community(message, work)
            if place is None:
                await self._nowhere(message, work)
                return _Done(answer=None, wakes=False)
            incoming, now = message.incoming, self._now(place)
            ctx = replace(
                self._context(work, place, now, cause=f"message:{message.id}"),
                person=incoming.person,
                channel=incoming.channel.value,
                chat=incoming.chat,
                message_id=message.id,
            )
            question = await questions.current(ctx)
            if question or not reading:
                ctx = await ctx.knowing_duty() if incoming.quote else ctx
                understood = partial(self._understood, incoming, place, now, question)
                reading = await quoting.read(understood, incoming.quote.text if incoming.quote else "", ctx)
            if question and answering.settles(reading, question):
                await work.questions.settle(question)
                ctx = replace(ctx, asked_about=question.message_id)
            reading = await minding.minded(reading, ctx)
            if reading.requests:  # silence needs nobody on duty, and most lines are met with silence
                ctx = await ctx.knowing_duty()
            reply = await self._carry_out(reading, ctx)
            reply = answering.fitted(await self._with_notice(reply, ctx), ctx)
            await work.messages.finish(message, reply.outcome, reading, reply.text, now)
            posts = await budget.within(ctx, reply.posts)
            answer = answering.answer(message, reply, now, place.code)
            handed = awaited() and answer and await work.outbox.hand_over(answer[0], now)
            if unsent := posts if handed else (*posts, *answer):
                await work.outbox.put(unsent)
        _tell(message_id, reading, reply)
        return _Done(reply.text if handed or not answer else None, wakes=bool(reply.posts or incoming.media))

    async def _carry_out(self, reading: Reading, ctx: Context) -> Reply:
        """All requests of one message, answered together."""
        replies = []
        for index, request in enumerate(reading.requests):
            part = replace(ctx, cause=f"{ctx.cause}:{index}") if index else ctx
            replies.append(await HANDLERS[type(request)](request, part))
        outcomes = [one.outcome for one in replies]
        outcome = next((one for one in (Action.ASK, Action.ACT) if one in outcomes), Action.SILENT)
        text = "\n".join(one for one in ordering.told(replies, alone=ctx.in_private) if one)
        card = next((one.card for one in replies if one.card), None)
        return Reply(text, tuple(post for one in replies for post in one.posts), outcome, card=card)

    def _understood(
        self, incoming: Incoming, place: roster.Community, now: datetime, question: _Asked, quote: str
    ) -> Reading:
        if incoming.kind is MessageKind.EVENT:
            return wordless.read_event(incoming)
        if not incoming.text.strip():
            return wordless.read_photo(incoming, commands.quoted_number(quote))
        scene = Scene(
            now=now,
            community=place,
            person=place.person(incoming.person),
            in_group=incoming.in_group,
            addressed=True,  # every channel we have delivers only what was said to us
            bot_name=self.bot_name,
            quote=quote,
            pending=requests.Pending(question.slot, question.request) if question else None,
        )
        return wordless.pictured(self.read(incoming.text, scene), incoming, commands.quoted_number(quote))

    async def _community(self, message: ports.Message, work: ports.Work) -> roster.Community | None:
        code = message.community
        if not code and not message.incoming.in_group:
            code = await work.people.last_community(message.incoming.person)
            if code:
                await work.messages.assign_community(message, code)
        return self.communities.by_code.get(code)

    async def _nowhere(self, message: ports.Message, work: ports.Work) -> None:
        """A group nobody lists is left alone; a stranger in a 1:1 chat is asked where they live."""
        now = self.clock.now()
        reading = Reading(Intent.OTHER, Action.SILENT, 0.0, silence="unlisted")
        if message.incoming.in_group or message.incoming.kind is MessageKind.EVENT:
            await work.messages.finish(message, Action.SILENT, reading, "", now)
            return
        reply = refuse("unknown_community")
        await work.messages.finish(message, Action.ASK, replace(reading, action=Action.ASK), reply.text, now)
        await work.outbox.put(answering.answer(message, reply, now, ""))

    async def _with_notice(self, reply: Reply, ctx: Context) -> Reply:
        """The one line on privacy, under the first answer a person ever gets."""
        if not reply.text or not await ctx.work.people.meet(ctx.community.code, ctx.person, ctx.now):
            return reply
        return replace(reply, text=f"{reply.text}\n{general.privacy_line(ctx.community)}")

    def _context(self, work: ports.Work, place: roster.Community, now: datetime, *, cause: str) -> Context:
        return Context(work, now, place, self.calendar, self.routes, cause, self.bot_name)

    def _now(self, place: roster.Community) -> datetime:
        return self.clock.now().astimezone(ZoneInfo(place.timezone))


def _tell(message_id: int, reading: Reading, reply: Reply) -> None:
    """One line in the log for what was done, and for silence only where somebody looks closely."""
    say = log.info if reading.requests else log.debug
    names = [requests.name_of(one) for one in reading.requests]
    say("handled", action="handle", message_id=message_id, request=names, outcome=reply.outcome.value)


async def _twice(attempt: Callable[[], Awaitable[_Value]]) -> _Value:
    """Once more where another process was quicker with a row: then it reads what that one wrote."""
    try:
        return await attempt()
    except errors.Overtaken:
        return await attempt()
