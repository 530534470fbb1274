"""说错了，是4栋 · 不是路灯，是楼道灯: what was reported is put right by whoever reported it."""

import re
from dataclasses import replace

from bot.domain import requests
from bot.domain.places import Place
from intents import classify, places
from intents.normalise import Normal
from intents.scene import Scene

_LONGEST = 24
#: What says that something was wrong.
_WRONG = re.compile(r"[说看记写打搞弄报讲数]错|错了|不是|不对|更正|纠正|改一下|还是")
#: One of each is said by whoever puts something right.
CUES = ("错 不是 不对 更正 纠正 改一下 还是", "错 是 对 正")
_SURELY = frozenset(CUES[1].split())
#: What it is instead: the end of the line.
_RIGHT = re.compile(
    r"(?:应该是|应该在|其实是|而是|(?<!不)是|改成|在)(?P<right>[^,;。!?是\s]{2,12}?)"
    r"(?:的|那边|那里|才对|没错|对的|啊|呀|哦|吧|[\s,])*$"
)
#: "哎呀还是3栋 老糊涂了": the first place after all.
_AFTER_ALL = re.compile(
    r"^(?:哎呀?|唉|哦|不对|不是|[\s,])*还是(?P<right>[^,;。!?是\s]{2,12}?)(?:的|那边|那里)?"
    r"(?:[吧啊呀\s,]*(?:我|又|才对|没错|对的|老|糊涂|记错|说错|搞错|弄错|搞混|记混|了|对不起|不好意思|麻烦|[\s,])*)$"
)
#: Around a place stands no more than this.
_AROUND = 2
_THING = 6


def read(normal: Normal, scene: Scene) -> requests.AddToTicket | None:
    """The correction that the whole of the line is; None if it is none, or may answer a question of ours."""
    line = normal.text.strip(" ,.!~。")
    if len(line) > _LONGEST or scene.pending is not None or not _WRONG.search(line):
        return None
    found = _AFTER_ALL.match(line) or _RIGHT.search(line)
    if found is None or _SURELY.isdisjoint(line):
        return None
    right = found["right"]
    place = places.find(Normal(right, right), scene.community)
    if place and place.text and len(right) <= len(place.text) + _AROUND:
        return requests.AddToTicket(normal.raw, place=place, corrects=True)
    return requests.AddToTicket(normal.raw) if _is_thing(right) else None


def amended(old: Place | None, new: Place) -> Place:
    """`new`, in the building of `old` where it names none."""
    if new.building or old is None or not old.building:
        return new
    unit = new.unit or old.unit
    where = f"{old.building}栋" + (f"{unit}单元" if unit else "") + (new.room or new.landmark or "")
    return replace(new, text=where, building=old.building, unit=unit, known=old.known, vague=False)


def _is_thing(words: str) -> bool:
    verdict = classify.judge(words)
    return len(words) <= _THING and verdict.has("object") and not verdict.has("trouble", "defect")
