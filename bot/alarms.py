"""POST /alarms: buttons and sensors call by signed HTTP, and each call becomes one red ticket.

Order: size → signature → freshness → meaning → commit. A refusal has an empty body and leaves no trace.
"""

import hashlib
import hmac
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any

import orjson
import structlog
from aiohttp import web

from bot import body, faults, metrics, ports
from bot.domain import alarms, errors, requests
from bot.handlers.context import Reply

PATH = "/alarms"
LARGEST = 64 * 1024
#: Seconds by which the sender's clock may differ from ours.
FRESH_S = 300
LONGEST_FIELD = 200

log = structlog.get_logger()


#: Carries a request out in a community; None when there is no such community.
CarryOut = Callable[[requests.Request, str], Awaitable[Reply | None]]

_SECONDS = re.compile(r"[0-9]{1,12}")
_REFUSALS: dict[type[errors.LianxinError], tuple[int, str]] = {
    errors.Forged: (403, "forged"),
    errors.Stale: (403, "stale"),
    errors.Malformed: (403, "malformed"),
    body.TooLarge: (413, "too_large"),
    errors.StoreUnavailable: (503, "unavailable"),
    errors.Overtaken: (503, "unavailable"),
}


@dataclass(frozen=True, slots=True)
class AlarmDoor:
    """`secret` None or "": the door is not there (404)."""

    secret: str | None = field(repr=False)
    carry_out: CarryOut
    clock: ports.Clock
    gauges: metrics.Metrics

    def routes(self) -> list[web.RouteDef]:
        return [web.post(PATH, self._receive)] if self.secret else [web.route("*", PATH, _switched_off)]

    async def _receive(self, request: web.Request) -> web.Response:
        """202 {"ticket": n} once the ticket is committed; the same id again, the same answer."""
        result = "error"  # whatever else goes wrong is counted too, and left to the server, which answers 500
        try:
            response, result = await self._accept(request), "accepted"
        except errors.LianxinError as refusal:
            status, result = _REFUSALS.get(type(refusal), (500, "error"))
            response = web.Response(status=status)
            log.warning("alarm refused", action="alarm", outcome=result, **faults.named(refusal))
        finally:
            self.gauges.deliveries.labels("alarm", result).inc()
        return response

    async def _accept(self, request: web.Request) -> web.Response:
        sent = await body.read(request, LARGEST)
        self._check(request, sent)
        community, alarm = parsed(sent)
        reply = await self.carry_out(requests.RaiseAlarm(alarm), community)
        if reply is None or reply.number is None:
            raise errors.Malformed
        log.info("alarm", action="alarm", ticket=reply.number, kind=alarm.kind.value, posts=len(reply.posts))
        return web.json_response({"ticket": reply.number}, status=202)

    def _check(self, request: web.Request, sent: bytes) -> None:
        """Raises Forged for anything but one right signature, then Stale."""
        stamp, given = _only(request, "X-Lianxin-Timestamp"), _only(request, "X-Lianxin-Signature")
        if not hmac.compare_digest(signature(self.secret or "", stamp, sent).encode(), _raw(given.lower())):
            raise errors.Forged
        if not _SECONDS.fullmatch(stamp) or abs(self.clock.now().timestamp() - int(stamp)) > FRESH_S:
            raise errors.Stale


def signature(secret: str, timestamp: str, sent: bytes) -> str:
    """Hex HMAC-SHA256 over the timestamp as it was written, a dot, and the body as it was sent."""
    return hmac.new(secret.encode(), _raw(timestamp) + b"." + sent, hashlib.sha256).hexdigest()


def parsed(sent: bytes) -> tuple[str, alarms.Alarm]:
    """The community's code and the alarm; Malformed when a field is missing or is not what it must be."""
    try:
        fields = orjson.loads(sent)
        if not isinstance(fields, dict):
            raise errors.Malformed
        alarm = alarms.Alarm(
            id=_word(fields["id"]),
            device=_word(fields["device"], may_be_empty=True),
            kind=alarms.AlarmKind(_word(fields["kind"])),
            place=_word(fields["place"], may_be_empty=True),
            at=_moment(fields["at"]),
        )
        return _word(fields["community"]), alarm
    except (KeyError, ValueError, OverflowError, OSError) as wrong:
        raise errors.Malformed from wrong


def _word(value: Any, *, may_be_empty: bool = False) -> str:
    """A line of text. Control characters, NUL above all, have no place in a database or a chat."""
    if not isinstance(value, str) or len(value) > LONGEST_FIELD or not (may_be_empty or value.strip()):
        raise ValueError("not a short text")
    if any(ord(char) < 32 or ord(char) == 127 for char in value):
        raise ValueError("control characters")
    return value


def _moment(value: Any) -> datetime:
    """ISO time with its offset, or unix seconds."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    moment = datetime.fromtimestamp(value, UTC) if number else datetime.fromisoformat(_word(value))
    if moment.tzinfo is None:
        raise ValueError("a time needs its offset")
    told = moment.astimezone(UTC)
    if told.year in {MINYEAR, MAXYEAR}:
        raise ValueError("elsewhere on earth the calendar has no such hour")
    return told


def _only(request: web.Request, name: str) -> str:
    found = request.headers.getall(name, [])
    if len(found) != 1:
        raise errors.Forged
    return found[0]


def _raw(header: str) -> bytes:
    """The bytes of a header as they came: aiohttp keeps foreign ones as surrogates."""
    return header.encode(errors="surrogateescape")


async def _switched_off(request: web.Request) -> web.Response:
    return web.Response(status=404)
