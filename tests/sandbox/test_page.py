import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from selenium.webdriver import Chrome

from bot.sandbox import performance, stage
from bot.sandbox.server import Sandbox
from bot.sandbox.transcript import Source
from tests.sandbox import browser
from tests.sandbox.conftest import BEGIN
from tests.sandbox.toy_bot import silent_service

GROUP = "wr-grid1-residents"


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    async with stage.raised(tmp_path, performance.EXAMPLE, BEGIN, 0, silent_service) as raised:
        yield raised


async def ask(sandbox: Sandbox, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    async with aiohttp.ClientSession() as session:
        url = f"{sandbox.world.origin}/sandbox/{path}"
        call = session.get(url) if body is None else session.post(url, json=body, headers=headers)
        async with call as answer:
            return answer.status, await (answer.json() if answer.content_type == "application/json" else answer.text())


async def test_saying_travels_the_wire_and_lets_a_moment_pass(sandbox: Sandbox) -> None:
    status, answer = await ask(sandbox, "say", {"person": "wangayi", "chat": GROUP, "text": "@连心 灯坏了"})
    assert (status, answer["delivered"]) == (200, True)
    assert sandbox.clock.now() > BEGIN
    _, news = await ask(sandbox, "lines?after=0")
    assert [line["text"] for line in news["lines"]] == ["@连心 灯坏了"]


async def test_the_next_morning_is_eight_o_clock(sandbox: Sandbox) -> None:
    _, answer = await ask(sandbox, "clock", {"next_morning": True})
    assert datetime.fromisoformat(answer["now"]).isoformat() == "2026-11-24T08:00:00+08:00"


@pytest.mark.parametrize("minutes", [-1, 366 * 24 * 60 + 1, 10**30])
async def test_the_clock_moves_neither_back_nor_further_than_a_year_at_once(sandbox: Sandbox, minutes: int) -> None:
    status, _ = await ask(sandbox, "clock", {"minutes": minutes})
    assert (status, sandbox.clock.now()) == (400, BEGIN)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"person": "nobody", "chat": GROUP, "text": "x"}, 400),
        ({"person": "lidaye", "chat": GROUP, "text": "x"}, 400),
        ({"person": "wangayi", "chat": "nowhere", "text": "x"}, 400),
        ({"person": "wangayi"}, 400),
    ],
)
async def test_nonsense_is_refused(sandbox: Sandbox, body: dict[str, str], status: int) -> None:
    assert (await ask(sandbox, "say", body))[0] == status


async def test_a_foreign_page_cannot_make_a_browser_speak(sandbox: Sandbox) -> None:
    body = {"person": "wangayi", "chat": GROUP, "text": "x"}
    assert (await ask(sandbox, "say", body, **{"Content-Type": "text/plain"}))[0] == 415


async def test_no_secret_is_on_the_page(sandbox: Sandbox) -> None:
    _, world = await ask(sandbox, "world")
    place = sandbox.world
    secrets = [place.aibot.token, place.aibot.aes_key, place.app.secret, place.account.secret]
    secrets += [room.webhook_key for room in place.rooms.values()]
    assert not [secret for secret in secrets if secret in str(world)]


# In a browser ----------------------------------------------------------------------------------


@pytest.fixture
def chrome() -> Iterator[Chrome]:
    with browser.opened() as driver:
        yield driver


async def drive(sandbox: Sandbox, chrome: Chrome, script: Callable[[Chrome], None]) -> None:
    """Selenium blocks, so it runs beside the server's loop."""

    def work() -> None:
        chrome.get(f"{sandbox.world.origin}/")
        browser.until(chrome, lambda driver: driver.execute_script("return document.body.dataset.ready"))
        script(chrome)

    await asyncio.to_thread(work)


@pytest.mark.browser
async def test_the_at_is_added_unless_switched_off(sandbox: Sandbox, chrome: Chrome) -> None:
    def script(driver: Chrome) -> None:
        browser.become(driver, "wangayi")
        browser.say(driver, GROUP, "路灯坏了")
        browser.wait_for(driver, GROUP, "@连心 路灯坏了")
        browser.press(driver, f"at-{GROUP}")
        browser.say(driver, GROUP, "今天真冷")
        browser.wait_for(driver, GROUP, "未送达机器人：没有 @")

    await drive(sandbox, chrome, script)
    assert [line.delivered for line in sandbox.world.transcript.lines] == [True, False]


@pytest.mark.browser
async def test_a_clicked_line_is_quoted(sandbox: Sandbox, chrome: Chrome) -> None:
    sandbox.world.transcript.add(BEGIN, "wr-staff", "", "#1 路灯", Source.PUSH, mentions=("chenjing",))

    def script(driver: Chrome) -> None:
        browser.become(driver, "chenjing")
        browser.quote(driver, "wr-staff", "#1 路灯 @陈静")
        browser.say(driver, "wr-staff", "收到")
        browser.wait_for(driver, "wr-staff", "@连心 收到")

    await drive(sandbox, chrome, script)
    assert sandbox.world.transcript.lines[-1].quote == "#1 路灯"


@pytest.mark.browser
async def test_words_from_people_are_never_markup(sandbox: Sandbox, chrome: Chrome) -> None:
    def script(driver: Chrome) -> None:
        browser.become(driver, "wangayi")
        browser.say(driver, GROUP, "<img src=x onerror=document.title='owned'><b>粗</b>")
        browser.wait_for(driver, GROUP, "<b>粗</b>")
        assert driver.title == "连心 · 本地企业微信"

    await drive(sandbox, chrome, script)


@pytest.mark.browser
async def test_the_clock_moves_by_its_buttons(sandbox: Sandbox, chrome: Chrome) -> None:
    def script(driver: Chrome) -> None:
        browser.press(driver, "clock-1h")
        browser.wait_for(driver, "clock", "09:00")
        browser.press(driver, "clock-morning")
        browser.wait_for(driver, "clock", "11月24日 周二 08:00")

    await drive(sandbox, chrome, script)


@pytest.mark.browser
async def test_somebody_outside_a_group_can_only_read_it(sandbox: Sandbox, chrome: Chrome) -> None:
    def script(driver: Chrome) -> None:
        browser.become(driver, "wangayi")
        browser.wait_for(driver, "wr-staff", "王阿姨不在这个群里，只能看")

    await drive(sandbox, chrome, script)


@pytest.mark.browser
async def test_a_photo_in_a_single_chat_is_shown(sandbox: Sandbox, chrome: Chrome) -> None:
    def script(driver: Chrome) -> None:
        browser.become(driver, "wangayi")
        browser.press(driver, "photo-direct")
        browser.say(driver, "direct", "")
        loaded = "const one = document.querySelector('#chat-direct img'); return one && one.naturalWidth"
        browser.until(driver, lambda one: one.execute_script(loaded) == 480)

    await drive(sandbox, chrome, script)
