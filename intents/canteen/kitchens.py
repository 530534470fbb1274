"""What the canteen's people say of their work, and what anybody asks about it.

名单 · 今天有谁要送 · 今天不开火 · 王阿姨今天的饭没来拿; 多少钱一份 · 食堂几点开饭.
"""

import re
from datetime import date, timedelta

from bot.domain import requests, roster
from bot.domain.places import Place
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from intents import numbers, places, seldom, times
from intents.canteen import kitchen_news
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import directory
from intents.staff import absences

_LIST = re.compile(
    r"^(?:看看|看一下|给我|发一下|要|请|今天|现在|的|,|\s)*"
    r"(?:(?:订餐|订饭|送餐|送饭|吃饭|食堂|取餐|要送)的?(?:名单|单子|单|有谁|是谁)"
    r"|名单|谁订了?饭?|都?有?谁订了?(?:饭|餐)?|订了?(?:饭|餐)?的(?:有|是)?(?:谁|哪些人|哪几个|哪几家)"
    r"|(?:有|都有)?(?:谁|哪几家|哪几户|哪些人|哪家)要送(?:餐|饭)?"
    r"|要送(?:餐|饭)?的?(?:有|是)?(?:谁|哪几家|哪几户|哪些人)"
    r"|(?:都?有?谁有?|有没有|有)忌口的?吗?|忌口的?(?:名单|有哪些|有谁)|有(?:没有)?人[订吃](?:饭|餐)?(?:吗|没有?)?"
    r"|[^,。;]{0,4}有没有要送的|送几家|送哪几家|要送几家)(?:呢|啊|呀|了|的|看看|\?|\s)*$"
)
_CLOSED = re.compile(
    r"不(?:开火|开伙|开饭|开餐|做饭|供餐|供饭|营业|(?:[做开供卖])(?:早|午|中|晚)[饭餐])"
    r"|[做开烧]不[了成]?(?:饭|火|餐|伙)了?|做不了(?:饭|餐)?|停(?:火|伙|餐|灶|业)"
    r"|[早午中晚][饭餐](?:今天|明天)?(?:就)?不(?:做|开|供)(?!辣)|食堂(?:要)?(?:停|休|歇|关)"
    r"|(?:停|休|歇)(?:业|息)?(?:一|两|三|几|\d)天|没法(?:做饭|开火|开饭)"
)
_CUTOFF = re.compile("截止|还能订")
#: 我明天请假: leaves are kept of grid workers only.
_AWAY = re.compile(
    r"^(?:[我俺]|明|后|周|下周|今)(?!.*(?:大爷|阿姨|老人|[饭餐]))[^,;。!?]{0,8}"
    r"(?:请[^,;。!?]{0,4}假|休假|休息|来不了|不来|不上班)"
)
#: 蒸箱坏了, 冰柜不制冷: what stands in a kitchen, and what is wrong with it.
_BROKEN = re.compile(
    r"(?:蒸[箱柜车饭]+|冰[箱柜]|冷[柜藏库冻]+|消毒柜|保[温鲜][柜台箱]|烤箱|微波炉|电饭[锅煲]|大?锅|灶[台头具]?"
    r"|炉[子灶]|油烟机|抽?排?[烟风]机|烟道"
    r"|洗碗机|和面机|绞肉机|切菜机|压面机|豆浆机|热水[器炉]|开水[器炉]|打卡机|刷卡机|收款机|餐桌|餐车|送餐车|水槽"
    r"|水池|冰机|风扇|空调)"
    r"[^,;。!?]{0,4}?(?:坏|不制冷|不冷|不凉|不热|不加热|不转|不通电|不工作|没反应|跳闸|漏|堵|打不着|点不着|打不开"
    r"|关不上|用不了|罢工|停了|裂|断)"
)
_OPEN = re.compile(
    r"照常(?:开饭|开火|做饭|供餐|营业)|恢复(?:开饭|开火|供餐|做饭)|又?能(?:做|做饭|开火|开饭|供饭|供餐)了|又开火了"
)
_LEFT = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,5}?)?(?:家)?(?:的)?(?:[今昨]天)?(?:早|午|中午|晚|晚上)?的?(?:饭|餐|午饭|晚饭|午餐|晚餐)"
    r"(?:还)?(?:没有?人?|一直没|没见)(?:来)?(?:拿|取|领|打)(?:走)?(?:了|啊|呢)*$"
)
_NOT_A_NAME = re.compile(r"^(?:今天|昨天|中午|晚上|午饭|晚饭|现在|还有|有人|有一?份|那个|这个)")
_PRICE = re.compile(r"(?:多少钱|几块钱?|什么价|怎么收费|贵不贵|价格)")
#: What has come in is no price: 食堂这个月收了多少钱.
_EARNED = seldom.Pattern(
    r"收[了入到]|花了|用了|营业额|挣了?|赚了?|亏了?|[本这上]个?月|[本这上]周|今年|去年|昨天|一共|总共"
)
_HOURS = re.compile(
    r"几点(?:钟)?(?:开饭|开餐|开门|吃饭|能吃|有饭|供餐|开始|取餐|拿饭)|什么时候(?:开饭|开餐|吃饭)|开饭时间|供餐时间"
)
_SENDS = re.compile(
    r"^(?:饭|餐|食堂|午饭|晚饭|请问|你们|这个|\s|,)*(?:能|可以|可不可以|能不能|给不给|管不管|包)(?:给)?送"
    r"(?:餐|饭|上门|到家|家里|吗)"
)
_MEAL = re.compile(r"[饭餐份]|食堂")
#: None of the three is asked without one of these.
CUES = "多少钱 几块 什么价 怎么收费 贵不贵 价格 几点 什么时候 开饭时间 供餐时间 能送 以送 给送 管送 包送"
_LONGEST = 40
#: 今天起三天
_COUNTED = seldom.Pattern(r"(\d{1,2}|[一二两三四五六七八九十]{1,2})天")
#: No kitchen says further ahead that it is closed.
_MOST_DAYS = 14


def told(normal: Normal, scene: Scene) -> requests.Request | tuple[requests.Request, ...] | None:
    """What the canteen's people ask or say in the whole line of their work; None if it is about something else."""
    if scene.person is None or roster.Role.CANTEEN not in scene.person.roles:
        return None
    line = _bare(normal, scene)
    if not line:
        return None
    day, service = _when(line, scene)
    if _LIST.match(_without_time(line, scene)):
        return requests.ShowKitchen(day, service)
    news = kitchen_news.read(line, normal, scene, day, service)
    if line.endswith(("?", "吗")) or isinstance(news, tuple | requests.ShowKitchen):
        return requests.ShowMealTimes() if _CUTOFF.search(line) else news
    if _OPEN.search(line):
        return requests.CloseMeals(_every_day(line, scene), service, again=True)
    if _CLOSED.search(line):
        return requests.CloseMeals(_every_day(line, scene), service)
    if _AWAY.search(line):
        return requests.Explain("cook_away")
    if _BROKEN.search(line):
        kitchen = places.find(normal, scene.community) or Place("食堂", landmark="食堂")
        return requests.OpenTicket(normal.raw, Kind.HAZARD, "public_facilities", Urgency.YELLOW, kitchen)
    left = _LEFT.search(line)
    place = places.find(normal, scene.community) if left else None
    if left is None or not (left["who"] or place):
        return news
    who = "" if left["who"] is None or _NOT_A_NAME.match(left["who"]) else left["who"]
    return requests.NoteUncollected(normal.raw, who, place) if who or place else news


def asked(normal: Normal, scene: Scene) -> requests.Request | None:
    """What a meal costs, when it is served: the community's own answer goes before the table of meals."""
    line = _bare(normal, scene)
    price, hours, sends = _PRICE.search(line), _HOURS.search(line), _SENDS.match(line)
    if price and _EARNED.search(line):
        return None
    if not (sends or ((price or hours) and _MEAL.search(line))) or directory.title_for(line, scene.community):
        return None
    return requests.Guide(normal.raw) if sends else requests.ShowMealTimes()


def _bare(normal: Normal, scene: Scene) -> str:
    """The line without what may stand around it; empty where it cannot be about the canteen."""
    line = normal.text.strip(" 。!~.,，")
    return line if len(line) <= _LONGEST and scene.community.services else ""


def _when(line: str, scene: Scene) -> tuple[date | None, str]:
    days, named = times.days(line, scene.now), times.services(line)
    return days[0].value if days else None, named[0] if named else ""


def _every_day(line: str, scene: Scene) -> tuple[date, ...]:
    """All the days that the line names, 明后两天 and 后天到周五 too; today where it names none."""
    line = absences.spelled_out(line)[0]
    named, counted = times.days(line, scene.now), _COUNTED.search(line)
    lasts = (numbers.value_of(counted[1]) or 1) if counted and len(named) == 1 else 1
    each = (
        one.value + timedelta(days=step)
        for one in named
        for step in range(((one.last or one.value) - one.value).days + lasts)
    )
    return tuple(sorted(set(each)))[:_MOST_DAYS] or (scene.now.date(),)


def _without_time(line: str, scene: Scene) -> str:
    for one in reversed(times.days(line, scene.now)):
        line = line[: one.start] + line[one.end :]
    return re.sub(r"[早午中晚][餐饭]|早上|中午|晚上", "", line).lstrip("的 ,")
