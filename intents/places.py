"""Where something is: building, unit and room in every spelling, floors, landmarks, districts and streets.

Places are found before times, so that "3号楼" is never the third of the month. Matching is by bounded
patterns over the normalised text; `Place.text` is what was written. The words are in places.toml.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial

from bot.domain import roster
from bot.domain.places import Place
from intents import numbers
from intents.finder import Finder
from intents.normalise import Normal
from intents.slots import districts, landmarks

_N = (
    r"(?:[甲乙丙丁]|[A-Ga-g])?(?:\d{1,3}(?!\d)|[一二三四五六七八九十]{1,3})[A-Ca-c甲乙]?"
    r"|[甲乙丙丁](?=[栋幢座])|[A-Ha-h](?=[栋幢座])"
)
#: A room read out figure by figure ("五零一"), as some voice-to-text leaves it.
_FIGURE = "[一二三四五六七八九]"
_SPELT = f"{_FIGURE}(?:[零〇]{_FIGURE}|{_FIGURE}[零〇])(?![零〇一二三四五六七八九十楼层栋号份个点])"
_FIGURES = str.maketrans("零〇一二三四五六七八九", "00123456789")
_BUILDING = re.compile(
    rf"(?P<building>{_N})(?:号楼|栋楼(?![上下顶道后前里梯])|栋|幢|号院|座|#楼|#|号(?=\d{{1,2}}单元|[一二三四五]单元)|楼(?=\d{{1,2}}单元|[一二三四五]单元))"
    r"(?:\s?-?\s?(?P<unit>\d{1,2}|[一二三四五六七八九十]{1,2}|[甲乙])(?:单元|门洞|门(?!口|外|前|岗|卫|房|禁)|-(?=\d{3,4})))?"
    r"(?:\s?(?P<floor>\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层))?"
    rf"(?:\s?-?\s?(?P<room>\d{{3,4}}(?!\d|路|块|元|份|年|-)|{_SPELT}|[A-Za-z](?=室|房)|\d{{1,2}}(?=室|房))(?:室|房|户|号(?!楼))?)?"
)
_UNIT_ONLY = re.compile(
    r"(?<![栋幢楼号座#])(?P<unit>\d{1,2}|[一二三四五六七八九十]{1,2})单元"
    r"(?:\s?(?P<room>\d{3,4})(?:室|房|户)?|(?P<floor>\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层))?"
)
#: 一栋楼都没水, 这一栋: the whole of one, and not the first. Looked at from the last character of its name on.
_ALL_OF_IT = re.compile("楼(?:的人|里)?(?:全|都|人)")
#: No building and no floor without it; much cheaper to look for.
_COUNTED = re.compile(r"[\d一二三四五六七八九十甲乙丙丁A-Ha-h][栋幢座#号楼层]")
#: "3-2-501", and the roster's own short form "3-502".
_DASHED = re.compile(r"(?<![\d-])(?P<building>\d{1,3})-(?:(?P<unit>\d{1,2})-)?(?P<room>\d{3,4})(?![\d-])")
_PAIR = re.compile(
    r"(?:号楼|栋|幢|座)[和与跟、到](?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:号楼|栋|幢|座)(?:中间|之间|当中|当间|夹空|夹道)?"
)
_WAYS = ("单元楼", "单元", "楼道", "楼")
_DOORS = ("大门", "门", "洞", "入户门")
#: 单元门口, 楼道口, 地下室: whose is known only with the building. 隔壁单元门口 is not the speaker's.
_THRESHOLD = re.compile(
    rf"(?<![栋幢座楼号])地下室(?:门口|里)?|(?<![栋幢座楼号壁面别边哪个\d一二三四五六七八九十])(?:{'|'.join(_WAYS)})(?:{'|'.join(_DOORS)})(?![窗牌把锁禁卫岗房诊铃板])(?:口|洞|外|里|前|边)*(?:台阶)?"
    r"|(?<![栋幢座楼号壁面别边哪个\d一二三四五六七八九十])楼道口"
)
_WINDS, _SIDES = "东南西北", "侧边面头角"
#: 小区西北角, 院子东边
_CORNER = re.compile(rf"(?:小区|院子?里?|社区|园区|咱院)(?:的|最)?[{_WINDS}]{{1,2}}[{_SIDES}]")
_FACE = r"[东南西北]{1,2}(?:侧|边|面|头|角)"
_SIDE = r"(?:[东南西北]{1,2}(?:侧|边|面|头|角)?)"
_NUMBERED = r"(?:\d{1,2}|[一二三四五六七八九])号"
_FLOOR = re.compile(
    r"(?<![\d一二三四五六七八九十几多两栋幢座号第上隔])(?:(?:负|地下)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[楼层])"
    r"(?![梯道板栋]|[的老]?[邻业])"
)


def find(normal: Normal, community: roster.Community) -> Place | None:
    """The place `normal` names, the most exact one; None if it names none."""
    text = normal.text
    counted = _COUNTED.search(text) is not None
    return (
        (_building(normal, community) if counted else None)
        or (_dashed(normal, community) if "-" in text else None)
        or landmarks.find(normal, community.vocabulary)
        or _named(normal)
        or _less_exact(normal, counted=counted)
    )


def _less_exact(normal: Normal, *, counted: bool) -> Place | None:
    signs = _FLOORS if counted else 0
    for sign in _signs().meant(normal.text):
        signs |= sign
    if signs:
        for sign, named in _KINDS:
            if signs & sign and (place := named(normal)):
                return place
    return None


def home_of(person: roster.Person | None) -> Place | None:
    """Where the person lives according to the roster."""
    if person is None or not person.building:
        return None
    words = f"{person.building}栋" + (f"{person.unit}单元" if person.unit else "") + person.room
    return Place(words, person.building, person.unit or None, person.room or None, known=True)


def at_home(place: Place | None, home: Place | None) -> Place | None:
    """`home` where no place was named, its floor where only that was; else, or where no home is known, `place`."""
    if home is None or (place is not None and not place.vague):
        return place
    return place.within(home) if place else home


def _word(found: str | None) -> str | None:
    if not found:
        return None
    value = numbers.value_of(found.translate(_FIGURES) if len(found) == 3 and set(found) & set("零〇") else found)
    return str(value) if value is not None else found.upper()


def _building(normal: Normal, community: roster.Community) -> Place | None:
    best: re.Match[str] | None = None
    for match in _BUILDING.finditer(normal.text):
        if match["building"] in ("一", "二") and normal.text[match.end() - 1] == "座":
            continue
        if match["building"] == "一" and _ALL_OF_IT.match(normal.text, match.end() - 1):
            continue
        if best is None or _weight(match) > _weight(best):
            best = match
    if best is None:
        return None
    building = _word(best["building"]) or ""
    start, end = _widened(normal.text, best)
    spot = _spots().match(normal.text, best.end())
    floor = _word(best["floor"])
    landmark = spot["spot"] if spot else None
    if end > best.end() and (landmark is None or end > spot.end() if spot else True):
        landmark = normal.text[best.end() : end] or None
    written = normal.written(start, max(end, spot.end() if spot else end)).strip()
    place_floor = f"{floor}层" if floor else ""
    return Place(
        written, building, _word(best["unit"]), _word(best["room"]),
        (place_floor + (landmark or "")) or None, building in community.buildings,
    )  # fmt: skip


def _widened(text: str, match: re.Match[str]) -> tuple[int, int]:
    """From the district before the building to the second building after it ("1号楼和2号楼中间")."""
    start, end = match.span()
    pair = _PAIR.search(text, match.start())
    if pair and pair.start() <= match.end():
        end = max(end, pair.end())
    district = districts.DISTRICT.search(text, max(0, start - districts.REACH), start)
    if district and districts.reaches(text, district.end(), start):
        start = district.start()
    return start, end


def _weight(match: re.Match[str]) -> int:
    return sum(1 for part in ("unit", "room") if match[part])


def _dashed(normal: Normal, community: roster.Community) -> Place | None:
    """ "5-2-301" is a place only where the roster has building 5."""
    for match in _DASHED.finditer(normal.text):
        if match["building"] in community.buildings:
            return Place(normal.written(*match.span()), match["building"], match["unit"], match["room"], known=True)
    return None


def _unit(normal: Normal) -> Place | None:
    match = _UNIT_ONLY.search(normal.text)
    if match is None:
        return None
    spot = _spots().match(normal.text, match.end())
    floor = f"{_word(match['floor'])}层" if match["floor"] else ""
    landmark = floor + (spot["spot"] if spot else "")
    written = normal.written(match.start(), spot.end() if spot else match.end())
    return Place(written, unit=_word(match["unit"]), room=match["room"], landmark=landmark or None)


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
    spot = _spots().match(normal.text, match.end())
    end = spot.end() if spot else match.end()
    return Place(normal.written(match.start(), end), landmark=normal.text[match.start() : end], vague=True)


def _named(normal: Normal, where: Callable[[str], tuple[int, int] | None] = districts.find) -> Place | None:
    """A district-level place: from "A3区" to the last name of a street, estate or village."""
    found = where(normal.text)
    return Place(normal.written(*found), landmark=normal.text[slice(*found)]) if found else None


#: What else a text may name, the most exact first, each with a sign that none of its kind is without.
_STREETS, _ESTATES, _UNITS, _LANDMARKS, _CORNERS, _THRESHOLDS, _FLOORS = (1 << bit for bit in range(7))
_KINDS = (
    (_STREETS, partial(_named, where=districts.streets)),
    (_ESTATES, partial(_named, where=districts.estate)),
    (_UNITS, _unit),
    (_LANDMARKS, _landmark),
    (_CORNERS, _corner),
    (_THRESHOLDS, _threshold),
    (_FLOORS, _floor),
)


@lru_cache(maxsize=1)
def _signs() -> Finder[int]:
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
    return Finder(found)


@lru_cache(maxsize=1)
def _spots() -> re.Pattern[str]:
    spots = districts.any_of("spots")
    return re.compile(
        rf"(?:的)?(?P<spot>(?:(?:{_SIDE}|正)?(?:门(?![禁窗锁])|{spots})|{_FACE})(?:{districts.any_of('beside')})?)"
    )


@lru_cache(maxsize=1)
def _landmarks() -> re.Pattern[str]:
    """It looks at the first character before it tries all that a landmark may begin with."""
    begins = f"我咱的里中后{_WINDS}{districts.firsts('ahead')}{districts.firsts('landmarks')}"
    return re.compile(
        rf"(?=[\d一二三四五六七八九{begins}])(?:我们|咱们?)?(?:的|里)?(?P<place>(?:{districts.any_of('ahead')})?(?:的|里)?"
        rf"(?:(?:{_SIDE}|{_NUMBERED})(?:大|小)?门(?![窗牌把锁])|(?:{_SIDE}|{_NUMBERED}|中心|后)?(?:{districts.any_of('landmarks')})(?:[A-Z]区)?)"
        rf"(?:{_SIDE}?(?:{districts.any_of('beside')})|{_SIDE})?)"
    )
