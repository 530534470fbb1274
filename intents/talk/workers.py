"""我住3栋，我的网格员是谁 · 3栋的网格员是谁 · 陈静电话多少: somebody looks for the one who is there for them."""

import re

from bot.domain import requests, roster
from intents import places
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import persons

_WORKER = re.compile(r"网格员(?:是|叫)?(?:谁|哪位|哪个|什么名字|啥名|电话)|谁是\S{0,8}网格员")
_PHONE = re.compile(
    r"^(?:请问|问一下|我想要|我要|要|给我|发我|告诉我|查一下|求|[\s,])*(?:网格员|网格长)?(?P<name>[^\s,的]{2,5}?)"
    r"(?:网格员|网格长)?的?"
    r"(?:手机|电话|联系)(?:号码?|方式)?(?:是)?(?:多少|几号|什么|有吗|有没有|给我|发我|告诉我|一下)*[?吗呢啊\s]*$"
)
#: Those whose number is there to be called.
_CALLABLE = frozenset({roster.Role.WORKER, roster.Role.LEADER})
_LONGEST = 30


def read(normal: Normal, scene: Scene) -> requests.ShowMyWorker | None:
    """Whom the whole of the line looks for; None if it is about something else."""
    if len(normal.text) > _LONGEST:
        return None
    if "网格员" in normal.text and _WORKER.search(normal.text):
        place = places.find(normal, scene.community)
        return requests.ShowMyWorker(place) if place and place.building else None
    asked = _PHONE.match(normal.text.strip(" 。!~.,，"))
    found = persons.whom(scene.community, asked["name"]) if asked else None
    person = scene.community.person(found.person) if found else None
    return requests.ShowMyWorker(named=person.userid) if person and person.roles & _CALLABLE else None
