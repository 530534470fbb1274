"""A community with words, a place and a category of its own: its matter goes through a whole life under its name."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox import demo, performance, stage
from tests.scenarios.town import BEGIN, LEISURE, RESIDENTS, STAFF, Town

OWN = """
[[categories]]
slug = "dock"
label = "码头"
kind = "hazard"
urgency = "yellow"
ask_place = true

[[words]]
category = "dock"
things = "浮桥 跳板 拴船桩"
troubles = "缆绳断了 浮桥散架"

[[words]]
class = "landmark"
words = "北区大樟树"

[[parties]]
code = "port"
name = "航道站"
chat_id = "wr-staff"
people = ["gaowuye"]
categories = ["dock"]
"""


@pytest.fixture
async def quay(tmp_path: Path) -> AsyncIterator[Town]:
    file = tmp_path / "quay.toml"
    file.write_text(performance.EXAMPLE.read_text(encoding="utf-8") + OWN, encoding="utf-8")
    folder = tmp_path / "town"
    folder.mkdir()
    async with stage.raised(folder, file, BEGIN, 0, demo.service, leisure=LEISURE) as sandbox:
        yield Town(sandbox, f"sqlite:///{folder / 'demo.sqlite3'}")


async def test_a_category_of_its_own_lives_from_the_first_word_to_the_figures(quay: Town) -> None:
    await quay.group("wangayi", "浮桥散架了，缆绳断了，没人管")
    await quay.sees("哪个位置", RESIDENTS)
    await quay.group("wangayi", "北区大樟树下")
    await quay.sees("^#1 .*北区大樟树下 码头.*航道站", RESIDENTS)
    called = await quay.sees("^#1 【尽快.*北区大樟树下 码头", STAFF)
    assert "gaowuye" in called.mentions
    await quay.group("gaowuye", "1 接单", chat=STAFF)
    await quay.group("gaowuye", "1 办结 浮桥重新绑好了", chat=STAFF)
    await quay.sees("^#1 北区大樟树下 码头：.*浮桥重新绑好了", RESIDENTS)
    await quay.group("wangayi", "满意")
    await quay.sees("^#1 ", RESIDENTS)
    await quay.alone("linshuji", "哪类最多")
    await quay.sees("码头")
    await quay.alone("linshuji", "本月码头的单有几件")
    await quay.sees("码头.*1件")
    assert quay.violations == []


async def test_staff_sort_into_it_and_its_party_is_called(quay: Town) -> None:
    await quay.group("wangayi", "3栋2单元的路灯又不亮了")
    await quay.sees("^#1 【", STAFF)
    await quay.group("chenjing", "1 改类 码头", chat=STAFF)
    await quay.sees("^#1 改好了：照明→码头", STAFF)
    assert "gaowuye" in (await quay.sees("^#1 【.*码头", STAFF)).mentions


async def test_a_community_without_them_hears_nothing_in_the_same_words(town: Town) -> None:
    await town.group("wangayi", "3栋门口浮桥散架了")
    await town.later(seconds=5)
    assert not any("码头" in line.text for line in town.said_by_bot())
