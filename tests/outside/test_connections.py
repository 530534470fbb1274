"""No request to a platform travels on a connection that an earlier one left behind."""

import asyncio

import aiohttp

from bot import remote

ANSWER = b'HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{"errcode":0}'


async def test_each_call_opens_its_own_connection_though_the_far_end_keeps_the_old_one() -> None:
    served: list[asyncio.Task[None]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.readline():
            await reader.readuntil(b"\r\n\r\n{}")
            writer.write(ANSWER)
        writer.close()
        await writer.wait_closed()

    def opened(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(asyncio.create_task(serve(reader, writer)))

    async with await asyncio.start_server(opened, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with aiohttp.ClientSession(connector=remote.fresh_connections()) as session:
            for _ in range(3):
                reached = await remote.call(session, "POST", f"http://127.0.0.1:{port}/x", payload={})
                assert isinstance(reached, remote.Answer)
        await asyncio.gather(*served)
    assert len(served) == 3
