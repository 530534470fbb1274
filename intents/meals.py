"""What an order says: how many, when, which meal, where to, for whom, what not to put in."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.meals import Dishes
from bot.domain.meals import portions as portions_of
from intents import numbers, phrases, seldom, times
from intents.canteen import daily, dishes, eaters, portions, unwanted

_SENT_TO = re.compile(r"送(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:栋|号楼|单元|座)")
#: "后面的饭都取消", "全部退掉".
_EVERYTHING = seldom.Pattern(
    r"后面|以后|往后|剩下|接下来|所有|全部|全都|统统|通通|一律|都(?:给我|帮我|先)?(?=取消|退|停|撤|别送|不要|不用|不吃|不订)"
)
#: "别给我送了", "饭停一天", "这几天不吃了"; "别放辣" is about the dish, not the order.
_CANCELLED = re.compile(
    r"(?:别|甭|不用|不要|先不|莫)再?(?:[给往帮替]\S{1,4}?)?(?:送|留|做|订|报|算|准备|打饭|上菜)(?!\S{0,2}[葱蒜辣醋])"
    r"|(?:停|暂停)(?:一|两|三|四|五|几|[2-9])?(?:天|顿|下|到|送|餐|饭|掉)|[饭餐都全]停了?(?![车电水着])|停了(?:吧|$|,)|不送(?:了|咯|啦|吧)|退(?:饭|餐|订|掉|了|吧|单|钱|回)"
    r"|不(?:在食堂|去|过去|回来|回家)?吃(?:晚饭|午饭|中饭|早饭)?了|吃不(?:了|上|成)了|作废|不作数|不算数|[勾抹划删撤]掉"
)
#: "明天不订饭", "午饭不用了", "明天不来吃"; with so many to be brought it is about something else:
#: "不来吃，送一份来".
_NOT_WANTED = re.compile(
    r"不(?:再|想|打算)?(?:订|定|点)(?=[饭餐午晚中早食了,。!\s]|$)|不(?:过|回)?来(?:食堂)?吃|不吃(?=食堂|[,。!\s]|$)"
    r"|不(?:想|打算)?要(?=[饭餐午晚中早][饭餐]?(?!盒)(?:了|[,。!\s]|$))|[饭餐](?:就|都|先)?(?:不用|免|算)了|[\s,](?:就|先|都)?不(?:要|用|订|吃|送)了?[吧啊。!]*$"
)
_AWAY = re.compile(r"[不没]在家")
_OF_MEALS = seldom.Pattern(r"[饭餐吃订菜份顿送留放带]|食堂")
_STILL_WANTED = seldom.Pattern(
    r"[\d一二两俩三四五六七八九十半]份|送(?:到|来|去|家|上|给)|只[要订点]|[要订点](?:午|晚|中|早)[饭餐]"
)
#: "不是三份是四份", "换成面", "那俩改仨", "晚饭我改自取".
_CHANGED = re.compile(
    r"不是\S{1,4}[,就而]{0,2}是|[换改转](?:成|为|到|做|吃|自[取提]|汤|粥|面|软|[一二两三四五六七八九十俩仨\d])"
    r"|(?<!不)是\S{1,4},?(?:可|而)?不是|[这那]一?份改|改过来|数错了|给错了|写成|订错|重新来|让给|少[订要留做送打煮蒸][一二两三四五六七八九十\d]+份|(?:其他|其它|别的|其余)(?:的)?(?:都)?不(?:变|改|用变)"
)
#: "后天开始连订五天", "从明天起停三天", "明天起一周".
_RUN = re.compile(
    rf"(?:(?:连(?:着|续)?|一连|接连|停)(?:订|吃|送|要|来)?|[订要](?=.{{1,2}}天的?[饭餐]))(?P<number>{numbers.WRITTEN})天"
    r"|(?:起|开始)的?(?:订|吃|要|送)?(?:一周|一个?(?:星期|礼拜))"
)
#: A day so far ahead is the same day of the year before: nobody orders half a year ahead.
_FARTHEST = timedelta(days=180)
#: Right behind a day that is over: "昨天中午一份"; "昨天订的那份", "昨天的两份" tell of what was.
_ORDERED_FOR = seldom.Pattern(
    rf"的?(?:中午|晚上|早上|晌午|[早午中晚][饭餐])?的?(?:我们?|给我|帮我|请|想|再|也|就|先|还)*(?:要|订|定|来|留|报|点)?{numbers.WRITTEN}(?:份|盒|客|个人的?)"
)
#: "不要加辣", "没有糖尿病": what follows is not so; "能不能软一点" asks for it.
_DENIED = re.compile(r"(?<![能要可会])(?:不|别|甭|莫|没)(?:要|用|想|能|有|再|是)?$")
#: Days told one after the other: "周三和周五", "周二周四".
_AND = re.compile(r"\s*[和跟与、,及]?\s*")
#: A day is meant, but not which: "过几天", "月底"; "月底一起结" is about paying.
_SOME_DAY = re.compile(
    r"过(?:两|几|些)(?:天|日)|[这那](?:几|两)天|改天|哪天都|随便哪天|周末(?!愉快|快乐|好)|隔天|[单双]号|生日|冬至|夏至|小年(?!轻)|年前|年后|节前"
    r"|(?<![\d一二三四])十五(?=[早中晚午那])|月[底初末](?!\S{0,2}[结付扣算给])|下(?:个)?(?:周|星期|礼拜)(?![一二三四五六日天])"
)


@dataclass(frozen=True, slots=True)
class MealWords:
    """Slots of an order; None where nothing was said.

    `vague`: "两三份". `some_day`: "过几天". `more_days`: those after `day` of "周三和周五". `added`: how many more, or
    fewer below zero, of "再加一份". `refused`: meals that are not wanted, named beside one that is. `dishes`: those
    named with a number; `dropped`: those taken back ("红烧肉不要了"). Where no day ahead is named: `past`, one that is
    over and was meant to eat on, and `no_day`, one that no calendar has. `left_out`: days on which nothing is wanted;
    `parts`: days with a number of their own, one each. `standing`: every day from then on.
    """

    services: tuple[str, ...]
    quantity: int | None
    vague: bool
    day: date | None
    last_day: date | None
    more_days: tuple[date, ...]
    some_day: bool
    added: int
    delivery: bool | None
    for_whom: str
    diet: tuple[str, ...]
    refused: tuple[str, ...] = ()
    dishes: Dishes = ()
    dropped: tuple[str, ...] = ()
    standing: bool = False
    left_out: tuple[date, ...] = ()
    parts: tuple["MealWords", ...] = ()
    past: date | None = None
    no_day: str = ""


def read(text: str, now: datetime, taken: str = "") -> MealWords:
    """The slots of `text` (normalised). `taken` is the part that is a place: its numbers are not portions."""
    if not _CHANGED.search(text) and (several := _several(text, now, taken)):
        return several
    plain = text.replace(taken, " ", 1) if taken else text
    named = times.days(plain, now)
    said = unwanted.split(text)
    if said.refused:
        wanted = read(said.wanted, now, taken)
        day = wanted.day or next((one.value for one in named if one.value >= now.date()), None)
        return replace(wanted, day=day, refused=said.refused)
    ahead = [day for day in named if now.date() <= day.value <= now.date() + _FARTHEST]
    counted = _without(plain, named)
    quantity, vague = portions.quantity_of(counted)
    week = None if ahead else daily.week(plain, now.date())
    first = times.Day(week[0], 0, 0, week[1]) if week else ahead[0] if ahead else None
    served = eaters.FOR.sub(" ", counted)
    listed = () if vague else dishes.read(served)
    if not _CHANGED.search(text):
        quantity = max(quantity or 0, portions_of(listed)) or None
    return MealWords(
        services=tuple(times.services(text)),
        quantity=quantity,
        vague=vague,
        day=first.value if first else None,
        last_day=_last(plain, first) if first else None,
        more_days=_more(plain, ahead),
        some_day=first is None and _leaves_open(plain, named, now.date()),
        standing=daily.every_day(plain) and not (first and first.last),
        past=None if first else _past(plain, named, now.date()),
        no_day="" if first else times.impossible(plain, now),
        added=portions.added(counted),
        delivery=_delivery(text),
        for_whom=eaters.for_whom(plain),
        diet=diet(text),
        dishes=listed,
        dropped=dishes.dropped(served),
    )


def _several(text: str, now: datetime, taken: str) -> MealWords | None:
    """A line that leaves a day out or gives one a number of its own; None if it does neither."""
    off = daily.split(text)
    ahead = [day for day in times.days(off.wanted, now) if day.value >= now.date()]
    wanted, own = daily.apart(off.wanted, ahead)
    if not off.left_out and not own:
        return None
    words = read(wanted, now, taken)
    span = (words.day, words.last_day) if words.day and words.last_day else None
    parts = [
        replace(read(part, now, taken), day=day, last_day=None, more_days=())
        for part in own
        for day in daily.dates(part, now, span)
    ]
    return replace(words, left_out=daily.dates(off.left_out, now, span), parts=tuple(parts))


def _without(text: str, named: list[times.Day]) -> str:
    """The text with its days blotted out, whose numbers are no portions; as long as before."""
    for day in named:
        text = text[: day.start] + "日" * (day.end - day.start) + text[day.end :]
    return text


def _leaves_open(text: str, named: list[times.Day], today: date) -> bool:
    """A day is meant that we do not know, or one that is too far away to be the day."""
    if named:
        return all(day.value > today + _FARTHEST for day in named)
    return _SOME_DAY.search(text) is not None


def _past(text: str, named: list[times.Day], today: date) -> date | None:
    """The day that is over and that something is ordered for: "昨天中午一份"; on the 23rd of a month "11月20号一份"."""
    meant = next((day.value for day in named if _ORDERED_FOR.match(text, day.end)), None)
    return meant if meant is None or meant < today else _year_before(meant)


def _year_before(day: date) -> date | None:
    """None where that year has no such day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None


def _last(text: str, first: times.Day) -> date | None:
    run = _RUN.search(text)
    count = numbers.value_of(run["number"] or "七") if run and first.last is None else None
    return first.value + timedelta(days=count - 1) if count else first.last


def _more(text: str, ahead: list[times.Day]) -> tuple[date, ...]:
    """The days that follow the first at once."""
    together = ahead[:1]
    for day in ahead[1:]:
        if day.value <= together[-1].value or not _AND.fullmatch(text[together[-1].end : day.start]):
            break
        together.append(day)
    return tuple(day.value for day in together[1:])


def _delivery(text: str) -> bool | None:
    if phrases.mentions(text, "kitchen", "collect"):
        return False
    return True if phrases.mentions(text, "kitchen", "deliver") or _SENT_TO.search(text) else None


def diet(text: str) -> tuple[str, ...]:
    """What is noted down about the food: 不辣, 不要香菜."""
    maybe = phrases.dieted(text)
    notes = [note for note, said in phrases.diets() if note in maybe and _meant(said, text)]
    notes += ["不要" + match.group(1) for match in phrases.without().finditer(text)]
    return tuple(dict.fromkeys(notes))


def _meant(said: re.Pattern[str], text: str) -> bool:
    """Does `text` say it anywhere without denying it?"""
    return any(not _DENIED.search(text[: one.start()]) for one in said.finditer(text))


def only_away(text: str) -> bool:
    """明天不在家: perhaps a reason to eat or not to eat, but not a word about a meal."""
    return _AWAY.search(text) is not None and _OF_MEALS.search(text) is None


def of_all(text: str) -> bool:
    """Is what is cancelled whatever stands?"""
    return _EVERYTHING.search(text) is not None


def says_how_many(text: str) -> bool:
    """Is any number of portions named? "我那份" is none."""
    return portions.quantity_of(re.sub("[那这]一?份", "", text))[0] is not None


def act_of(text: str) -> str:
    """What is asked of the kitchen: "order", "change", "cancel" or "show"."""
    text = daily.split(unwanted.split(text).wanted).wanted
    if phrases.mentions(text, "kitchen", "unless_none"):
        return "order"
    if phrases.mentions(text, "kitchen", "show"):
        return "show"
    if phrases.mentions(text, "kitchen", "change") or _CHANGED.search(text) or portions.amends(text):
        return "change"
    if portions.only_adds(text):
        return "change"
    if phrases.mentions(text, "kitchen", "cancel") or _CANCELLED.search(text):
        return "cancel"
    if eaters.names_share(text) and not says_how_many(text):
        return "change"
    against = _NOT_WANTED.search(text) or unwanted.refusal(text)
    rest = text.replace(against.group(), " ", 1) if against else ""
    return "cancel" if against and not _STILL_WANTED.search(rest) else "order"
