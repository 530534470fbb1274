"""From where pictures may come, and what happens when they do not."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from PIL import Image

from bot.domain.messages import Media, MessageKind
from bot.ports import Lost, Picture
from bot.wecom import client, crypto, media
from tests.wecom import callers, remotes
from tests.wecom.remotes import Remote

PATTERNS = ("*.myqcloud.com", "mmbiz.qpic.cn")
HERE = (*PATTERNS, "127.0.0.1")
Place = tuple[Remote, aiohttp.ClientSession]


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 6), "red").save(out, format="JPEG")
    return out.getvalue()


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with remotes.running() as one:
        yield one


@pytest.mark.parametrize(
    ("url", "fetched"),
    [
        (
            "https://bucket.cos.ap-guangzhou.myqcloud.com/a?sign=b%2Fc",
            "https://bucket.cos.ap-guangzhou.myqcloud.com/a?sign=b%2Fc",
        ),
        ("http://mmbiz.qpic.cn/a", "https://mmbiz.qpic.cn/a"),
        ("https://MMBIZ.qpic.cn/a", "https://MMBIZ.qpic.cn/a"),
        ("https://myqcloud.com/a", None),
        ("https://evilmyqcloud.com/a", None),
        ("https://bucket.myqcloud.com.evil.example/a", None),
        ("https://mmbiz.qpic.cn@evil.example/a", None),
        ("https://user:pass@mmbiz.qpic.cn/a", None),
        ("https://mmbiz.qpic.cn:8443/a", None),
        ("http://127.0.0.1/a", None),
        ("https://169.254.169.254/latest", None),
        ("file:///etc/passwd", None),
        ("ftp://mmbiz.qpic.cn/a", None),
        ("/a", None),
        ("", None),
        ("https://[/", None),
        ("https://mmbiz.qpic.cn/a\r\nHost: x", None),
        ("https://mmbiz.qpic.cn/a b", None),
        ("https://mmbiz.qpic.cn\\@evil.example/a", None),
    ],
)
def test_only_listed_hosts_are_asked_and_by_https(url: str, fetched: str | None) -> None:
    asked = media.allowed(url, PATTERNS)
    assert (None if asked is None else str(asked)) == fetched


def test_this_machine_is_asked_only_when_it_is_listed() -> None:
    assert media.allowed("http://127.0.0.1:8081/a", PATTERNS) is None
    assert str(media.allowed("http://127.0.0.1:8081/a", HERE)) == "http://127.0.0.1:8081/a"
    assert media.allowed("http://127.0.0.1:8081/a", ("*",)) is None


class TestByUrl:
    async def fetched(self, place: Place, step: Any, **more: Any) -> Picture | Lost:
        there, session = place
        there.answers("/p", step)
        photographer = media.UrlPhotographer(session, HERE, **more)
        return await photographer.fetch(Media(MessageKind.IMAGE, url=f"{there.origin}/p"))

    async def test_a_plain_photo_is_kept(self, place: Place) -> None:
        kept = await self.fetched(place, photo())
        assert isinstance(kept, Picture)
        assert kept.content_type == "image/jpeg"

    async def test_a_signed_address_is_asked_as_it_was_written(self, place: Place) -> None:
        there, session = place
        there.answers("/p", photo())
        url = f"{there.origin}/p?sign=a%2Fb%3Bc&time=1;2"
        await media.UrlPhotographer(session, HERE).fetch(Media(MessageKind.IMAGE, url=url))
        assert there.asked[0].written == "/p?sign=a%2Fb%3Bc&time=1;2"

    async def test_a_robots_photo_is_decrypted(self, place: Place) -> None:
        sealed = crypto._encrypt(crypto._cipher(callers.RAW_KEY), photo())
        kept = await self.fetched(place, sealed, decrypt=lambda body: crypto.open_media(callers.AES_KEY, body))
        assert isinstance(kept, Picture)

    @pytest.mark.parametrize(
        ("step", "lost"),
        [
            (b"<html>", Lost("not_a_picture")),
            (b"", Lost("not_a_picture")),
            (web.Response(status=403), Lost("not_served")),
            (web.Response(status=302, headers={"Location": "http://169.254.169.254/"}), Lost("not_served")),
            (web.Response(status=503), Lost("not_served", retry=True)),
            ("hang up", Lost("unreachable", retry=True)),
        ],
    )
    async def test_what_is_lost_says_why(self, place: Place, step: Any, lost: Lost) -> None:
        assert await self.fetched(place, step) == lost
        assert {one.path for one in place[0].asked} == {"/p"}

    async def test_what_cannot_be_decrypted_is_lost(self, place: Place) -> None:
        lost = await self.fetched(place, b"x" * 33, decrypt=lambda body: crypto.open_media(callers.AES_KEY, body))
        assert lost == Lost("undecryptable")

    async def test_what_is_too_large_is_not_read_to_its_end(
        self, place: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(media, "LARGEST", 1000)
        assert await self.fetched(place, b"x" * 1033) == Lost("too_large")

    async def test_what_is_slow_may_be_tried_again(self, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(media, "TIMEOUT", aiohttp.ClientTimeout(total=0.05))
        assert await self.fetched(place, "no answer") == Lost("unreachable", retry=True)

    async def test_files_and_strange_hosts_are_not_fetched(self, place: Place) -> None:
        there, session = place
        photographer = media.UrlPhotographer(session, PATTERNS)
        assert await photographer.fetch(Media(MessageKind.FILE, url=f"{there.origin}/p")) == Lost("not_a_picture")
        assert await photographer.fetch(Media(MessageKind.IMAGE, url=f"{there.origin}/p")) == Lost("host_not_allowed")
        assert there.asked == []


class TestByMediaId:
    async def fetched(self, place: Place, *steps: Any) -> Picture | Lost:
        there, session = place
        tokens = [{"errcode": 0, "access_token": f"T{n}", "expires_in": 7200} for n in (1, 2)]
        there.answers("/cgi-bin/gettoken", *tokens)
        there.answers("/cgi-bin/media/get", *steps)
        token = client.app_token(session, there.origin, "CORP", "SECRET", callers.FixedClock())
        return await media.AppPhotographer(session, there.origin, token).fetch(Media(MessageKind.IMAGE, media_id="M+1"))

    async def test_a_photo_is_kept(self, place: Place) -> None:
        assert isinstance(await self.fetched(place, photo()), Picture)
        assert place[0].calls("/cgi-bin/media/get")[0].query == {"access_token": "T1", "media_id": "M+1"}

    async def test_a_dead_token_is_renewed_once(self, place: Place) -> None:
        assert isinstance(await self.fetched(place, {"errcode": 42001}, photo()), Picture)

    @pytest.mark.parametrize(
        ("step", "lost"),
        [
            ({"errcode": 40007, "errmsg": "invalid media_id"}, Lost("refused")),
            ({"errcode": -1}, Lost("refused", retry=True)),
            ({"errcode": 42001}, Lost("no_token", retry=True)),
            (b"{not json", Lost("not_a_picture")),
            ("hang up", Lost("unreachable", retry=True)),
        ],
    )
    async def test_what_is_lost_says_why(self, place: Place, step: Any, lost: Lost) -> None:
        assert await self.fetched(place, step) == lost

    async def test_without_an_id_there_is_nothing_to_fetch(self, place: Place) -> None:
        there, session = place
        token = client.app_token(session, there.origin, "CORP", "SECRET", callers.FixedClock())
        lost = await media.AppPhotographer(session, there.origin, token).fetch(
            Media(MessageKind.IMAGE, url="https://x/")
        )
        assert lost == Lost("not_a_picture")
