"""Chromium as the system brings it, and the few things people do on the page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

SECONDS = 20
OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,800")


@contextmanager
def opened() -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for option in OPTIONS:
        options.add_argument(option)
    driver = Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        yield driver
    finally:
        driver.quit()


def until(driver: Chrome, condition: Callable[[Chrome], object], waited_for: str = "") -> None:
    """Until `condition` holds. The page redraws itself at any moment; what it held a moment ago may be gone."""
    WebDriverWait(driver, SECONDS, ignored_exceptions=(StaleElementReferenceException,)).until(condition, waited_for)


def find(driver: Chrome, testid: str) -> WebElement:
    return driver.find_element(By.CSS_SELECTOR, f'[data-testid="{testid}"]')


def press(driver: Chrome, testid: str) -> None:
    until(driver, lambda one: find(one, testid).click() is None, f"to press {testid}")


def become(driver: Chrome, userid: str) -> None:
    press(driver, f"person-{userid}")


def say(driver: Chrome, chat: str, text: str) -> None:
    """Type and send, once the answer to the line before has come."""
    until(driver, lambda one: find(one, f"send-{chat}").is_enabled(), f"to send in {chat}")
    find(driver, f"input-{chat}").send_keys(text)
    press(driver, f"send-{chat}")


def quote(driver: Chrome, chat: str, beginning: str) -> None:
    """Click the newest bubble that begins so."""

    def clicked(one: Chrome) -> bool:
        bubbles = find(one, f"chat-{chat}").find_elements(By.CSS_SELECTOR, ".bubble")
        newest = next((bubble for bubble in reversed(bubbles) if bubble.text.startswith(beginning)), None)
        if newest is not None:
            newest.click()
        return newest is not None

    until(driver, clicked, f"a bubble beginning {beginning!r}")


def wait_for(driver: Chrome, where: str, text: str) -> None:
    """Until `text` is to be read in a chat, in the clock, or on a card."""
    place = where if where in ("clock", "card") else f"chat-{where}"
    until(driver, lambda one: text in find(one, place).text, f"{text!r} in {where}")
