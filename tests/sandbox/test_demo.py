import asyncio
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from bot.sandbox import demo, performance, stage
from tests.sandbox import browser
from tests.sandbox.conftest import BEGIN

GROUP = "wr-grid1-residents"


async def test_the_day_comes_true_with_the_real_bot(capsys: pytest.CaptureFixture[str]) -> None:
    code = await performance.play(demo.service, port=0, once=True, patience=120)
    assert code == 0, capsys.readouterr().out


def from_report_to_reward(driver: Chrome, origin: str) -> None:
    driver.get(f"{origin}/")
    browser.until(driver, lambda one: one.execute_script("return document.body.dataset.ready"))
    browser.become(driver, "wangayi")
    browser.say(driver, GROUP, "3栋2单元的路灯又不亮了")
    browser.wait_for(driver, GROUP, "#1 ")
    browser.wait_for(driver, "wr-staff", "@陈静")
    browser.become(driver, "chenjing")
    browser.quote(driver, "wr-staff", "#1 ")
    browser.say(driver, "wr-staff", "收到，我去看看")
    browser.wait_for(driver, "wr-staff", "接单，谢谢")
    browser.say(driver, "wr-staff", "1 办结 已换灯泡")
    browser.wait_for(driver, GROUP, "已换灯泡")
    browser.become(driver, "wangayi")
    browser.say(driver, GROUP, "修好了谢谢")
    browser.wait_for(driver, GROUP, "🧧 积分红包")


@pytest.mark.browser
async def test_on_the_page_a_report_is_taken_closed_and_rewarded(tmp_path: Path) -> None:
    async with stage.raised(tmp_path, performance.EXAMPLE, BEGIN, 0, demo.service) as sandbox:
        with browser.opened() as driver:
            await asyncio.to_thread(from_report_to_reward, driver, sandbox.world.origin)
