"""Prints the transcript as it grows: what was typed, what was received, and when."""

import asyncio
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TextIO

from bot.sandbox.transcript import Line, Source
from bot.sandbox.world import World

GREY, GREEN, BLUE, YELLOW, PLAIN = "\033[90m", "\033[32m", "\033[36m", "\033[33m", "\033[0m"
CHAT_WIDTH = 16
NAME_WIDTH = 8
TEXT_WIDTH = 44
QUOTE_LENGTH = 30
HANGING = "，。；：、！？）”"
WEEKDAYS = "一二三四五六日"
DOORS = {"aibot": "单聊", "app": "应用单聊", "oa": "公众号"}
VIA = {Source.PUSH: "群推送", Source.RESPONSE: "response_url", Source.APP: "应用消息", Source.OA: "客服消息"}


@dataclass
class Terminal:
    """`colour` only where the output is a screen."""

    world: World
    out: TextIO
    colour: bool = False
    _day: date | None = None
    _next: int = 0

    async def follow(self) -> None:
        """Print until cancelled."""
        while True:
            self.catch_up()
            await self.world.transcript.wait(self._next, 3600)

    def catch_up(self) -> None:
        """Print everything not printed yet."""
        for line in self.world.transcript.after(self._next):
            self._print(line)
            self._next = line.seq
        self.out.flush()

    def say(self, words: str) -> None:
        """A line of our own, such as the address of the page."""
        self.out.write(words + "\n")
        self.out.flush()

    def _print(self, line: Line) -> None:
        if line.at.date() != self._day:
            self._day = line.at.date()
            self.out.write(self._tint(f"\n──── {self._day} 星期{WEEKDAYS[self._day.weekday()]} ────\n", GREY))
        head = f"{line.at:%H:%M}  {_pad(self._chat(line), CHAT_WIDTH)}  {_pad(self._author(line), NAME_WIDTH)}  "
        tint = GREEN if line.source is Source.SAID else BLUE
        body = [piece for part in self._text(line).split("\n") for piece in _wrapped(part)]
        indent = " " * _width(head)
        self.out.write(head + self._tint(body[0], tint) + "\n")
        for more in body[1:]:
            self.out.write(indent + self._tint(more, tint) + "\n")
        for note in self._notes(line):
            self.out.write(indent + self._tint(note, YELLOW) + "\n")

    def _chat(self, line: Line) -> str:
        room = self.world.rooms.get(line.chat)
        door, _, whom = line.chat.partition(":")
        if room:
            return room.name
        member = self.world.follower(whom) if door == "oa" else None
        return f"{DOORS.get(door, door)}·{member.name if member else self.world.name(whom)}"

    def _author(self, line: Line) -> str:
        return self.world.name(line.author) if line.author else f"〔{self.world.aibot.name}〕"

    def _text(self, line: Line) -> str:
        text = line.text + ("［图片］" if line.photo and line.source is Source.SAID else "")
        return text or f"（{line.note}）"

    def _notes(self, line: Line) -> list[str]:
        if line.source is Source.SAID:
            quote = [f"┆引用：{_short(line.quote)}"] if line.quote else []
            return quote + ([] if line.delivered else [f"（未送达机器人：{line.note}）"])
        via = [VIA[line.source]] if line.source in VIA else []
        via += [f"@到 {'、'.join(self.world.name(one) for one in line.mentions)}"] if line.mentions else []
        return [f"（{'，'.join(via)}）"] if via else []

    def _tint(self, text: str, tint: str) -> str:
        return f"{tint}{text}{PLAIN}" if self.colour else text


async def printing(terminal: Terminal) -> "asyncio.Task[None]":
    """Follow the transcript in the background; the caller cancels."""
    return asyncio.create_task(terminal.follow())


def _short(text: str) -> str:
    first = text.partition("\n")[0]
    return first if len(first) <= QUOTE_LENGTH else f"{first[:QUOTE_LENGTH]}…"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * max(0, width - _width(text))


def _wrapped(text: str) -> list[str]:
    """Pieces of at most TEXT_WIDTH Chinese characters; a run of ASCII stays whole, no line begins with a stop."""
    pieces, current = [], ""
    for part in re.findall(r"[!-~]{1,40}|.", text):
        if _width(current + part) > TEXT_WIDTH * 2 and part not in HANGING:
            pieces.append(current)
            current = ""
        current += part
    return [*pieces, current]
