"""Cards on the chat page: drawn, pressed, and the newest look in the place of the old."""

import asyncio

import pytest
from selenium.webdriver import Chrome

from bot.sandbox import cards
from bot.sandbox.cards import Shown
from bot.sandbox.server import Sandbox
from bot.sandbox.transcript import Source
from tests.sandbox import browser
from tests.sandbox.conftest import BEGIN
from tests.sandbox.samples import card
from tests.sandbox.test_page import ask, chrome, drive, sandbox

__all__ = ["chrome", "sandbox"]

CHAT = "app:chenjing"
PRESSED = """return [...document.querySelectorAll('[data-testid="card"]')]
    .map(card => card.querySelectorAll("button:disabled").length)"""
CLICK = {"person": "chenjing", "chat": CHAT, "task_id": "t-1", "key": "accept"}


def show(sandbox: Sandbox, shown: Shown) -> None:
    read = cards.words(shown.fields, shown.greyed)
    sandbox.world.transcript.add(BEGIN, CHAT, "", read, Source.APP, card=shown.view)


def sent(sandbox: Sandbox) -> None:
    show(sandbox, sandbox.platform.exchange.desk.show(CHAT, card()))


def greyed(sandbox: Sandbox) -> None:
    after = sandbox.platform.exchange.desk.change(CHAT, "t-1", None, "已受理")
    assert after is not None
    show(sandbox, after)


async def test_a_press_travels_the_wire(sandbox: Sandbox) -> None:
    sent(sandbox)
    assert await ask(sandbox, "click", CLICK) == (200, {"seq": 2, "delivered": True})
    assert sandbox.world.transcript.lines[-1].note == "点了卡片上的按钮"
    _, news = await ask(sandbox, "lines?after=0")
    assert [bool(line["card"]) for line in news["lines"]] == [True, False]


@pytest.mark.parametrize(
    "change", [{"person": "wangayi"}, {"chat": "app:wangayi", "person": "wangayi"}, {"key": "x"}, {"task_id": "t-2"}]
)
async def test_what_no_phone_would_offer_is_refused(sandbox: Sandbox, change: dict[str, str]) -> None:
    sent(sandbox)
    assert (await ask(sandbox, "click", CLICK | change))[0] == 400


async def test_a_greyed_card_cannot_be_pressed(sandbox: Sandbox) -> None:
    sent(sandbox)
    greyed(sandbox)
    assert (await ask(sandbox, "click", CLICK))[0] == 400


@pytest.mark.browser
async def test_a_card_is_pressed_and_its_newest_look_takes_its_place(sandbox: Sandbox, chrome: Chrome) -> None:
    sent(sandbox)
    loop = asyncio.get_running_loop()

    def script(driver: Chrome) -> None:
        browser.become(driver, "chenjing")
        browser.press(driver, "door-app")
        browser.wait_for(driver, "card", "3栋2单元")
        browser.press(driver, "press-accept")
        browser.wait_for(driver, "direct", "点了卡片上的按钮")
        loop.call_soon_threadsafe(greyed, sandbox)
        browser.wait_for(driver, "card", "已受理")
        assert driver.execute_script(PRESSED) == [1]

    await drive(sandbox, chrome, script)
