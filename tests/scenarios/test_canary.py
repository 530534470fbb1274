"""Names, phones, ID numbers, rooms, plates and illnesses are planted; nothing of them may surface where it must not."""

import base64
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest
import structlog

from bot.sandbox.transcript import Source
from tests.scenarios import canaries, canary_day
from tests.scenarios.canaries import CANARIES
from tests.scenarios.canary_day import Day
from tests.scenarios.town import RESIDENTS


@pytest.fixture
def loud_logs() -> Iterator[None]:
    """A logger keeps the level and the stream it was first used with: forgotten before, so that all is heard, and
    after, since the stream is gone then."""
    _forget_loggers()
    yield
    _forget_loggers()
    structlog.reset_defaults()


def _forget_loggers() -> None:
    proxy = type(structlog.get_logger())
    for module in list(sys.modules.values()):
        for log in (getattr(module, name, None) for name in ("log", "_log")):
            if isinstance(log, proxy):
                vars(log).pop("bind", None)


@pytest.mark.usefixtures("loud_logs")
@pytest.mark.parametrize("seed", [20260105, 754056867])
async def test_what_is_private_surfaces_in_no_group_log_or_figure_and_with_nobody_it_does_not_concern(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], seed: int
) -> None:
    """Two days; `python -m tests.campaigns.canary` goes on with others."""
    async with canary_day.played(tmp_path, seed) as day:
        heard = {line.source for line in day.town.said_by_bot() if ":" not in line.chat}
        assert heard >= {Source.REPLY, Source.PUSH}
        assert await canary_day.lifted(day, "person")
        logged = "".join(capfd.readouterr())
        found = await canary_day.surfaced(day, logged)
    assert '"action"' in logged
    assert not found, f"again: python -m tests.campaigns.canary --seed {seed}\n" + "\n".join(found)


# The search itself -----------------------------------------------------------------------------

FORMS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "spaced": " ".join,
    "escaped": lambda text: json.dumps({"content": text}),
    "escaped in capitals": lambda text: "".join(f"\\u{ord(one):04X}" for one in text),
    "percent-encoded": quote,
    "escaped and then percent-encoded": lambda text: quote(json.dumps(text)),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 in the middle": lambda text: base64.b64encode(f"“{text}”, x".encode()).decode(),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(f"?{text}~".encode()).decode(),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", [kind for kind in canaries.ALL if kind != "room"])
def test_the_search_finds_a_value_in_whatever_form_it_went_out(form: str, kind: str) -> None:
    for one in CANARIES:
        secret = getattr(one, kind)
        assert secret in canaries.leaks(f'{{"a": 1, "b": "{FORMS[form](secret)}"}}', (kind,))


@pytest.mark.parametrize("text", ["2907室", "3栋2单元2907", "\\u623f2907", "2907%E5%AE%A4"])
def test_the_search_finds_a_room_as_a_number_of_its_own(text: str) -> None:
    assert canaries.leaks(text) == ["2907"]


@pytest.mark.parametrize(
    "text", ["#1 收到：3栋2单元 照明", "12907", "0.2907", "stream-a2907f00c3d1", "p-2907ab0c", "13800000000"]
)
def test_the_search_finds_nothing_in_what_is_nobodys(text: str) -> None:
    assert canaries.leaks(text) == []


PLANTED = f"#1 {CANARIES[1].name}，{CANARIES[1].phone}"


async def _in_a_group(day: Day) -> None:
    key = day.town.sandbox.world.rooms[RESIDENTS].webhook_key
    await _sends(day, f"webhook/send?key={key}", {"msgtype": "text", "text": {"content": PLANTED}})


async def _to_a_stranger(day: Day) -> None:
    await _sends(day, "message/send", {"touser": "xiaoma", "msgtype": "text", "text": {"content": PLANTED}})


async def _sends(day: Day, path: str, body: dict[str, object]) -> None:
    url = f"{day.town.sandbox.world.origin}/cgi-bin/{path}"
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
        assert answer.status == 200


async def test_a_planted_leak_is_found(tmp_path: Path) -> None:
    async with canary_day.played(tmp_path, seed=1, lines=2) as day:
        assert await canary_day.surfaced(day, "") == []
        assert await canary_day.surfaced(day, f"said {CANARIES[0].plate}")
        for leak, where in ((_in_a_group, RESIDENTS), (_to_a_stranger, "app:xiaoma")):
            await leak(day)
            found = [one for one in await canary_day.surfaced(day, "") if one.startswith(where)]
            assert any(CANARIES[1].name in one for one in found)
            assert any(CANARIES[1].phone in one for one in found)
