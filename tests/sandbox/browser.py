"""Chromium as the system brings it, and the few things people do on the page."""

from collections.abc import Iterator
from contextlib import contextmanager

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


def find(driver: Chrome, testid: str) -> WebElement:
    return driver.find_element(By.CSS_SELECTOR, f'[data-testid="{testid}"]')


def press(driver: Chrome, testid: str) -> None:
    find(driver, testid).click()


def become(driver: Chrome, userid: str) -> None:
    press(driver, f"person-{userid}")


def say(driver: Chrome, chat: str, text: str) -> None:
    """Type and send, once the answer to the line before has come."""
    WebDriverWait(driver, SECONDS).until(lambda one: find(one, f"send-{chat}").is_enabled())
    find(driver, f"input-{chat}").send_keys(text)
    press(driver, f"send-{chat}")


def quote(driver: Chrome, chat: str, beginning: str) -> None:
    """Click the newest bubble that begins so."""
    bubbles = find(driver, f"chat-{chat}").find_elements(By.CSS_SELECTOR, ".bubble")
    next(one for one in reversed(bubbles) if one.text.startswith(beginning)).click()


def wait_for(driver: Chrome, where: str, text: str) -> None:
    """Until `text` is to be read in a chat, or in the element of that name."""
    place = where if where == "clock" else f"chat-{where}"
    WebDriverWait(driver, SECONDS).until(lambda one: text in find(one, place).text, f"{text!r} in {where}")
