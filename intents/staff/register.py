"""户卡 and 码: the household's card, and the code a finder reads off somebody's card."""

import re
from dataclasses import replace

from bot.domain import requests, roster
from bot.domain.register import CODE_LENGTH, CODE_LETTERS
from bot.domain.requests import Action, Clarify, Guide, Reading, Slot
from intents import places, seldom
from intents.normalise import Normal, normalise

_CARD = re.compile(r"^(?:查|看|看看|查一下)?户卡[\s,:]*(?P<where>\S.{0,30})$")
_LETTERS = rf"[A-Za-z0-9](?:\s?[A-Za-z0-9]){{{CODE_LENGTH - 1}}}"
_CODE = seldom.Pattern(rf"^(?:防走失)?(?:码|编码|卡号|二维码)(?:是|上写着?)?[\s,:]*(?P<code>{_LETTERS})$")
#: No line that holds a code is without as many letters and figures: most lines end there.
_LONG_ENOUGH = re.compile(_LETTERS)
#: Anywhere in a line: called a code, but not that of a parcel or a payment; a plate or the name of a thing is none.
_CALLED = re.compile(
    r"(?<![取件证款请康密货])(?:码|卡号)(?:上?写着?|是|为)?[\s,:]*"
    rf"(?=[0-9\s]*[A-Za-z])(?P<code>{_LETTERS})(?![A-Za-z0-9-])"
)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PRINTED = seldom.Pattern(
    rf"(?<![A-Za-z0-9{_PROVINCES}-])(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])"
    rf"(?P<code>[{CODE_LETTERS}{CODE_LETTERS.lower()}]{{{CODE_LENGTH}}})(?![A-Za-z0-9-])"
)
#: Somebody is found, or a card: then letters and figures are its code without being called one.
_FOUND = seldom.Pattern("[捡拾]到|发现|走[丢失]|迷路|卡|牌子|手环|老人|大[爷妈]|老[太爷奶]|孩子")
#: What we would ask about the line if it held no code.
_DOUBTS = frozenset({Slot.INTENT, Slot.WHETHER, Slot.MATTER})
#: What either begins with: most lines end there.
_BEGINNINGS = "查看户防码编卡二"


def beginnings() -> frozenset[str]:
    return frozenset(_BEGINNINGS)


def beside(reading: Reading, normal: Normal, community: roster.Community) -> Reading:
    """`reading`, and first of all the call to the family whose code stands in the line: whatever else it says stays."""
    if not _LONG_ENOUGH.search(normal.text) or any(isinstance(one, requests.FindFamily) for one in reading.requests):
        return reading
    line = normal.text
    found = _CALLED.search(line) or _PRINTED.search(line)
    if found is None or not (found.re is _CALLED or found[0] == line.strip(" 。!~") or _FOUND.search(line)):
        return reading
    code = found["code"].replace(" ", "").upper()
    call = requests.FindFamily(code, normal.raw, reading.place or places.find(normal, community))
    kept = tuple(one for one in reading.requests if not _in_doubt(one))
    why = (*reading.why, "防走失码")
    return replace(reading, action=Action.ACT, silence="", requests=(call, *kept), why=why, concern=None)


def _in_doubt(request: requests.Request) -> bool:
    return isinstance(request, Guide) or (isinstance(request, Clarify) and request.slot in _DOUBTS)


def read(normal: Normal, community: roster.Community) -> requests.ShowHousehold | requests.FindFamily | None:
    """The card or the code that the whole of the line asks for; None if it is about something else."""
    line = normal.text.strip(" 。!~.,，")
    if found := _CODE.match(line):
        return requests.FindFamily(found["code"].replace(" ", "").upper())
    if found := _CARD.match(line):
        place = places.find(normalise(found["where"]), community)
        return requests.ShowHousehold(place) if place else None
    return None
