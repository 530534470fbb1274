"""户卡 and 码: the household's card, and the code a finder reads off somebody's card."""

import re

from bot.domain import requests, roster
from bot.domain.register import CODE_LENGTH
from intents import places
from intents.normalise import Normal, normalise

_CARD = re.compile(r"^(?:查|看|看看|查一下)?户卡[\s,:]*(?P<where>\S.{0,30})$")
_CODE = re.compile(
    r"^(?:防走失)?(?:码|编码|卡号|二维码)(?:是|上写着?)?[\s,:]*"
    rf"(?P<code>[A-Za-z0-9](?:\s?[A-Za-z0-9]){{{CODE_LENGTH - 1}}})$"
)
#: What either begins with: most lines end there.
_BEGINNINGS = ("查", "看", "户", "防", "码", "编", "卡", "二")


def read(normal: Normal, community: roster.Community) -> requests.ShowHousehold | requests.FindFamily | None:
    line = normal.text.strip(" 。!~.,，")
    if not line.startswith(_BEGINNINGS):
        return None
    if found := _CODE.match(line):
        return requests.FindFamily(found["code"].replace(" ", "").upper())
    if found := _CARD.match(line):
        place = places.find(normalise(found["where"]), community)
        return requests.ShowHousehold(place) if place else None
    return None
