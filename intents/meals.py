"""What an order says: how many, when, which meal, where to, for whom, what not to put in."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from intents import phrases, portions, times

_SENT_TO = re.compile(r"送(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:栋|号楼|单元|座)")
_FAMILY = (
    "妈妈?|爸爸?|母亲|父亲|老伴|老头子?|老太太|奶奶|爷爷|外婆|外公|姥姥|姥爷|婆婆|公公|岳父|岳母|丈母娘|"
    "孙子|孙女|儿子|女儿|哥|姐|弟|妹|老公|老婆|媳妇|爱人|邻居|对门|隔壁"
)
_TITLES = "奶奶|爷爷|大爷|大妈|阿姨|叔叔?|师傅|老师|婆婆|伯伯|伯|婶|嫂|哥|姐|老太|大娘"
_FOR = re.compile(
    r"(?:给|帮|替|为)(?:我|咱|俺)?(?:们)?(?:家)?(?:的)?"
    r"(?P<who>(?:\d{1,3}栋|[一二三四五六七八九十]{1,2}栋)?(?:我?(?:" + _FAMILY + r")|"
    r"[\u4e00-\u9fff]{1,2}(?:" + _TITLES + r")|老[\u4e00-\u9fff]))"
    r"(?=[订定点留来要送报带打加弄整,的家\s]|[一二两三半\d])"
)

#: "别给我送了", "饭停一天", "这几天不吃了"; "别放辣" is about the dish, not the order.
_CANCELLED = re.compile(
    r"(?:别|甭|不用|不要|先不|莫)再?(?:[给往帮替]\S{1,4}?)?(?:送|留|做|订|报|算|准备|打饭|上菜)(?!\S{0,2}[葱蒜辣醋])"
    r"|(?:停|暂停)(?:一|两|三|几)?(?:天|顿|下|到|送|餐|饭|掉)|退(?:饭|餐|订|掉|了|吧|单|钱|回)"
    r"|不(?:在食堂|去|过去|回来|回家)?吃(?:晚饭|午饭|中饭|早饭)?了|作废|不作数|不算数|[勾抹划删撤]掉"
)
#: "不是三份是四份", "换成面", "那俩改仨", "晚饭我改自取".
_CHANGED = re.compile(
    r"不是\S{1,4}[,就而]{0,2}是|[换改转](?:成|为|到|做|吃|自[取提]|汤|粥|面|软|[一二两三四五六七八九十俩仨\d])"
    r"|数错了|写成|订错|重新来|让给|(?:其他|其它|别的|其余)(?:的)?(?:都)?不(?:变|改|用变)"
)


@dataclass(frozen=True, slots=True)
class MealWords:
    """Slots of an order; None where nothing was said. `vague`: "两三份"."""

    services: tuple[str, ...]
    quantity: int | None
    vague: bool
    day: date | None
    last_day: date | None
    delivery: bool | None
    for_whom: str
    diet: tuple[str, ...]


def read(text: str, now: datetime, taken: str = "") -> MealWords:
    """The slots of `text` (normalised). `taken` is the part that is a place: its numbers are not portions."""
    plain = text.replace(taken, " ", 1) if taken else text
    named = times.days(plain, now)
    ahead = [day for day in named if day.value >= now.date()]
    quantity, vague = portions.quantity_of(plain)
    first = ahead[0] if ahead else None
    return MealWords(
        services=tuple(times.services(text)),
        quantity=quantity,
        vague=vague,
        day=first.value if first else None,
        last_day=first.last if first else None,
        delivery=_delivery(text),
        for_whom=_for_whom(text),
        diet=_diet(text),
    )


def _delivery(text: str) -> bool | None:
    if phrases.mentions(text, "kitchen", "collect"):
        return False
    return True if phrases.mentions(text, "kitchen", "deliver") or _SENT_TO.search(text) else None


def _for_whom(text: str) -> str:
    found = _FOR.search(text)
    return found["who"] if found else ""


def _diet(text: str) -> tuple[str, ...]:
    notes = [note for note, said in phrases.diets() if said.search(text)]
    notes += ["不要" + match.group(1) for match in phrases.without().finditer(text)]
    return tuple(dict.fromkeys(notes))


def act_of(text: str) -> str:
    """What is asked of the kitchen: "order", "change", "cancel" or "show"."""
    if phrases.mentions(text, "kitchen", "unless_none"):
        return "order"
    if phrases.mentions(text, "kitchen", "show"):
        return "show"
    if phrases.mentions(text, "kitchen", "change") or _CHANGED.search(text):
        return "change"
    return "cancel" if phrases.mentions(text, "kitchen", "cancel") or _CANCELLED.search(text) else "order"
