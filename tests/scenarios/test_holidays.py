"""The operator's own days off reach the deadlines of a running service."""

from pathlib import Path

import pytest

from bot.sandbox import demo, performance, stage
from tests.scenarios.town import BEGIN, LEISURE, STAFF, Town


async def test_a_day_off_of_the_operators_file_is_no_working_day_for_the_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = tmp_path / "days.toml"
    days.write_text("free = [2026-11-24]\n", encoding="utf-8")
    monkeypatch.setenv("LIANXIN_HOLIDAYS_FILE", str(days))
    async with stage.raised(tmp_path, performance.EXAMPLE, BEGIN, 0, demo.service, leisure=LEISURE) as sandbox:
        town = Town(sandbox, "")
        await town.group("wangayi", "3栋2单元的路灯又不亮了")
        await town.sees("(?s)^#1 【.*请在11月25日周三 09:00前接单", STAFF)
