"""The load generator, against a server that answers as the test says."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.bench.load import Connection, Shooter

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
WORDS = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwords"
REQUEST = b"POST / HTTP/1.1\r\n\r\n"


class FakeTransport(asyncio.Transport):
    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Nobody is at the other end."""


@asynccontextmanager
async def server(*answers: bytes) -> AsyncIterator[int]:
    """Answers each request of a connection with the next of `answers`, over and over; b"" hangs up."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for number in range(1000):
            if not await reader.readline() or not await reader.readline():
                break
            if not (answer := answers[number % len(answers)]):
                break
            writer.write(answer)
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as listening:
        yield listening.sockets[0].getsockname()[1]


async def test_every_request_is_sent_once_and_its_answer_counted() -> None:
    async with server(OK, WORDS) as port:
        result = await Shooter([REQUEST] * 20, None, 60).run(port, 2)
    assert (result.sent, result.acknowledged, result.answered) == (20, 20, 10)
    assert result.statuses == {"200": 20}


async def test_an_answer_that_comes_in_pieces_is_one_answer() -> None:
    shooter = Shooter([], None, 60)
    connection = Connection(shooter)
    connection.connection_made(FakeTransport())
    connection.send(0.0, REQUEST)
    for piece in (WORDS[:10], WORDS[10:40]):
        connection.data_received(piece)
        assert not shooter.tally.statuses
    connection.data_received(WORDS[40:])
    assert shooter.tally.statuses == {"200": 1}
    assert shooter.tally.answered == 1


async def test_what_is_refused_or_cut_off_is_no_acknowledgement() -> None:
    async with server(b"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", b"") as port:
        result = await Shooter([REQUEST] * 2, None, 60).run(port, 1)
    assert result.acknowledged == 0
    assert result.statuses == {"503": 1, "broken": 1}


async def test_an_open_loop_sends_what_its_rate_says_and_no_more() -> None:
    async with server(OK) as port:
        result = await Shooter([REQUEST] * 100, 1000, 0.03).run(port, 4)
    assert (result.sent, result.acknowledged) == (30, 30)
