"""How many portions a line asks for: what is listed, for how many people, what a correction leaves standing."""

import re

from intents import numbers

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|俩|仨)"
#: "不是三份是四份", "写成两份了,实际一份": only what follows counts.
_CORRECTED = re.compile(rf"改成|改为|改到|换成|不是{_N}[份个碗盒]?,?[就而]?是(?={_N})|改(?={_N})|重新来|实际")
#: "少了一份,补一份", "来了俩客人,再加两份": what is asked for stands behind the last of these.
_ASKED = re.compile(r"(?:再|多|补|勾掉|抹掉|划掉|减掉|少要)(?:加|来|要|添|订|送|留|煮|做)?(?=" + _N + r"[份个碗盒客])")
_EACH = re.compile(r"(?:一人|每人|人手|各)(?:来|要|订)?(?:一|1)?[份碗盒个]")
_PEOPLE = re.compile(
    rf"(?P<number>{_N})(?:个|位|口)?"
    r"(?:(?:大)?人(?!头|[一1]份|手)(?:的量|的|吃|份)?|大人|老人|小孩|客人|保安|师傅|兄弟|大姐|老伙计|老姐妹|老哥|娃|孩子|同事|工友|老姐)"
    rf"|(?:兄弟|老哥|姐妹|老伙计|师傅|工友|职工|老师)(?P<after>{_N})个?"
)
_GENERATIONS = re.compile(rf"(?P<big>{_N})大(?P<small>{_N})小")
_RELATIVES = re.compile(r"外婆|外公|奶奶|爷爷|妈妈?|爸爸?|老伴|老公|老婆|媳妇|儿子|闺女|女儿")
_MYSELF = re.compile(r"我(?:跟|和|与|还有)")
_PORTION = re.compile(rf"(?P<number>{_N})(?:份|盒|客|套|人份|人餐|碗|屉|笼|例|煲)")
#: "午餐三份,一份不要饭": a part of what was ordered, not more of it.
_OF_THEM = re.compile(rf"^(?:不|别|少|多|要(?!{_N})|加|是|给|送|放|免|清真|素)")
#: "肠粉二,豆浆三", "午餐2", "驴火俩": a bare number closing a dish or a meal.
_BARE = re.compile(
    r"(?:^|(?<=[\u4e00-\u9fff])) ?[x×*:]? ?"
    r"(?P<number>\d{1,2}(?!\d)|[一二两三四五六七八九十]{1,3}|俩|仨)(?=\s*(?:[,;。!]|$| ))"
)
_ONE = re.compile(
    r"[订要来留加点送打报带捎端盛添补匀搭]份|[订来留加点]个(?!人)|(?:送|来|要|打|端|盛|留|煮|做)(?:一)?[碗杯盘笼屉客盒套碟](?!\d)"
    r"|报(?:个)?(?:中|午|晚|早|夜)饭|我也(?:要|来|订)|给我也|算我|算上我|占一个|那份|^\+1|一个"
)
_PLUS = re.compile(r"^\+(\d)")


def quantity_of(text: str) -> tuple[int | None, bool]:
    """How many, and whether the words leave it open ("两三份"). `text` is normalised, without its place."""
    for cut in _CORRECTED.finditer(text):
        if re.search(_N, text[cut.end() :]):
            text = text[cut.end() :]
            break
    spoken = numbers.total(text)
    if spoken is not None:
        return spoken, False
    if any(one.vague for one in numbers.counts(text)):
        return None, True
    for reading in (_each, _asked, _portions, _people, _counted, _bare, _single):
        found = reading(text)
        if found:
            return found, False
    return None, False


def _each(text: str) -> int | None:
    """ "老哥五个,一人一份", "外婆吃素,外公吃荤,各一份": as many as there are people."""
    if not _EACH.search(text):
        return None
    people = _people(text)
    if people:
        return people
    named = len(set(_RELATIVES.findall(text))) + bool(_MYSELF.search(text))
    return named if named > 1 else None


def _asked(text: str) -> int | None:
    cuts = list(_ASKED.finditer(text))
    if not cuts or not (_PORTION.search(text[: cuts[-1].start()]) or _people(text)):
        return None
    found = _PORTION.match(text[cuts[-1].end() :])
    return numbers.value_of(found["number"]) if found else None


def _portions(text: str) -> int | None:
    """The sum of portions, leaving out what only says how some of them should be."""
    total = 0
    for found in _PORTION.finditer(text):
        value = numbers.value_of(found["number"]) or 0
        if not (total > value and _OF_THEM.match(text[found.end() :])):
            total += value
    return total or None


def _people(text: str) -> int | None:
    ages = _GENERATIONS.search(text)
    if ages:
        return (numbers.value_of(ages["big"]) or 0) + (numbers.value_of(ages["small"]) or 0)
    values = [numbers.value_of(one["number"] or one["after"]) or 0 for one in _PEOPLE.finditer(text)]
    return sum(values) or None


def _counted(text: str) -> int | None:
    """Pieces and dishes: "馒头六个", "7个包子 3个肉的4个菜的" (the kinds add up to the first number)."""
    values = [one.value for one in numbers.counts(text) if one.value is not None]
    if len(values) > 2 and values[0] == sum(values[1:]):
        return values[0]
    return sum(values) or None


def _bare(text: str) -> int | None:
    values = [numbers.value_of(one["number"]) or 0 for one in _BARE.finditer(text)]
    return sum(values) or None


def _single(text: str) -> int | None:
    plus = _PLUS.match(text)
    if plus:
        return int(plus.group(1))
    return 1 if _ONE.search(text) else None
