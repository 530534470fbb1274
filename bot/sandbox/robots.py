"""/cgi-bin/webhook: the push robots of groups [DOC 99110]."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.sandbox import answers, media, replies
from bot.sandbox.answers import Refused
from bot.sandbox.clock import Clock
from bot.sandbox.limits import Window
from bot.sandbox.transcript import Source
from bot.sandbox.world import Room, World

PER_MINUTE = 20
BLOCKED = timedelta(seconds=60)  # a key that was used more often than that [DOC 90454]
TEXT_BYTES = 2048
MARKDOWN_BYTES = 4096
IMAGE_BYTES = 2 * 1024 * 1024
FILE_BYTES = 20 * 1024 * 1024
ARTICLES = 8


@dataclass
class RobotDesk:
    """`fixed_minute`: the limit is counted by calendar minute instead of any 60 seconds."""

    world: World
    clock: Clock
    host: media.MediaHost
    fixed_minute: bool = False
    window: Window = field(init=False)
    _files: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.window = Window(PER_MINUTE, fixed=self.fixed_minute, penalty=BLOCKED)

    async def send(self, request: web.Request) -> web.Response:
        key = request.query.get("key", "")
        room = self._room(key)
        if not self.window.take(key, self.clock.now()):
            raise Refused(45009, "api freq out of limit")
        body = await answers.body_of(request)
        self._post(room, key, body)
        return answers.ok()

    async def upload_media(self, request: web.Request) -> web.Response:
        """One multipart field called `media`, more than 5 bytes, at most 20 MB; the id is only for this robot."""
        key, kind = request.query.get("key", ""), request.query.get("type", "")
        if self.world.room_of_key(key) is None:
            raise Refused(93000, "invalid param 'key'")
        if kind not in {"file", "voice"}:
            raise Refused(40004, "invalid media type")
        part = (await request.post()).get("media")
        if not isinstance(part, web.FileField):
            raise Refused(41005, "media data missing")
        data = part.file.read()
        if not 5 < len(data) <= FILE_BYTES:
            raise Refused(40006, "invalid media size")
        now = self.clock.now()
        media_id = self.host.put(data, now, media.MEDIA_LIFE)
        self._files[media_id] = (key, part.filename or "file")
        created = str(int(now.timestamp()))
        return web.json_response(
            {"errcode": 0, "errmsg": "", "type": kind, "media_id": media_id, "created_at": created}
        )

    def _room(self, key: str) -> Room:
        room = self.world.room_of_key(key)
        if room is None or room.external:
            raise Refused(93000, "invalid webhook url")
        return room

    def _post(self, room: Room, key: str, body: dict[str, Any]) -> None:
        kind = body.get("msgtype")
        listed: list[str] = []
        photo = ""
        if kind == "text":
            text = answers.words(body, "text", TEXT_BYTES)
            listed = _mentioned(body["text"])
        elif kind == "markdown":
            text = answers.words(body, "markdown", MARKDOWN_BYTES)
        elif kind == "markdown_v2":
            text = answers.words(body, "markdown_v2", MARKDOWN_BYTES).replace("<@", "<@ ")
        elif kind == "image":
            text, photo = "［图片］", self._image(body)
        elif kind in {"news", "file"}:
            text = self._news(body) if kind == "news" else self._file(key, body)
        else:
            raise Refused(40008, "invalid message type")
        mentions = self.world.really_mentioned(room, listed, text)
        now = self.clock.now()
        shown = self.world.shown(text)
        self.world.transcript.add(now, room.chat_id, "", shown, Source.PUSH, mentions=mentions, photo=photo)

    def _image(self, body: dict[str, Any]) -> str:
        image = body.get("image")
        try:
            raw = replies.picture(image if isinstance(image, dict) else {}, IMAGE_BYTES)
        except replies.BadReply as wrong:
            raise Refused(40058, str(wrong)) from None
        return self.host.put(raw, self.clock.now(), media.MEDIA_LIFE)

    def _news(self, body: dict[str, Any]) -> str:
        news = body.get("news")
        articles = news.get("articles") if isinstance(news, dict) else None
        if not isinstance(articles, list) or not 1 <= len(articles) <= ARTICLES:
            raise Refused(40058, "news.articles count out of range 1 to 8")
        for article in articles:
            if not article.get("title") or not article.get("url"):
                raise Refused(40058, "news.articles.title and url missing")
            if len(article["title"].encode()) > 128 or len(article.get("description", "").encode()) > 512:
                raise Refused(40058, "news.articles.title or description exceed max length")
        return "\n".join(f"［链接］{article['title']}" for article in articles)

    def _file(self, key: str, body: dict[str, Any]) -> str:
        given = body.get("file")
        owner, name = self._files.get(str(given.get("media_id")) if isinstance(given, dict) else "", ("", ""))
        if not name or not secrets.compare_digest(owner.encode(), key.encode()):
            raise Refused(40007, "invalid media_id")
        return f"［文件］{name}"


def _mentioned(text: dict[str, Any]) -> list[str]:
    listed = text.get("mentioned_list", [])
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise Refused(40058, "text.mentioned_list is no list of strings")
    return listed
