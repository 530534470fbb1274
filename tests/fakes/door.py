"""The front door and the photo shelf, in memory."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import ports
from bot.domain import account
from bot.domain.cards import Card
from bot.domain.delivery import BACKOFF, PostState, Route
from bot.domain.requests import Action, Reading
from tests.fakes.state import AttemptRow, MediaRow, MessageRow, State

REPLAY_SPAN = timedelta(seconds=600)
MEDIA_LIFE = timedelta(minutes=5)
MAX_ATTEMPTS = 5


class FakeInbox:
    def __init__(self, state: State) -> None:
        self._state = state

    async def accept(self, delivery: ports.Delivery) -> ports.Accepted | ports.Rejected:
        incoming = delivery.incoming
        parts = (incoming.channel, incoming.chat, incoming.sender, incoming.msgid, incoming.content_hash())
        dedupe = hashlib.sha256(repr(parts).encode()).hexdigest()
        known = next((row for row in self._state.messages.values() if row.dedupe == dedupe), None)
        if known:
            return ports.Accepted(known.id, known=True, done=known.status == "done")
        if not delivery.fresh:
            return ports.Rejected("stale")
        if self._nonce_seen(delivery):
            return ports.Rejected("replay")
        return self._store(delivery, dedupe)

    def _nonce_seen(self, delivery: ports.Delivery) -> bool:
        since = delivery.received_at - REPLAY_SPAN
        return bool(delivery.nonce) and any(
            row.nonce == delivery.nonce
            and row.incoming.channel is delivery.incoming.channel
            and row.received_at >= since
            for row in self._state.messages.values()
        )

    def _store(self, delivery: ports.Delivery, dedupe: str) -> ports.Accepted:
        incoming, raw, status = delivery.incoming, delivery.raw, "pending"
        if not delivery.listed:
            incoming = replace(incoming, text="", quote=None, media=(), event=None, response_url="")
            raw, status = "", "done"
            self._state.unlisted[incoming.chat] = delivery.received_at
        number = self._state.new_id()
        self._state.messages[number] = MessageRow(
            number, delivery.community, incoming, raw, delivery.nonce, delivery.received_at, dedupe, status
        )
        for media in incoming.media:
            row = self._state.new_id()
            expires = delivery.received_at + MEDIA_LIFE
            self._state.media[row] = MediaRow(row, number, incoming.channel, media, expires)
        asked = (delivery.community, incoming.chat, incoming.person) in self._state.questions
        alone = delivery.community and status == "pending" and not asked
        message = ports.Message(number, delivery.community, incoming, delivery.received_at) if alone else None
        return ports.Accepted(number, known=False, done=status == "done", message=message)

    def hush(self, message: ports.Message, reading: Reading, now: datetime) -> None:
        row = self._state.messages[message.id]
        if row.status == "pending":
            self._state.messages[message.id] = replace(
                row,
                status="done",
                outcome=Action.SILENT,
                reading=reading,
                heading=account.heading(Action.SILENT, reading),
            )

    async def answer(self, message_id: int) -> str | None:
        row = self._state.messages.get(message_id)
        return row.reply if row and row.status == "done" else None

    async def claim_answer(self, message_id: int, now: datetime, *, again: bool = False) -> str | None:
        for number, post in self._state.posts.items():
            mine = post.route is Route.REPLY and post.target == str(message_id)
            if mine and (post.state is PostState.QUEUED or (again and number in self._state.by_callback)):
                self._state.posts[number] = replace(post, state=PostState.SENT)
                self._state.by_callback.add(number)
                attempt = self._state.new_id()
                self._state.attempts[attempt] = AttemptRow(attempt, number, "reply", post.target, now, now, "sent")
                return post.body
        return None

    async def card(self, message_id: int) -> Card | None:
        mine = (one for one in self._state.posts.values() if one.route is Route.REPLY and one.target == str(message_id))
        return next((one.card for one in mine), None)

    async def release_answer(self, message_id: int, now: datetime, *, handed: bool = False) -> None:
        for number, post in self._state.posts.items():
            if post.route is Route.REPLY and post.target == str(message_id):
                tries = sum(one.post == number for one in self._state.attempts.values())
                mine = handed and tries == 1 and number in self._state.by_callback
                if mine or post.state is PostState.QUEUED:
                    self._state.posts[number] = replace(post, state=PostState.QUEUED, not_before=now)
                    self._state.by_callback.discard(number)

    async def pending(self, older_than: datetime, limit: int) -> Sequence[int]:
        pending = [row for row in self._state.messages.values() if row.status == "pending"]
        return [row.id for row in pending if (row.retry_at or row.received_at) <= older_than][:limit]

    async def failed(self, message_id: int, error: str, now: datetime) -> None:
        row = self._state.messages[message_id]
        if row.status == "pending":
            attempts = row.attempts + 1
            status = "failed" if attempts >= MAX_ATTEMPTS else "pending"
            again = now + BACKOFF[row.attempts]
            self._state.messages[message_id] = replace(row, attempts=attempts, status=status, retry_at=again)


class FakeShelf:
    def __init__(self, state: State) -> None:
        self._state = state

    async def waiting(self, now: datetime, limit: int) -> Sequence[ports.WaitingMedia]:
        for row in list(self._state.media.values()):
            if row.state == "waiting" and row.expires_at <= now:
                self._state.media[row.id] = replace(row, state="lost")
        rows = [row for row in self._state.media.values() if row.state == "waiting"]
        return [ports.WaitingMedia(r.id, r.message_id, r.channel, r.media, r.expires_at) for r in rows][:limit]

    async def keep(self, media_id: int, picture: ports.Picture, now: datetime) -> None:
        row = self._state.media[media_id]
        if row.state == "waiting":
            self._state.media[media_id] = replace(row, state="kept", picture=picture)

    async def lost(self, media_id: int, reason: str, now: datetime) -> None:
        row = self._state.media[media_id]
        if row.state == "waiting":
            self._state.media[media_id] = replace(row, state="lost")
