"""A scripted day: only what people type, how the clock moves, and what must then have arrived over HTTP."""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.sandbox import media
from bot.sandbox.server import Sandbox
from bot.sandbox.transcript import Line, Source

#: Time goes on a little after each line, so that what waits in the bot's outbox falls due.
MOMENT = timedelta(seconds=20)
#: Real seconds to wait for something that should have arrived by now.
PATIENCE = 5.0


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sight(_Table):
    """One line that must have been received. `text`: a regular expression searched in it; `mentions`: userids that
    were really @-ed; `times`: exactly so many such lines, when given; 0: must not have been received."""

    text: str
    chat: str = ""
    by: Source | None = None
    mentions: tuple[str, ...] = ()
    times: int | None = None

    def fits(self, line: Line) -> bool:
        return (
            line.source is not Source.SAID
            and (not self.chat or line.chat == self.chat)
            and (self.by is None or line.source is self.by)
            and set(self.mentions) <= set(line.mentions)
            and re.search(self.text, line.text) is not None
        )

    def sentence(self) -> str:
        parts = [f"在 {self.chat}" if self.chat else "", f"经 {self.by}" if self.by else ""]
        parts.append(f"@到 {'、'.join(self.mentions)}" if self.mentions else "")
        parts.append(f"恰好 {self.times} 次" if self.times is not None else "")
        return " ".join(part for part in (*parts, f"看到 /{self.text}/") if part)


class Step(_Table):
    """Either somebody says something (`who`, `text`; 1:1 when `chat` is absent), or the clock moves.

    `quote`: a regular expression; the newest line of the bot in that chat that fits is quoted. `by_app` and
    `by_account` take the other two doors. `press`: instead of saying anything, press the button so called on the newest
    card in the 1:1 chat. `advance_minutes` moves the clock, `up_to` times until everything
    in `see` was seen; `until` moves it to a moment.
    """

    title: str
    who: str = ""
    chat: str = ""
    text: str = ""
    quote: str = ""
    photo: bool = False
    press: str = ""
    by_app: bool = False
    by_account: bool = False
    advance_minutes: int = 0
    up_to: int = 1
    until: datetime | None = None
    see: tuple[Sight, ...] = ()
    silence: bool = False
    undelivered: bool = False


class Day(_Table):
    begins: datetime
    step: tuple[Step, ...]


class Missing(Exception):
    """A step after which something was not there, or something was that must not be."""

    def __init__(self, number: int, step: Step, what: str) -> None:
        super().__init__(f"第 {number} 步「{step.title}」：{what}")


def load(path: Path) -> Day:
    """Raises pydantic's ValidationError for unknown keys and wrong types."""
    return Day.model_validate(tomllib.loads(path.read_text("utf-8")))


@dataclass
class Player:
    """Plays a day, one step after the other. `patience` in real seconds."""

    sandbox: Sandbox
    patience: float = PATIENCE

    async def play(self, day: Day) -> int:
        """The number of steps; raises Missing at the first that does not come true."""
        for number, step in enumerate(day.step, 1):
            before = len(self.sandbox.world.transcript.lines)
            broken = len(self.sandbox.world.transcript.violations)
            await self._do(number, step, before)
            await self._check(number, step, before)
            if self.sandbox.world.transcript.violations[broken:]:
                raise Missing(number, step, self.sandbox.world.transcript.violations[broken])
        return len(day.step)

    async def _do(self, number: int, step: Step, before: int) -> None:
        if step.who:
            await (self._press(number, step) if step.press else self._say(number, step))
            await self.sandbox.clock.advance(MOMENT)
        if step.until:
            await self.sandbox.clock.advance(step.until - self.sandbox.clock.now())
        for _ in range(step.up_to if step.advance_minutes else 0):
            await self.sandbox.clock.advance(timedelta(minutes=step.advance_minutes))
            if all(self._seen(sight, before) for sight in step.see):
                break

    async def _say(self, number: int, step: Step) -> None:
        photo = media.lamp_photo() if step.photo else b""
        people = self.sandbox.platform
        if step.by_app:
            delivery = await people.say_to_app(step.who, step.text, photo=photo)
        elif step.by_account:
            openid = self.sandbox.world.members[step.who].openid
            delivery = await people.say_to_account(openid, step.text, photo=photo)
        else:
            quote = self._quoted(number, step) if step.quote else ""
            delivery = await people.say(step.who, step.text, chat=step.chat, quote=quote, photo=photo)
        if delivery.delivered is step.undelivered:
            raise Missing(number, step, "没有送达机器人" if step.undelivered is False else "不该送达机器人")

    async def _press(self, number: int, step: Step) -> None:
        people, where = self.sandbox.platform, f"{'app' if step.by_app else 'aibot'}:{step.who}"
        shown = [one.card for one in self.sandbox.world.transcript.lines if one.chat == where and one.card]
        buttons = shown[-1]["button_list"] if shown else []
        key = next((one["key"] for one in buttons if one["text"] == step.press), None)
        if key is None:
            raise Missing(number, step, f"没有「{step.press}」可点")
        people.exchange.desk.pressable(where, shown[-1]["task_id"], key)
        click = people.click_app_card if step.by_app else people.click_card
        await click(step.who, key, shown[-1]["task_id"])

    def _quoted(self, number: int, step: Step) -> str:
        where = step.chat or f"aibot:{step.who}"
        for line in reversed(self.sandbox.world.transcript.lines):
            if line.chat == where and line.source is not Source.SAID and re.search(step.quote, line.text):
                return line.text
        raise Missing(number, step, f"没有可引用的消息 /{step.quote}/")

    async def _check(self, number: int, step: Step, before: int) -> None:
        transcript = self.sandbox.world.transcript
        for sight in step.see:
            if sight.times != 0 and await transcript.until(sight.fits, before, self.patience) is None:
                raise Missing(number, step, f"应当{sight.sentence()}，没有看到")
            if not self._seen(sight, before):
                raise Missing(number, step, f"应当{sight.sentence()}，次数不对")
        received = [line for line in transcript.after(before) if line.source is not Source.SAID]
        if step.silence and received:
            raise Missing(number, step, f"应当沉默，却收到「{received[0].text}」")

    def _seen(self, sight: Sight, before: int) -> bool:
        found = sum(1 for line in self.sandbox.world.transcript.after(before) if sight.fits(line))
        return found > 0 if sight.times is None else found == sight.times
