"""How many portions a line asks for: what is listed, for how many people, what a correction leaves standing."""

import re
from functools import partial

from intents import numbers, seldom, times
from intents.canteen import eaters

_N = numbers.WRITTEN
#: "不是三份是四份", "写成两份了,实际一份": only what follows counts.
_CORRECTED = re.compile(
    rf"改成|改为|改到|换成|不是{_N}[份个碗盒]?,?[就而]?是(?={_N})|改(?={_N})|重新来|实际|就(?:写|记|按|算)(?={_N})"
)
#: "一份 不对 两份 不 三份": only what stands last counts.
_SLIP = re.compile(rf"[份个盒客][\s,]*(?:不对|错了|说错了|哦?不|不是)[\s,]+(?:是|要)?(?={_N}[份个盒客])")
#: "是三份不是两份": only what stands before counts.
_NOT_THE_OTHER = seldom.Pattern(rf"(?<!不)是(?P<number>{_N})[份个碗盒]?,?(?:可|而)?不是{_N}")
_FEWER = "勾掉|抹掉|划掉|减掉|少|减|退"
#: "少了一份,补一份", "来了俩客人,再加两份": what is asked for stands behind the last of these.
_ASKED = re.compile(
    rf"(?:再|多|补|(?P<fewer>{_FEWER}))(?:加|来|要|添|订|送|留|煮|做|掉)?(?P<number>{_N})(?=[份个碗盒客])"
)
#: The whole line: "加一份", "明天中午加两份".
_MORE = re.compile(
    rf"^(?:请|麻烦|帮我|给我|我|日|[今明后]天|今晚|明晚|中午|晚上|[\s,])*加(?P<fewer>(?!))?(?P<number>{_N})[份客盒]"
    r"(?:饭|餐|午饭|晚饭|午餐|晚餐|吧|哦|啊|谢谢|[\s,.!~])*$"
)
_EACH = re.compile(rf"(?:一人(?={_N})|每人|人手|各)(?:来|要|订|加)?(?P<number>{_N})?[份碗盒个客杯]")
#: "周三和周五各一份" is one a day.
_DAYS_APART = seldom.Pattern(
    r"(?:(?:周|星期|礼拜)[一二三四五六日天]|[号日天])\S?[和跟与、]\S{0,2}(?:周|星期|礼拜|[号日天])"
)
#: "荤的素的各一份", "早中晚各一份".
_KINDS = seldom.Pattern(r"(?:[荤素甜咸辣]的?[、和,]?){2,}$|早[中午]?晚?$|[中午]晚$")
_PORTION = re.compile(rf"(?P<number>{_N})(?:份|盒|客|套|人份|人餐|碗|屉|笼|例|煲|单(?![元位间]))")
#: "午餐三份,一份不要饭": a part of what was ordered, not more of it.
_OF_THEM = re.compile(rf"^(?:不|别|少|多|要(?!{_N})|加|是|给|送|放|免|清真|素|带走|打包|在那|正常)")
#: "其中一份送到3栋1单元202": a part of an order, for a door of its own.
_PART = seldom.Pattern(rf"(?:其中|里面|有)的?(?:那)?(?P<number>{_N})份(?:是|要|请|帮我|麻烦)*(?:送|放)")
#: "肠粉二,豆浆三", "午餐2", "驴火俩": a bare number closing a dish or a meal.
_BARE = re.compile(
    r"(?:^|(?<=[\u4e00-\u9fff])) ?[x×*:]? ?"
    r"(?P<number>\d{1,2}(?!\d)|[一二两三四五六七八九十]{1,3}|俩|仨)(?=\s*(?:[,;。!]|$| ))"
)
#: "中午仨,晚上一": a number for each meal.
_MEALS = re.compile(
    r"(?:中午|晚上|早上|晌午|[午晚早中][饭餐])(?:的|要|来)?"
    rf"(?P<number>{_N})[份个客盒]?(?=[,;。!\s和跟]|$|[早午中晚])"
)
_ONE = re.compile(
    r"[订要来留加点送打报带捎端盛添补匀搭]份|[订来留加点捎添整]个(?!人)"
    r"|(?:送|来|要|打|端|盛|留|煮|做)(?:一)?[碗杯盘笼屉客盒套碟](?!\d)"
    r"|报(?:个)?(?:中|午|晚|早|夜)饭|我也(?:要|来|订)|给我也|算我|算上我|占一个|那份|一个"
    r"|[一二三四五]两(?=[米面粉馄]|饺子)|(?:[这那]个?|双人的)\S{0,4}套餐|[一二两三]荤[一二两三]素"
)
#: "+2", "午餐+1"; "2+1" is a sum.
_PLUS = re.compile(
    r"(?:^|[餐饭午晚早,;\s])\+(?P<more>\d)(?!\d)|(?<![\d#-])(?P<left>\d)\+(?P<right>\d)(?!\d|套|栋|号|单元)"
)
#: "不对，还是两份", "还是要两份吧", "再来一份".
_AMENDED = re.compile(
    rf"^(?:(?:不对|不不+|错了|说错了?|哦?不是?)[,\s]*(?:还是|应该是|是)?|还是|再)(?:要|来|订)?{_N}[份个盒客]"
    r"(?:就行|就好|就够了?|吧|的|了|啊|[\s,。.!])*$"
)

#: "不对 明天我在公司 两份就行": put right, with the reason.
_PUT_RIGHT = re.compile(
    rf"^(?:不对|错了|说错了?|哎?等等|等一下)[,\s]+[^。!?]{{0,20}}?{_N}[份个盒客](?:就行|就好|就够了?|吧|[\s,。.!])*$"
)
#: A question about how many is no order: "凑够几个人做?我占俩".
_CLAUSE = re.compile(r"[^,;。!?]*[,;。!?]?")


def quantity_of(text: str) -> tuple[int | None, bool]:
    """How many, and whether the words leave it open ("两三份"). `text` is normalised, without its place."""
    text = _left_standing(text)
    spoken = numbers.total(text)
    if spoken is not None:
        return spoken, False
    counts = numbers.counts(text)
    if any(one.vague for one in counts):
        return None, True
    pieces = partial(_counted, counts)
    for reading in (_each, _asked, _meals, _portions, eaters.counted, pieces, _plus, _bare, eaters.pair, _single):
        found = reading(text)
        if found:
            return found, False
    return None, False


def part_of(text: str) -> int | None:
    """How many of the portions ordered go somewhere else by `text`; None where it says nothing of that."""
    part = _PART.search(text)
    return numbers.value_of(part["number"]) if part else None


def added(text: str) -> int:
    """How many more than before, fewer below zero: "再加一份" is 1, "减一份" is -1; 0 for a new number."""
    cuts = list(_ASKED.finditer(text)) or [*filter(None, [_MORE.match(text)])]
    if not cuts or eaters.counted(text[cuts[-1].end() :]):
        return 0
    value = numbers.value_of(cuts[-1]["number"]) or 0
    return -value if cuts[-1]["fewer"] else value


def only_adds(text: str) -> bool:
    """Does the whole of `text` add to an order: "加一份", "明天中午加两份"?"""
    return _MORE.match(text) is not None


def amends(text: str) -> bool:
    """Does the whole of `text` put a number right: "不对，还是两份"?"""
    return _AMENDED.search(text) is not None or _PUT_RIGHT.search(text) is not None


def _left_standing(text: str) -> str:
    """What a correction or a question before it leaves of the line."""
    kept = _NOT_THE_OTHER.search(text) if "不是" in text else None
    if kept:
        return f"{kept['number']}份"
    if slips := [*_SLIP.finditer(text)]:
        return text[slips[-1].end() :]
    for cut in _CORRECTED.finditer(text):
        if re.search(_N, text[cut.end() :]):
            return text[cut.end() :]
    if "几" not in text or "?" not in text:
        return text
    said = "".join(part for part in _CLAUSE.findall(text) if not (part.endswith("?") and "几" in part))
    return said if numbers.counts(said) else text


def _each(text: str) -> int | None:
    """ "老哥五个,一人一份", "外婆吃素,外公吃荤,各一份": as many as there are people, dishes or meals."""
    found = _EACH.search(text)
    if found is None:
        return None
    before, rest = text[: found.start()], text[: found.start()] + text[found.end() :]
    times_over = (
        eaters.counted(rest) or _kinds(before) or (None if _DAYS_APART.search(before) else eaters.listed(before))
    )
    return times_over * (numbers.value_of(found["number"] or "一") or 1) if times_over else None


def _kinds(before: str) -> int | None:
    meals = len(times.services(before))
    kinds = _KINDS.search(before)
    return meals if meals > 1 else len(re.findall(r"[荤素甜咸辣早中午晚]", kinds.group())) if kinds else None


def _asked(text: str) -> int | None:
    cuts = list(_ASKED.finditer(text))
    if not cuts or not (_PORTION.search(text[: cuts[-1].start()]) or eaters.counted(text[: cuts[-1].start()])):
        return None
    return eaters.counted(text[cuts[-1].end() :]) or numbers.value_of(cuts[-1]["number"])


def _meals(text: str) -> int | None:
    values = [numbers.value_of(one["number"]) or 0 for one in _MEALS.finditer(text)]
    return sum(values) if len(values) > 1 else None


def _portions(text: str) -> int | None:
    """The sum of portions, leaving out what only says how some of them should be."""
    found = _PORTION.finditer(text)
    return _sum([(numbers.value_of(one["number"]) or 0, one.start(), one.end()) for one in found], text)


def _counted(counts: list[numbers.Count], text: str) -> int | None:
    """Pieces and dishes: "馒头六个", "7个包子 3个肉的4个菜的"; `counts` are those of `text`."""
    return _sum([(one.value, one.start, one.end) for one in counts if one.value is not None], text)


def _sum(said: list[tuple[int, int, int]], text: str) -> int | None:
    """Of (number, start, end); kinds that add up to the first number are part of it, as is "一个带走".

    A name or a dish before the second number begins a list instead: "老李两份,老赵一份,小孙一份".
    """
    values = [value for value, _, _ in said]
    if len(values) > 2 and values[0] == sum(values[1:]) and text[said[1][1] - 1] in ",;。: 是":
        return values[0]
    total = 0
    for value, _, end in said:
        if not (total > value and _OF_THEM.match(text[end:])):
            total += value
    return total or None


def _bare(text: str) -> int | None:
    values = [numbers.value_of(one["number"]) or 0 for one in _BARE.finditer(text)]
    return sum(values) or None


def _plus(text: str) -> int | None:
    found = _PLUS.search(text)
    if found is None:
        return None
    return int(found["more"]) if found["more"] else int(found["left"]) + int(found["right"])


def _single(text: str) -> int | None:
    if "双份" in text:
        return 2
    return 1 if _ONE.search(text) else None
