"""The one question that stands open between us and a person in a chat, with the request that waits for the answer."""

from datetime import datetime

import structlog
from sqlalchemy import bindparam, delete, select

from bot import faults, ports
from bot.domain.requests import Slot
from storage import codec
from storage.gates import Connection, add_once
from storage.schema import questions

_log = structlog.get_logger()
# Built once: every message needs these.
_asked = (
    (questions.c.community == bindparam("where"))
    & (questions.c.chat == bindparam("in_chat"))
    & (questions.c.person == bindparam("who"))
)
_QUESTION = select(questions).where(_asked)
_SETTLE = delete(questions).where(_asked)


class SqlQuestions:
    """`bot.ports.Questions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def ask(self, question: ports.Question) -> None:
        await self.settle(question)
        row = {
            "community": question.community,
            "chat": question.chat,
            "person": question.person,
            "slot": question.slot,
            "request": codec.from_request(question.request),
            "asked_at": question.asked_at,
            "expires_at": question.expires_at,
            "message_id": question.message_id,
        }
        await add_once(self._connection, questions, row)

    async def open(self, community: str, chat: str, person: str, now: datetime) -> ports.Question | None:
        question = await self._unsettled(community, chat, person)
        return question if question and question.expires_at > now else None

    async def lapsed(self, community: str, chat: str, person: str, now: datetime) -> ports.Question | None:
        question = await self._unsettled(community, chat, person)
        return question if question and question.expires_at <= now else None

    async def _unsettled(self, community: str, chat: str, person: str) -> ports.Question | None:
        mine = {"where": community, "in_chat": chat, "who": person}
        row = (await self._connection.execute(_QUESTION, mine)).first()
        if row is None:
            return None
        try:
            slot, request = Slot(row.slot), codec.to_request(row.request)
        except (KeyError, ValueError) as unknown:  # of another version: it must not hold up all that the person says
            _log.error("question", action="question_unreadable", question=row.id, **faults.named(unknown))
            return None
        spans = (row.asked_at, row.expires_at)
        return ports.Question(community, chat, person, slot, request, *spans, row.id, row.message_id)

    async def settle(self, question: ports.Question) -> None:
        mine = {"where": question.community, "in_chat": question.chat, "who": question.person}
        await self._connection.execute(_SETTLE, mine)
