"""Dates, money, names of things; and the taming of text that people typed."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from bot.domain.cases import BEGINNING
from bot.domain.photos import Album
from bot.domain.places import Place
from bot.domain.tickets import Kind, State
from bot.domain.urgency import Urgency

WEEKDAYS = "一二三四五六日"

SERVICES = {"breakfast": "早餐", "lunch": "午餐", "dinner": "晚餐"}

STATES = {
    State.NEW: "待受理",
    State.ASSIGNED: "已派单",
    State.ACCEPTED: "已接单",
    State.WORKING: "办理中",
    State.CONFIRMING: "待确认",
    State.CLOSED: "办结",
    State.REFERRED: "已上报",
    State.DEFERRED: "暂缓",
    State.RETURNED: "退回",
    State.WITHDRAWN: "撤回",
    State.DECLINED: "不受理",
    State.MERGED: "已合并",
}

KINDS = {
    Kind.WISH: "心愿",
    Kind.HAZARD: "隐患",
    Kind.DISPUTE: "纠纷",
    Kind.HELP: "帮扶",
    Kind.HOTLINE: "热线",
    Kind.ALARM: "报警",
}

URGENCIES = {Urgency.RED: "紧急", Urgency.YELLOW: "尽快", Urgency.BLUE: "一般"}

#: What could give typed text a power it must not have: mentions, markup, links, line starts of markdown.
_POWERS = str.maketrans(
    {
        "@": "＠",
        "<": "＜",
        ">": "＞",
        "*": "＊",
        "_": "＿",
        "`": "｀",
        "[": "［",
        "]": "］",
        "#": "＃",
        "~": "～",
        "|": "｜",
        "\\": "＼",
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\u2005": " ",
    }
)


def photos(album: Album) -> str:
    """处理前2张、处理后1张; "" when there is none."""
    parts = (("处理前", album.before), ("处理后", album.after))
    return "、".join(f"{stage}{count}张" for stage, count in parts if count)


def harmless(typed: str, limit: int = 60) -> str:
    """Typed text as part of a sentence of ours: one line of at most `limit` characters that @s nobody and is no markup.

    Control characters and those that reorder or hide text are dropped.
    """
    return _shortened(_tame(typed), limit)


#: Phone and ID numbers, bank cards, however they are grouped; number plates. What a group must never see.
_NUMBERS = re.compile(r"\d(?:[\s.·－–—-]{0,2}\d){6,}[Xx]?")
_PLATES = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-ZＡ-Ｚ][·•.\s-]{0,2}[A-Z0-9Ａ-Ｚ０-９]{4,6}",
    re.IGNORECASE,
)


def masked(typed: str, limit: int = 120) -> str:
    """`harmless`, and without phone, ID and plate numbers: seven digits or more are somebody's number."""
    return _shortened(_PLATES.sub("（车牌）", _NUMBERS.sub("（号码）", _tame(typed))), limit)


#: A sentence of ours begins every line about a ticket with its number; what people typed has no # in it (`harmless`).
_TICKETS = re.compile(r"#([0-9]{1,9})")


def tickets_named(told: str) -> tuple[int, ...]:
    """The tickets that a text of ours tells of, each once, in its order."""
    return tuple(dict.fromkeys(int(number) for number in _TICKETS.findall(told)))


def bare(typed: str) -> str:
    """Typed text without blanks, commas and stops around it."""
    return typed.strip(" ,，。")


def unended(said: str) -> str:
    """What somebody said, to be followed by a stop of ours."""
    return said.rstrip("。.！!")


#: A door, a person without a name, words about somebody's health.
_DOORS = re.compile(r"\d{3,4}\s*(?:室|号房|房间|户)|单元\s*\d{3,4}|[栋幢座楼#＃-]\s*\d{3,4}(?!\d)")
#: A number that may be a room: of three or four figures, and not so many of anything.
_ROOMS = re.compile(
    r"(?<!\d)(?!11[0249](?!\d)|12[02](?!\d))\d{3,4}(?!\d)"
    r"(?!\s*(?:元|块|米|毫米|厘米|公里|天|个|小时|分|度|瓦|伏|斤|公斤|克|升|人|户|份|次|路|年|号线|[a-zA-Z%％]))"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严魏陶姜戚谢邹章苏潘葛范彭鲁马方俞任袁柳唐薛雷贺倪汤罗郝安常于傅康余孟顾黄萧尹姚"
    "邵汪毛米戴宋庞熊纪舒项董梁杜阮季贾江童郭梅林钟徐邱骆高夏蔡田樊胡霍万柯卢莫房丁邓洪石崔龚程邢裴陆翁段侯武刘龙叶黎白蒲卓池乔闫肖"
)
#: 赵国庆家, 李秀英本人: a household by its full name.
_HOUSEHOLDS = re.compile(
    rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:(?<![大人国公店商回厂专])家(?!具|电|属院)|本人|自己家?|[,，]\s*[他她]家?)"
)
_PERSONS = re.compile("阿姨|大爷|大妈|大娘|奶奶|爷爷|大叔|大婶|老太|老头|先生|女士")
_HEALTH = re.compile(
    "[\u4e00-\u9fff]{0,2}(?:(?<!毛)病(?![虫媒害])|癌|肿瘤|血压|血糖|血脂|骨折)|残疾(?!人?(?:通道|坡道|车位|厕))"
    "|智障|自闭症?|怀孕|孕妇|流产|抑郁症?"
    "|精神(?:分裂症?|障碍|失常|异常)|瘫痪|偏瘫|痴呆|失能|失智|中风(?!险)|脑梗死?|心梗|心绞痛|脑出血|尿毒症|帕金森"
    "|阿尔[茨兹]海默|癫痫|哮喘|透析|化疗|放疗"
    "|肝炎|乙肝|肺炎|肺结核|艾滋|(?i:HIV)|胰岛素|住院|手术|吃药|服药|自杀|自残|轻生|受伤|流产|大小便失禁"
)


def discreet(typed: str, limit: int = 120) -> str:
    """`masked`, and without words on somebody's health: what a group of those who work may read."""
    return _shortened(_HEALTH.sub("（健康情况）", masked(typed, len(typed) + limit)), limit)


def where(place: Place | None, *, exact: bool) -> str:
    """A place as a group may see it: with the room if `exact`; a spot in people's own words only if it tells nothing
    about anybody."""
    if place is None:
        return ""
    if exact:
        return discreet(place.exact(), 40)
    told = place.landmark and not fit_for_residents(place.landmark, ())
    return harmless((replace(place, landmark=None) if told else place).public(), 40)


def fit_for_residents(typed: str, names: Collection[str]) -> bool:
    """Does staff's text name no person of `names`, no door, number, plate or health? Else residents do not see it."""
    tame = _tame(typed)
    return not (
        _NUMBERS.search(tame)
        or _PLATES.search(tame)
        or _DOORS.search(tame)
        or _ROOMS.search(tame)
        or _HOUSEHOLDS.search(tame)
        or _PERSONS.search(tame)
        or _HEALTH.search(tame)
        or any(name in tame for name in names if len(name) > 1)
    )


def names_nobody(typed: str, names: Collection[str]) -> bool:
    """Does the text name no person of `names` and no door? Numbers are for `masked`."""
    tame = _tame(typed)
    return not (_DOORS.search(tame) or any(name in tame for name in names if len(name) > 1))


def _tame(typed: str) -> str:
    shown = "".join(ch for ch in typed.translate(_POWERS) if ch.isprintable())
    return " ".join(shown.replace("://", "：//").split())


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def day(value: date) -> str:
    """11月23日周一"""
    return f"{value.month}月{value.day}日周{WEEKDAYS[value.weekday()]}"


def days(first: date, last: date) -> str:
    """11月1日周日—11月23日周一, 11月23日周一, and 到11月23日周一 of a span that begins with the first of all."""
    if first == BEGINNING:
        return f"到{day(last)}"
    return day(first) if first == last else f"{day(first)}—{day(last)}"


def up_to(value: date) -> str:
    """When what is told was counted: at the end of that day."""
    return f"截至{day(value)}，以后的变化不算"


def moment(value: datetime) -> str:
    """11月23日周一 09:30"""
    return f"{day(value.date())} {value:%H:%M}"


def yuan(fen: int) -> str:
    """1250 → 12.5元"""
    return f"{fen / 100:.2f}".rstrip("0").rstrip(".") + "元"


def service(name: str) -> str:
    return SERVICES.get(name, name)
