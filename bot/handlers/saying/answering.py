"""Answers in both directions: ours, as a row of the outbox, and people's answers to what we asked them.

The answer to a callback takes our row if it is in time; otherwise another route sends the row.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot import ports
from bot.domain import delivery, retold
from bot.domain.messages import Channel
from bot.domain.requests import Reading, Request, Slot, WithdrawTicket
from bot.handlers.context import Context, Reply
from bot.handlers.saying import addressing
from bot.wording import words

#: The callback's own answer has this long before the reply leaves by another route (the receiver waits 2.5 s).
HEAD_START = timedelta(seconds=3)
#: A response_url works for an hour [DOC 101138]; a passive answer elsewhere is pointless much later too.
REPLY_LIFE = timedelta(hours=1)


def answer(message: ports.Message, reply: Reply, now: datetime, community: str) -> tuple[delivery.Post, ...]:
    """One row of the outbox; none where nothing is said."""
    if not reply.text:
        return ()
    incoming = message.incoming
    return (
        delivery.Post(
            community=community,
            cause=f"message:{message.id}:reply",
            route=delivery.Route.REPLY,
            target=str(message.id),
            body=reply.text,
            priority=delivery.Priority.ANSWER,
            not_before=now + HEAD_START,
            fallback=(incoming.person,),
            expires_at=message.received_at + REPLY_LIFE,
            response_url=incoming.response_url,
            card=reply.card,
            tickets=words.tickets_named(reply.text),
            messages=(message.id,),
        ),
    )


def fitted(reply: Reply, ctx: Context) -> Reply:
    """The reply within what a text of the speaker's channel holds; the rest of it follows in texts of its own.

    The robot takes ten times as much [DOC 100719]. Where nothing can be written unasked the reply stays as it is, and
    is cut.
    """
    if ctx.channel == Channel.AIBOT or len(reply.text.encode()) <= delivery.TEXT_BYTES:
        return reply
    first, *more = delivery.split_bytes(reply.text, delivery.TEXT_BYTES)
    told = [
        addressing.privately(ctx, ctx.person, f"{ctx.cause}:more:{part}", text, priority=delivery.Priority.ANSWER)
        for part, text in enumerate(more)
    ]
    posts = [replace(one, not_before=ctx.now + HEAD_START) for one in told if one]
    if len(posts) < len(more):
        return reply
    return replace(reply, text=first, posts=(*reply.posts, *addressing.short_lived(posts)))


def settles(reading: Reading, question: ports.Question) -> bool:
    """Does what was understood carry out the request that waited, rather than another of its kind?

    Where we had only asked what it is, whatever is asked for next is the answer.
    """
    waiting = question.request
    if waiting is None or question.slot is Slot.MATTER:
        return bool(reading.requests) and not isinstance(reading.requests[0], WithdrawTicket)
    return any(type(one) is type(waiting) and _says(one, getattr(waiting, "text", "")) for one in reading.requests)


def _says(request: Request, text: str) -> bool:
    """The same words, or these and what was said besides our answer."""
    return retold.begins_with(getattr(request, "text", ""), text)
