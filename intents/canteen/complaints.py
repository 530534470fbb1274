"""The canteen brought too little: "食堂少给一份饭", "今天的饭少送了两份": for somebody to put right, and no order."""

import re

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.requests import Action, Intent, Reading
from bot.domain.tickets import Kind
from intents import numbers, seldom
from intents.normalise import Normal

_MANY = rf"{numbers.WRITTEN}(?:个人的?|人份|[份盒个碗])"
_WHO = r"(?:食堂|厨房|饭堂|送[饭餐](?:的|员|师傅)|师傅|你们)"
_SHORT = re.compile(
    rf"(?:少(?:给|送|打|装|做|拿|发)|漏(?:给|送|打|装|做)|送[少漏]|给少)了(?:我|俺|咱)?(?:们)?(?:家)?(?:的)?{_MANY}"
    rf"|{_WHO}[^,;。!?]{{0,6}}(?:少|漏)(?:给|送|打|装|发)了?[^,;。!?]{{0,3}}{_MANY}"
    rf"|[订点报]了[^,;。!?]{{0,3}}{_MANY},?[^,;。!?]{{0,4}}[只才就](?:送|给|收|拿|来|领)"
    rf"(?:来|到|了)+[^,;。!?]{{0,2}}{_MANY}"
    r"|[饭餐](?:又|也|都)?(?:漏送|送漏|忘了?送|没给送)了?(?:$|[,;。!?])"
)
#: None without one of each; much cheaper to look for.
HINTS = "少漏只才忘没"
_HINT, _COUNTED = re.compile(f"[{HINTS}]"), re.compile("[份盒个碗饭餐]")
#: "发现少了一份,补一份送上来": they say themselves what is to be done, and it is a meal.
_REMEDY = seldom.Pattern(r"补|[再重](?:送|做|来|打)|加(?:一|两|[12])|退")
#: Of a meal to come nothing can have been forgotten: "明天少送一份" changes the order.
_TO_COME = seldom.Pattern(r"明|后[天日儿]|下(?:周|星期|礼拜|顿|次|回)|请|麻烦|帮")


def is_short(text: str) -> bool:
    """Does `text` (normalised) say that fewer meals came than were ordered, and leave it to others to act?"""
    if _HINT.search(text) is None or _COUNTED.search(text) is None:
        return False
    return _SHORT.search(text) is not None and not _REMEDY.search(text) and not _TO_COME.search(text)


def read(normal: Normal, place: Place | None) -> Reading | None:
    """The matter that too few meals are; None if nothing of the kind is said."""
    if not is_short(normal.text):
        return None
    opened = requests.OpenTicket(normal.raw, Kind.WISH, "dining", place=place)
    told = requests.TellKitchen(normal.raw, opened)
    return Reading(
        Intent.WISH, Action.ACT, 0.9, opened.category, opened.urgency, place, requests=(told,), why=("饭送少了",)
    )
