"""What people want to know of the service itself: 别说是我说的, 积分能换什么, 转人工, 删除我的数据."""

import re
from functools import lru_cache

from bot.domain import requests
from intents import numbers, phrases, seldom, sources
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import directory

#: The first that the whole of a line is decides.
_TOPICS = (
    "own_data", "privacy", "secrecy", "human", "machine", "hello", "office",
    "points_use", "points_earn", "points_when", "hours",
)  # fmt: skip
_LONGEST = 20
#: "把我的分转给周姐"
_GIVEN_AWAY = seldom.Pattern(
    r"^(?:请|帮我|能不能|可以)?(?:把)?我的?(?:积)?分(?:都|全)?(?:转|送|给)(?:给|到)?[^,;。!?]{1,8}$"
)
#: "我家猫跑丢了", "谁看见我家的金毛了"; 狗丢在楼道的粪 is something else.
_PETS = "(?:小?狗|狗狗|小?猫|猫咪|泰迪|金毛|柯基|哈士奇|比熊|鹦鹉|兔子|乌龟)"
_STRAY = seldom.Pattern(
    rf"(?:我|咱|俺)们?家?的?[^,;。!?]{{0,6}}{_PETS}[^,;。!?]{{0,4}}"
    r"(?:跑丢|走丢|丢|走失|跑|不见|跑没影|找不到)了?(?:[了的啊呀,。!?\s]|$)"
    rf"|(?:谁|有没有人|有人)[^,;。!?]{{0,4}}(?:看见|看到|见到|见过)(?:我|咱|俺)们?家?的?[^,;。!?]{{0,6}}{_PETS}"
)
#: Then it is about whoever was hurt.
_HURT = frozenset("咬扑追伤吓")
_SERVED = seldom.Pattern(
    r"^(?:我们?|今天|昨天|今早|昨晚|上午|下午|早上|晚上|刚|在|去|社区|小区|大?门口|路口|\s)*"
    r"(?:站岗|值班|值守|执勤|巡逻|(?:当|做)(?:了)?(?:志愿者|义工|志愿服务)|志愿服务|义务劳动|扫雪|捡垃圾)了?"
    rf"(?![室亭员的])[^,;。!?没不]{{0,4}}?(?:{numbers.WRITTEN}|半)个?(?:多)?(?:半)?(?:小时|钟头)(?:[了啊呀,。!\s].{{0,10}})?$"
)


def given_away(normal: Normal, scene: Scene) -> requests.Explain | None:
    """把我的分转给周姐: points are nobody else's."""
    line = _line(normal)
    answered = _GIVEN_AWAY.match(line) and not directory.title_for(normal.text, scene.community)
    return requests.Explain("points_use") if answered else None


def lost(normal: Normal, scene: Scene) -> requests.Explain | None:
    """谁捡到一串钥匙, 我的伞丢了: what is lost and found is not kept here, and we say where to ask."""
    text = normal.text
    if not (scene.addressed or normal.mentioned):
        return None
    if directory.title_for(text, scene.community) or any(word in text for word in _words("not_lost")):
        return None
    return requests.Explain("lost") if _lost().search(text) else None


def stray(normal: Normal, scene: Scene) -> requests.Explain | None:
    """我家猫跑丢了 橘色的: where to look, and whom to tell."""
    heard = (scene.addressed or normal.mentioned) and _HURT.isdisjoint(normal.text)
    return requests.Explain("stray") if heard and _STRAY.search(normal.text) else None


def served(normal: Normal, scene: Scene) -> requests.Explain | None:
    """我今天站岗两小时: hours of volunteers are kept elsewhere."""
    heard = scene.addressed or normal.mentioned
    return requests.Explain("hours") if heard and _SERVED.match(normal.text) else None


@lru_cache(maxsize=1)
def _lost() -> re.Pattern[str]:
    thing = "|".join(map(re.escape, sorted(_words("lost"), key=len, reverse=True)))
    where = r"(?:[在把][^,;。!?]{1,10}?)?"
    return re.compile(
        rf"^(?:[请帮麻]?[烦我]?问[问下]?|大家|刚才?|今天|昨天|早上|中午|晚上|我们?|群里|[有哪谁][^,;。!?]{{0,6}}?"
        rf"|\s)*{where}[捡拾]到"
        rf"|(?:{thing})[^,;。!?]{{0,8}}{where}(?:弄|落|搞)?丢了?(?:[了的在啊呀,。!?\s]|$)"
        rf"|(?:{thing})(?:弄|搞|也|又|刚才?)*(?:掉|不见|找不到|找不着|没)了(?:[,。!?\s]|$)"
        rf"|丢了?(?:一?[串把个只部张副块顶条件]|我)?[^,;。!?]{{0,4}}(?:{thing})"
    )


def read(normal: Normal, scene: Scene) -> requests.Request | tuple[requests.Request, ...] | None:
    """What the whole of the line wants to know; None if it is about something else. What the community's own directory
    answers is left to it; a greeting is answered 1:1 only."""
    topic = _topic(_line(normal))
    if not topic or (topic == "hello" and scene.in_group) or directory.title_for(normal.text, scene.community):
        return None
    if topic in ("own_data", "human"):
        return requests.CallSecretary(data=topic == "own_data")
    if topic == "points_when":
        return requests.ShowMyPoints(), requests.Explain(topic)
    return requests.Explain(topic)


def _line(normal: Normal) -> str:
    """The line without the marks around it; "" where it is too long."""
    return normal.text.strip(" 。!~.,，") if len(normal.text) <= _LONGEST else ""


def _topic(line: str) -> str:
    if not phrases.wholly(line, _any(), _words("fill")):
        return ""
    return next((one for one in _TOPICS if phrases.wholly(line, _words(one), _words("fill"))), "")


def beginnings() -> frozenset[str]:
    """What such a line can begin with."""
    return phrases.beginnings(_any() | _words("fill"))


def ends() -> frozenset[str]:
    """What such a line can end with."""
    return frozenset(word[-1] for word in _any() | _words("fill"))


@lru_cache(maxsize=1)
def _any() -> frozenset[str]:
    """The words of all topics: most lines are made of others."""
    return frozenset[str]().union(*map(_words, _TOPICS))


@lru_cache(maxsize=16)
def _words(name: str) -> frozenset[str]:
    return frozenset(sources.table_of("standing.toml")[name]["words"].split())
