"""Where something is when no building says so: streets, estates, units, landmarks, corners, thresholds, floors."""

import re
from functools import lru_cache

from bot.domain.places import Place
from intents import numbers, seldom
from intents.normalise import Normal
from intents.slots import districts

_FIGURES = str.maketrans("零〇一二三四五六七八九", "00123456789")
_UNIT_ONLY = re.compile(
    r"(?<![栋幢楼号座#])(?P<unit>\d{1,2}|[一二三四五六七八九十]{1,2})单元"
    r"(?:\s?(?P<room>\d{3,4})(?:室|房|户)?|(?P<floor>\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层))?"
)
_WAYS = ("单元楼", "单元", "楼道", "楼")
_DOORS = ("大门", "门", "洞", "入户门")
#: 单元门口, 楼道口, 地下室: whose is known only with the building. 隔壁单元门口 is not the speaker's.
_THRESHOLD = seldom.Pattern(
    rf"(?<![栋幢座楼号])地下室(?:门口|里)?|(?<![栋幢座楼号壁面别边哪个\d一二三四五六七八九十])(?:{'|'.join(_WAYS)})"
    rf"(?:{'|'.join(_DOORS)})(?![窗牌把锁禁卫岗房诊铃板])(?:口|洞|外|里|前|边)*(?:台阶)?"
    r"|(?<![栋幢座楼号壁面别边哪个\d一二三四五六七八九十])楼道口"
)
_WINDS, _SIDES = "东南西北", "侧边面头角"
#: 小区西北角, 院子东边
_CORNER = seldom.Pattern(rf"(?:小区|院子?里?|社区|园区|咱院)(?:的|最)?[{_WINDS}]{{1,2}}[{_SIDES}]")
_FACE = r"[东南西北]{1,2}(?:侧|边|面|头|角)"
_SIDE = r"(?:[东南西北]{1,2}(?:侧|边|面|头|角)?)"
_NUMBERED = r"(?:\d{1,2}|[一二三四五六七八九])号"
_FLOOR = re.compile(
    r"(?<![\d一二三四五六七八九十几多两栋幢座号第上隔])(?:(?:负|地下)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[楼层])"
    r"(?![梯道板栋]|[的老]?[邻业])"
)


def find(normal: Normal, kinds: int) -> Place | None:
    """The most exact of such places that `normal` names; None if it names none.

    `kinds`: those there is a sign of (`signs`), and floors (`FLOORS`) where a figure stands before what may be one.
    """
    if kinds:
        for sign, kind in _KINDS:
            if kinds & sign and (place := kind(normal)):
                return place
    return None


def behind(text: str, end: int) -> re.Match[str] | None:
    """Where at a place that ends at `end` it is ("3栋2单元楼道口"): group `spot`; None where nothing says so."""
    return _spot().match(text, end)


def numeral(found: str | None) -> str | None:
    """What stands for a building, unit, floor or room, in figures: 三 is 3, 五零一 is 501; None where nothing does."""
    if not found:
        return None
    value = numbers.value_of(found.translate(_FIGURES) if len(found) == 3 and set(found) & set("零〇") else found)
    return str(value) if value is not None else found.upper()


def _unit(normal: Normal) -> Place | None:
    match = _UNIT_ONLY.search(normal.text)
    if match is None:
        return None
    spot = behind(normal.text, match.end())
    floor = f"{numeral(match['floor'])}层" if match["floor"] else ""
    landmark = floor + (spot["spot"] if spot else "")
    written = normal.written(match.start(), spot.end() if spot else match.end())
    return Place(written, unit=numeral(match["unit"]), room=match["room"], landmark=landmark or None)


def _landmark(normal: Normal) -> Place | None:
    match = _landmarks().search(normal.text)
    return Place(normal.written(*match.span("place")), landmark=match["place"]) if match else None


def _corner(normal: Normal) -> Place | None:
    match = _CORNER.search(normal.text)
    return Place(normal.written(*match.span()), landmark=match.group()) if match else None


def _threshold(normal: Normal) -> Place | None:
    """Where one goes in, and down, when nothing says in which building."""
    match = _THRESHOLD.search(normal.text)
    return Place(normal.written(*match.span()), landmark=match.group(), vague=True) if match else None


def _floor(normal: Normal) -> Place | None:
    """How high, when nothing says in which building."""
    match = _FLOOR.search(normal.text)
    if match is None:
        return None
    spot = behind(normal.text, match.end())
    end = spot.end() if spot else match.end()
    return Place(normal.written(match.start(), end), landmark=normal.text[match.start() : end], vague=True)


def named(normal: Normal, found: tuple[int, int] | None) -> Place | None:
    """The place that is known by the name that was `found`; None if none was."""
    if found is None:
        return None
    start, end = found
    return Place(normal.written(start, end), landmark=normal.text[start:end])


def _streets(normal: Normal) -> Place | None:
    return named(normal, districts.streets(normal.text))


def _estate(normal: Normal) -> Place | None:
    return named(normal, districts.estate(normal.text))


#: What else a text may name, the most exact first, each with a sign that none of its kind is without.
_STREETS, _ESTATES, _UNITS, _LANDMARKS, _CORNERS, _THRESHOLDS, FLOORS = (1 << bit for bit in range(7))
_KINDS = (
    (_STREETS, _streets),
    (_ESTATES, _estate),
    (_UNITS, _unit),
    (_LANDMARKS, _landmark),
    (_CORNERS, _corner),
    (_THRESHOLDS, _threshold),
    (FLOORS, _floor),
)
#: How many kinds there are, and the bits of all of them.
KINDS = len(_KINDS)
ALL = (1 << KINDS) - 1


def signs() -> dict[str, int]:
    """The signs of every kind but floors: most lines hold few, and trying all the ways to name a place is slow."""
    kinds = {
        _STREETS: districts.CROSSINGS,
        _ESTATES: districts.ESTATES,
        _UNITS: ("单元",),
        _LANDMARKS: ("门", *districts.words("landmarks")),
        _CORNERS: (wind + side for wind in _WINDS for side in _SIDES),
        _THRESHOLDS: ("楼道口", "地下室", *(way + door for way in _WAYS for door in _DOORS)),
    }
    found: dict[str, int] = {}
    for kind, said in kinds.items():
        for word in said:
            found[word] = found.get(word, 0) | kind
    return found


@lru_cache(maxsize=1)
def _spot() -> re.Pattern[str]:
    spots = districts.any_of("spots")
    return re.compile(
        rf"(?:的)?(?P<spot>(?:(?:{_SIDE}|正)?(?:门(?![禁窗锁])|{spots})|{_FACE})(?:{districts.any_of('beside')})?)"
    )


@lru_cache(maxsize=1)
def _landmarks() -> re.Pattern[str]:
    """It looks at the first character before it tries all that a landmark may begin with."""
    begins = f"我咱的里中后{_WINDS}{districts.firsts('ahead')}{districts.firsts('landmarks')}"
    return re.compile(
        rf"(?=[\d一二三四五六七八九{begins}])(?:我们|咱们?)?(?:的|里)?"
        rf"(?P<place>(?:{districts.any_of('ahead')})?(?:的|里)?"
        rf"(?:(?:{_SIDE}|{_NUMBERED})(?:大|小)?门(?![窗牌把锁])"
        rf"|(?:{_SIDE}|{_NUMBERED}|中心|后)?(?:{districts.any_of('landmarks')})(?:[A-Z]区)?)"
        rf"(?:{_SIDE}?(?:{districts.any_of('beside')})|{_SIDE})?)"
    )
