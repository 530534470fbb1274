"""What the canteen's people say while they cook and carry: 青菜没了换成豆腐, 晚半个小时送, 王阿姨家敲门没人.

None of it is a report or an order of theirs.
"""

import re
from datetime import date

from bot.domain import requests
from intents import places
from intents.normalise import Normal
from intents.scene import Scene

_SOON = r"(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})个?(?:半)?(?:小时|钟头|分钟|刻钟?)"
_LATE = re.compile(
    rf"(?:晚|迟|推迟|延迟|延后|耽误|晚个?|迟个?)(?:到|点|一点|些|一些|个|一会儿?|{_SOON})+(?:了|才|再|能|送|到|开饭|出发|来|[,\s]|$)"
    r"|(?:送[餐饭]|开[饭餐]|[饭餐菜]).{0,6}(?:要|得|会|可能)?(?:晚|迟|推迟|延迟|延后)(?!饭|餐|上)"
    r"|(?:要|得|\d)[点时](?:半|钟|多)?(?:才|以后)(?:能)?(?:送|开[饭餐]|到|出)"
    rf"|(?:送|开)(?:[餐饭])?(?:要|得|会)?(?:再)?等?{_SOON}|路上堵|堵车|车坏了"
)
_DISH = r"[^\d\s,;。!?今明后天]{1,6}?"
_CHANGED = re.compile(
    rf"(?P<was>{_DISH})(?:今天|已经|都|全)*(?:没有?了?|卖完|卖光|用完|不够|没买到|断货|缺货|不新鲜|不做)*了?[,\s]*(?:就|给|我们|今天|先|统一|都)*"
    rf"(?:换成|改成|换为|改为|换|改做|换做)(?P<now>[^\d\s,;。!?]{{1,8}}?)(?:了|吧|啊)*$"
)
_SOLD_OUT = re.compile(
    rf"^(?:今天|今天的|中午|晚上|[\s,])*(?P<was>{_DISH})(?:卖完|卖光|没有|没了|没买到|不做|断货|用完)(?:了|啊)*$"
    r"|^(?:今天|中午|晚上|[\s,])*(?:没有?|不做)(?P<none>[^\d\s,;。!?人空事时]{1,6}?)(?:了|啊)*$|^换菜了"
)
#: Of how many or who it is said, not of a dish.
_NOT_A_DISH = re.compile(
    "人|份|谁|饭钱|订|单|名单|时间|空|事|点(?!心)|号|周|午餐|晚餐|晚饭|午饭|开火|空调|水|电|气|灯(?!笼)|门|锁|窗|桌|椅"
)
_SURPLUS = re.compile(
    r"(?:做|打|煮|备)多了|多(?:做|打|煮|备)了?|(?:还|多|剩|余)(?:剩|余|出来?)?了?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})份"
)
_SHORT = re.compile(
    r"(?:少(?:做|打|备)了?|不够(?:了|吃|分)?|差)(?:[了\d一二两三四五六七八九十]*份)?(?:了|啊)*$|[饭菜汤]不够"
)
_OUT = re.compile(
    r"^(?:饭|餐|菜|午饭|晚饭|都|已经|现在|刚|全部|全|我们|送餐|[\s,])*(?:出发|送出去|送出|送完|送到|送达|发完|送齐|在送|开始送|在路上|放门口|挂门上)"
    r"(?:了|啦|齐|完)*$|.{1,6}(?:取|拿|领|送到?|送达)(?:走)?了$"
)
_MISSING = re.compile(
    r"(?:谁|哪些人?|哪几个人?|哪几家|还?有(?:谁|没有人|人)).{0,4}(?:没|未)(?:有)?(?:来)?(?:拿|取|领|吃|打)"
    r"|(?:没|未)(?:来)?(?:拿|取|领)的?(?:都)?(?:有|是)?(?:谁|哪些|几个|几份|多少)|谁(?:老是?|总是?|经常|常)(?:不|没)来"
)
_COUNTED = re.compile(
    r"(?:几|多少)个?人?订|(?:有)?几个.{0,4}(?:不吃|忌|不要|少)|(?:不|少|忌|清真|无).{1,4}的?(?:有)?(?:几|多少)[份个]"
    r"|(?:订了?|的|栋|最后|一共|总共|到底)(?:一共|总共|有)?(?:几|多少)份|名单(?:发我|给我|呢|在哪)"
)
_UNANSWERED = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,5}?)?(?:家里?|那边|那里|那)?[,\s]*(?:敲了?(?:半天)?门?|打了?电话|打电话|按门铃)?[,\s]*(?:都|也|一直|还)?"
    r"(?:没有?人(?:开门|应门?|在家?|接|理)?|不开门|没开门|敲不开|不接电话)(?:了|啊|的)*$"
)
_NOT_COME = re.compile(
    r"^(?P<who>[\u4e00-\u9fff]{2,5}?)(?:今天|中午|晚上|到现在|还)*没(?:有)?来(?:拿|取|领|吃|打饭)?(?:了|啊)*$"
)
_NOBODY = re.compile("^(?:敲|打|按|今天|现在|还有|有人|没人|大家|他们|师傅|厨师|菜|送菜|配送|老板|人|谁)")
_DOOR = re.compile("敲|开|应|理|接|没人|没有人")
#: Which meal it is said of.
_WHICH = re.compile("^(?:[今明后]天)?的?(?:[早午中晚][餐饭]|早上|中午|晚上)的?")
_LONGEST = 30
#: Minutes in which people come for a meal.
_FETCHED_FOR = 180


def read(
    line: str, normal: Normal, scene: Scene, day: date | None, service: str
) -> requests.Request | tuple[requests.Request, ...] | None:
    """What the whole `line` of somebody of the canteen asks or says; None if it is about something else.

    `day`, `service`: what it names of them.
    """
    if len(line) > _LONGEST:
        return None
    shown = requests.ShowKitchen(day, service)
    if _MISSING.search(line):
        return requests.ShowKitchen(day, service or _on_the_table(scene)), requests.Explain("cook_fetched")
    if _COUNTED.search(line):
        return shown
    if line.endswith(("?", "吗", "呢")) or "谁要" in line:
        return requests.Explain("cook_surplus") if _SURPLUS.search(line) else None
    return _knock(line, normal, scene) or _told(line, normal, day, service)


def _on_the_table(scene: Scene) -> str:
    """The meal that people are fetching now; "" where none is."""
    now = scene.now.hour * 60 + scene.now.minute
    served = ((one.name, one.serve.hour * 60 + one.serve.minute) for one in scene.community.services)
    return next((name for name, at in served if at <= now <= at + _FETCHED_FOR), "")


def _told(line: str, normal: Normal, day: date | None, service: str) -> requests.Request | None:
    dishes = _WHICH.sub("", line)
    changed = _CHANGED.search(dishes) or _SOLD_OUT.search(dishes)
    if changed and not _NOT_A_DISH.search("".join(one or "" for one in changed.groupdict().values())):
        return requests.TellEaters(normal.raw, day, service)
    if _LATE.search(line):
        return requests.TellEaters(normal.raw, day, service, carried="送" in line)
    for said, topic in ((_SURPLUS, "cook_surplus"), (_SHORT, "cook_short"), (_OUT, "cook_fetched")):
        if said.search(line):
            return requests.Explain(topic)
    return None


def _knock(line: str, normal: Normal, scene: Scene) -> requests.NoteUncollected | None:
    """A door that nobody opens, or somebody who has not come: by name or by door."""
    found = _UNANSWERED.search(line) or _NOT_COME.match(line)
    if found is None:
        return None
    place = places.find(normal, scene.community)
    who = found["who"] or ""
    who = "" if _NOBODY.match(who) or any(sign.isdigit() for sign in who) else who.removesuffix("家")
    at_door = found.re is _UNANSWERED and _DOOR.search(line) is not None
    return requests.NoteUncollected(normal.raw, who, place, unanswered=at_door) if who or place else None
