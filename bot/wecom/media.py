"""Fetching photos while the platform still has them: only from allowed hosts, decrypted, checked, re-encoded."""

import asyncio
import importlib
from collections.abc import Callable
from fnmatch import fnmatchcase

import aiohttp
import yarl

from bot import remote
from bot.domain import errors
from bot.domain.delivery import Outcome, Verdict
from bot.domain.messages import Media, MessageKind
from bot.ports import Lost, Picture
from bot.wecom import client

LARGEST = 20 * 1024 * 1024
TIMEOUT = aiohttp.ClientTimeout(total=60, connect=5)
#: What needs Pillow; loaded with the first photo, in the thread that develops it.
_DARKROOM = "bot.wecom.picture"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
#: The encryption adds one block at most.
_PADDING = 32


class UrlPhotographer:
    """Photos that come by URL: the robot's (with `decrypt`) and the Official Account's (without).

    `patterns` are host names, `*.` standing for any sub-domain.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        patterns: tuple[str, ...],
        decrypt: Callable[[bytes], bytes] | None = None,
    ) -> None:
        self._session = session
        self._patterns = patterns
        self._decrypt = decrypt

    async def fetch(self, media: Media) -> Picture | Lost:
        if media.kind is not MessageKind.IMAGE:
            return Lost("not_a_picture")
        url = allowed(media.url, self._patterns)
        if url is None:
            return Lost("host_not_allowed")
        content = await _download(self._session, url, {})
        if isinstance(content, Lost):
            return content
        try:
            plain = self._decrypt(content) if self._decrypt else content
        except errors.Malformed:
            return Lost("undecryptable")
        return await _developed(plain)


class AppPhotographer:
    """Photos sent to the self-built app: by MediaId and access token [DOC 90254]."""

    def __init__(self, session: aiohttp.ClientSession, base: str, token: remote.AccessToken) -> None:
        self._session = session
        self._url = yarl.URL(f"{base}/cgi-bin/media/get")
        self._token = token

    async def fetch(self, media: Media) -> Picture | Lost:
        if media.kind is not MessageKind.IMAGE or not media.media_id:
            return Lost("not_a_picture")
        fetched: list[bytes | Lost] = []

        async def get(token: str) -> remote.Reached:
            content = await _download(self._session, self._url, {"access_token": token, "media_id": media.media_id})
            fetched.append(content)
            return Verdict.UNKNOWN if isinstance(content, Lost) else _error_in(content)

        reached = await self._token.use(get, client.WORN_OUT)
        if isinstance(reached, Outcome):
            return Lost("no_token", retry=reached.verdict is not Verdict.FINAL)
        content = fetched[-1]
        if isinstance(content, Lost):
            return content
        if isinstance(reached, remote.Answer) and reached.errcode:
            return Lost("refused", retry=client.VERDICTS.get(reached.errcode) in {Verdict.RETRY, Verdict.PAUSED})
        return await _developed(content)


def allowed(url: str, patterns: tuple[str, ...]) -> yarl.URL | None:
    """The URL to fetch, or None. Always https and the usual port, except on this very machine when it is listed.

    The Official Account writes its picture URLs with http; the same host serves them by https. The rest stays as it
    was written, for it may be signed.
    """
    if not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parsed = yarl.URL(url, encoded=True)
        host = (parsed.host or "").lower()
        if parsed.scheme not in {"http", "https"} or parsed.user is not None or not host:
            return None
        if host in _LOOPBACK:
            return parsed if host in patterns else None
        if not any(fnmatchcase(host, pattern) for pattern in patterns):
            return None
        if not parsed.is_default_port():
            return None
        return parsed.with_scheme("https").with_port(None)
    except ValueError:
        return None


def _error_in(content: bytes) -> remote.Reached:
    """media/get answers with the bytes themselves, or with a JSON error."""
    return remote.read_answer(content) if content[:1] == b"{" else remote.Answer(0, {})


async def _download(session: aiohttp.ClientSession, url: yarl.URL, params: dict[str, str]) -> bytes | Lost:
    try:
        async with session.get(url, params=params, timeout=TIMEOUT, allow_redirects=False) as response:
            if response.status != 200:
                return Lost("not_served", retry=response.status >= 500 or response.status == 429)
            if (response.content_length or 0) > LARGEST + _PADDING:
                return Lost("too_large")
            content = await remote.read_at_most(response, LARGEST + _PADDING)
            return Lost("too_large") if content is None else content
    except (aiohttp.ClientError, OSError, TimeoutError):
        return Lost("unreachable", retry=True)


async def _developed(content: bytes) -> Picture | Lost:
    """Decoding takes up to a second of processor: not on the event loop."""
    made = await asyncio.to_thread(_develop, content)
    return made or Lost("not_a_picture")


def _develop(content: bytes) -> Picture | None:
    made: Picture | None = importlib.import_module(_DARKROOM).develop(content)
    return made
