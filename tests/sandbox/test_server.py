from typing import Any

import aiohttp
import pytest

from bot.sandbox.faults import Fault, Faults
from tests.sandbox.conftest import Meeting


def text(content: str, *mentions: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": content, "mentioned_list": list(mentions)}}


async def code(meeting: Meeting, body: Any, key: str = "key-1") -> int:
    return int((await meeting.post("webhook/send", body, key=key))["errcode"])


@pytest.mark.parametrize(
    ("fault", "errcode"),
    [
        (Fault.BUSY, -1),
        (Fault.TOO_OFTEN, 45009),
        (Fault.TOO_MANY_AT_ONCE, 45033),
        (Fault.TOKEN_EXPIRED, 42001),
        (Fault.ROBOT_GONE, 93000),
    ],
)
async def test_a_fault_with_a_code_does_nothing_and_says_so_once(meeting: Meeting, fault: Fault, errcode: int) -> None:
    meeting.sandbox.faults.arm("webhook/send", fault)
    assert await code(meeting, text("x")) == errcode
    assert meeting.lines == []
    assert await code(meeting, text("x")) == 0


@pytest.mark.parametrize(("fault", "seconds"), [(Fault.SLOW, 4.9), (Fault.TOO_SLOW, 5.1)])
async def test_a_slow_answer_comes_after_the_work(meeting: Meeting, fault: Fault, seconds: float) -> None:
    meeting.sandbox.faults.arm("webhook/send", fault)
    assert await code(meeting, text("x")) == 0
    assert meeting.naps == [seconds]
    assert len(meeting.lines) == 1


async def test_a_lost_answer_was_delivered_all_the_same(meeting: Meeting) -> None:
    meeting.sandbox.faults.arm("webhook/send", Fault.LOST_ANSWER)
    with pytest.raises(aiohttp.ClientError):
        await code(meeting, text("x"))
    assert len(meeting.lines) == 1


def test_the_same_seed_brings_the_same_faults() -> None:
    kinds = [Fault.BUSY, Fault.SLOW, Fault.DUPLICATE]
    first, second = (Faults(seed=7, rate=0.5, kinds=kinds) for _ in range(2))
    drawn = [first.draw("webhook/send") for _ in range(50)]
    assert drawn == [second.draw("webhook/send") for _ in range(50)]
    assert {Fault.BUSY, Fault.SLOW, None} == set(drawn)
