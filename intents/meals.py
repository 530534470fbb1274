"""What an order says: how many, when, which meal, where to, for whom, what not to put in."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from intents import numbers, phrases, times

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
    quantity, vague = quantity_of(plain)
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


def quantity_of(text: str) -> tuple[int | None, bool]:
    """How many portions: the sum of what is listed, the total if given, the last one after 改成."""
    _, changed, after = text.rpartition("改成")
    if changed:
        text = after
    spoken = numbers.total(text)
    if spoken is not None:
        return spoken, False
    found = numbers.counts(text)
    if any(one.vague for one in found):
        return None, True
    values = [one.value for one in found if one.value is not None]
    if not values:
        return (1, False) if re.search(r"[订要来留加点送]份|[订来留加点]个(?!人)", text) else (None, False)
    return sum(values), False


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
    for act in ("show", "change", "cancel"):
        if phrases.mentions(text, "kitchen", act) and not phrases.mentions(text, "kitchen", "unless_none"):
            return act
    return "order"
