"""这个月积分发了多少, 谁巡查最多, 谁看过户卡: figures of what is no ticket, and who looked into the register."""

import re

from bot.domain import requests
from bot.domain.requests import Total
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import spans

_MANY = "(?:多少|几)"
_PAID = "(?:发放?|付|奖励?|给|送)(?:出去?)?[了过]?"
_POINTS = re.compile(
    rf"{_PAID}{_MANY}积?分|积?分的?(?:一共|总共)?{_PAID}{_MANY}分?|{_PAID}积分{_MANY}|积分{_MANY}分?{_PAID}"
)
_POINTS_RANKED = re.compile(
    r"(?:谁|哪个人?|哪位)的?(?:得|拿|挣)?的?积分(?:得的?)?(?:最多|最高)|积分(?:最多|最高)的?(?:人|居民)?是?(?:谁|哪个人?|哪位)"
    r"|积分(?:排名|排行榜?|排行|榜)|谁[得拿挣][的了]?积?分最多"
)
_ROUND = "巡(?:查|逻|楼|视)"
_PATROLS = re.compile(rf"{_ROUND}[了过的]?{_MANY}[次回趟]|{_ROUND}的?次数(?:是?多少)?")
_PATROLS_RANKED = re.compile(
    rf"(?:谁|哪个人?|哪位){_ROUND}[得的了]?(?:次数)?最多|{_ROUND}(?:次数)?最多的?是?谁|{_ROUND}排[名行]"
)
_LOOKED = re.compile(
    r"(?:都?有?谁|哪些人|有没有人|有人)都?(?:看|查|翻)(?:看|阅)?[过了]*的?户卡|户卡(?:都|被)*(?:谁|哪些人)(?:看|查)[过了]*"
    r"|户卡(?:的)?(?:查看|查阅|查询|访问|看)的?记录"
)
#: What may stand around it besides a span.
_AROUND = re.compile(r"^(?:请问|查一?下|看看|我们|咱们|社区|大家|到现在|一共|总共|都|的)*|[的了过呢吗啊呀]*$")
_LONGEST = 24


def read(normal: Normal, scene: Scene) -> requests.ShowTotal | requests.ShowLooks | None:
    """What the whole line asks for; None if it asks for none of these."""
    line = normal.text.strip(" 。!~.,，?").replace(" ", "")
    if len(line) > _LONGEST or "我的" in line:
        return None
    span = spans.find(line, scene.now.date())
    bare = _AROUND.sub("", line.replace(span.words, "", 1) if span else line)
    days = (span.first, span.last, span.words) if span else (None, None, "")
    if _LOOKED.fullmatch(bare):
        return requests.ShowLooks(*days)
    for said, of, ranked in (
        (_POINTS, Total.POINTS, False),
        (_POINTS_RANKED, Total.POINTS, True),
        (_PATROLS, Total.PATROLS, False),
        (_PATROLS_RANKED, Total.PATROLS, True),
    ):
        if said.fullmatch(bare):
            return requests.ShowTotal(of, ranked, *days)
    return None
