"""Answers, both ways: ours as a row of the outbox, theirs to what we had asked.

Ours is claimed by the callback's own answer, or sent by another route.
"""

from datetime import datetime, timedelta

from bot import ports
from bot.domain import delivery
from bot.domain.requests import Reading
from bot.handlers.context import Reply

#: The callback's own answer has this long before the reply leaves by another route (the receiver waits 2.5 s).
HEAD_START = timedelta(seconds=3)
#: A response_url works for an hour [DOC 101138]; a passive answer elsewhere is pointless much later too.
REPLY_LIFE = timedelta(hours=1)


def answer(message: ports.Message, reply: Reply, now: datetime, community: str) -> tuple[delivery.Post, ...]:
    """The one row, or none where nothing is said."""
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
        ),
    )


def settles(reading: Reading, question: ports.Question) -> bool:
    """Does what was understood carry out the request that waited, rather than another of its kind?

    Where we had only asked what it is, whatever is asked for next is the answer.
    """
    waiting = question.request
    if waiting is None:
        return bool(reading.requests)
    return any(
        type(one) is type(waiting) and getattr(one, "text", "") == getattr(waiting, "text", "")
        for one in reading.requests
    )
