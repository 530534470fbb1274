"""Carries one callback to the bot: at most five seconds a try, three retries, everything volatile new each time."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import aiohttp

from bot.sandbox.channels import Channel, Stamp
from bot.sandbox.clock import Clock
from bot.sandbox.faults import Fault
from bot.sandbox.replies import SILENT, Answer, BadReply
from bot.sandbox.seal import BrokenSeal
from bot.sandbox.transcript import Transcript

DEADLINE = 5.0
ECHO_DEADLINE = 1.0
RETRIES = 3
SKEW_SECONDS = 3600

Sleep = Callable[[float], Awaitable[None]]


class VerificationFailed(RuntimeError):
    """The platform refuses to save the callback URL; the message says why."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """`status` None: no answer in time, or no connection. `broken`: which rule the answer broke."""

    status: int | None
    answer: Answer = SILENT
    broken: str = ""

    @property
    def received(self) -> bool:
        return self.status == 200


@dataclass
class Caller:
    """Deadlines run on real time; what is stamped comes from the sandbox's clock."""

    session: aiohttp.ClientSession
    clock: Clock
    transcript: Transcript
    deadline: float = DEADLINE
    echo_deadline: float = ECHO_DEADLINE

    def wait_longer(self, times: float) -> None:
        """Than the real platform: what is slow on a machine with other work is no fault of the bot."""
        self.deadline *= times
        self.echo_deadline *= times

    async def verify(self, channel: Channel) -> None:
        """GET with an echo string; the answer must be exactly its plaintext, within a second."""
        plain = str(secrets.randbelow(10**19)).zfill(19)
        params, expected = channel.echo(plain, self.stamp())
        timeout = aiohttp.ClientTimeout(total=self.echo_deadline)
        try:
            async with self.session.get(channel.url, params=params, timeout=timeout, allow_redirects=False) as answer:
                status, body = answer.status, await answer.read()
        except (TimeoutError, aiohttp.ClientError) as cut:
            raise VerificationFailed(f"no answer within {self.echo_deadline:g} s ({type(cut).__name__})") from cut
        if status != 200 or body != expected.encode():
            raise VerificationFailed(f"answered {status}, and not exactly the echo string")

    async def deliver(
        self,
        channel: Channel,
        compose: Callable[[], str],
        judge: Callable[[str], Answer],
        *,
        retries: int = RETRIES,
        fault: Fault | None = None,
    ) -> tuple[Attempt, ...]:
        """Try until a 200 comes in time. `compose` makes each plaintext anew; a `fault` spoils the first try."""
        attempts: list[Attempt] = []
        while len(attempts) <= retries:
            attempts.append(await self._try(channel, compose(), judge, fault if not attempts else None))
            if attempts[-1].received:
                break
        return tuple(attempts)

    async def _try(self, channel: Channel, plain: str, judge: Callable[[str], Answer], fault: Fault | None) -> Attempt:
        stamp = self.stamp()
        if fault is Fault.SKEWED:
            stamp = replace(stamp, timestamp=str(int(stamp.timestamp) - SKEW_SECONDS))
        envelope = channel.wrap(plain, stamp, fault)
        try:
            async with self.session.post(
                channel.url,
                params=envelope.params,
                data=envelope.body,
                headers={"Content-Type": envelope.content_type},
                timeout=aiohttp.ClientTimeout(total=self.deadline),
                allow_redirects=False,
            ) as answer:
                status, body = answer.status, await answer.read()
        except (TimeoutError, aiohttp.ClientError):
            return Attempt(None)
        return Attempt(status) if status != 200 else self._judged(channel, body, stamp, judge)

    def _judged(self, channel: Channel, body: bytes, stamp: Stamp, judge: Callable[[str], Answer]) -> Attempt:
        try:
            plain = channel.open(body, stamp)
            return Attempt(200, judge(plain) if plain else SILENT)
        except (BrokenSeal, BadReply) as breach:
            self.transcript.violations.append(f"{channel.name}: {breach}")
            return Attempt(200, broken=str(breach))

    def stamp(self) -> Stamp:
        return Stamp(str(int(self.clock.now().timestamp())), secrets.token_hex(8))
