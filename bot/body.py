"""Reading what a caller sends, within bounds of size and time."""

import asyncio
import zlib
from collections.abc import Mapping

from aiohttp import web

from bot.domain import errors

#: Seconds in which a body must have come.
PATIENCE = 5.0
#: For the application: what is packed is unpacked here. aiohttp, when it cannot, answers too, but as if we had failed.
AS_SENT: Mapping[str, bool] = {"auto_decompress": False}
#: How zlib is told of what a Content-Encoding means [RFC 9110, 8.4.1].
_PACKINGS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


class TooLarge(errors.LianxinError):
    """The body is over what its address takes."""


async def read(request: web.Request, largest: int) -> bytes:
    """The body, unpacked, whatever its announced length; the application is made with `AS_SENT`.

    Raises TooLarge, or Malformed when it breaks off, does not come or cannot be unpacked.
    """
    if (request.content_length or 0) > largest:
        raise TooLarge
    body = bytearray()
    try:
        if request.content.is_eof():  # it came with the head, as most do: nothing to wait for
            body += request.content.read_nowait()
        else:
            async with asyncio.timeout(PATIENCE):
                async for chunk in request.content.iter_any():
                    body += chunk
                    if len(body) > largest:
                        break
    except (web.RequestPayloadError, ConnectionError, TimeoutError) as broken:
        raise errors.Malformed from broken
    if len(body) > largest:
        raise TooLarge
    return _unpacked(bytes(body), request.headers.get("Content-Encoding", "identity").strip().lower(), largest)


def _unpacked(body: bytes, packing: str, largest: int) -> bytes:
    if packing == "identity":
        return body
    if packing not in _PACKINGS:
        raise errors.Malformed
    unpacking = zlib.decompressobj(_PACKINGS[packing])
    try:
        whole = unpacking.decompress(body, largest + 1)
    except zlib.error as broken:
        raise errors.Malformed from broken
    if len(whole) > largest:
        raise TooLarge
    if not unpacking.eof:
        raise errors.Malformed
    return whole
