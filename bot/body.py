"""Reading what a caller sends, within bounds of size and time."""

import asyncio

from aiohttp import web

from bot.domain import errors

#: Seconds in which a body must have come.
PATIENCE = 5.0


class TooLarge(errors.LianxinError):
    """The body is over what its address takes."""


async def read(request: web.Request, largest: int) -> bytes:
    """The body, whatever its announced length. Raises TooLarge, or Malformed when it breaks off or does not come."""
    if (request.content_length or 0) > largest:
        raise TooLarge
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > largest:
                    raise TooLarge
    except (web.RequestPayloadError, ConnectionError, TimeoutError) as broken:
        raise errors.Malformed from broken
    return bytes(body)
