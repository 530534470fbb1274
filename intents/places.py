"""Where something is: building, unit and room in every spelling; what no building tells is in `slots`.

Places are found before times, so that "3号楼" is never the third of the month. Matching is by bounded
patterns over the normalised text; `Place.text` is what was written. The words are in places.toml.
"""

import re

from bot.domain import roster
from bot.domain.places import Place
from intents import seldom, signs
from intents.normalise import Normal
from intents.slots import districts, landmarks, spots

_N = (
    r"(?:[甲乙丙丁]|[A-Ga-g])?(?:\d{1,3}(?!\d)|[一二三四五六七八九十]{1,3})[A-Ca-c甲乙]?"
    r"|[甲乙丙丁](?=[栋幢座])|[A-Ha-h](?=[栋幢座])"
)
#: A room read out figure by figure ("五零一"), as some voice-to-text leaves it.
_FIGURE = "[一二三四五六七八九]"
_SPELT = f"{_FIGURE}(?:[零〇]{_FIGURE}|{_FIGURE}[零〇])(?![零〇一二三四五六七八九十楼层栋号份个点])"
_BUILDING = re.compile(
    rf"(?P<building>{_N})(?:号楼|栋楼(?![上下顶道后前里梯])|栋|幢|号院|座|#楼|#"
    rf"|号(?=\d{{1,2}}单元|[一二三四五]单元)|楼(?=\d{{1,2}}单元|[一二三四五]单元))"
    r"(?:\s?-?\s?(?P<unit>\d{1,2}|[一二三四五六七八九十]{1,2}|[甲乙])"
    r"(?:单元|门洞|门(?!口|外|前|岗|卫|房|禁)|-(?=\d{3,4})))?"
    r"(?:\s?(?P<floor>\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层))?"
    rf"(?:\s?-?\s?(?P<room>\d{{3,4}}(?!\d|路|块|元|份|年|-)|{_SPELT}|[A-Za-z](?=室|房)|\d{{1,2}}(?=室|房))"
    rf"(?:室|房|户|号(?!楼))?)?"
)
#: 一栋楼都没水, 这一栋: the whole of one, and not the first. Looked at from the last character of its name on.
_ALL_OF_IT = seldom.Pattern("楼(?:的人|里)?(?:全|都|人)")
#: No building and no floor without it; much cheaper to look for.
_COUNTED = re.compile(r"[\d一二三四五六七八九十甲乙丙丁A-Ha-h][栋幢座#号楼层]")
#: "3-2-501", and the roster's own short form "3-502".
_DASHED = re.compile(r"(?<![\d-])(?P<building>\d{1,3})-(?:(?P<unit>\d{1,2})-)?(?P<room>\d{3,4})(?![\d-])")
_PAIR = re.compile(
    r"(?:号楼|栋|幢|座)[和与跟、到](?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:号楼|栋|幢|座)"
    r"(?:中间|之间|当中|当间|夹空|夹道)?"
)


def find(normal: Normal, community: roster.Community) -> Place | None:
    """The place `normal` names, the most exact one; None if it names none."""
    seen, own = normal.signs or signs.of(normal), community.vocabulary
    if not (seen & signs.PLACES or own.landmarks):
        return None
    counted = seen & signs.STOREY and _COUNTED.search(normal.text)
    return (
        (_building(normal, community) if counted else None)
        or (_dashed(normal, community) if seen & signs.DASH else None)
        or (landmarks.find(normal, own) if own.landmarks else None)
        or (spots.named(normal, districts.find(normal.text)) if seen & signs.DISTRICT else None)
        or spots.find(normal, seen >> signs.SPOTS & spots.ALL | (spots.FLOORS if counted else 0))
    )


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
    building = spots.numeral(best["building"]) or ""
    start, end = _widened(normal.text, best)
    spot = spots.behind(normal.text, best.end())
    floor = spots.numeral(best["floor"])
    landmark = spot["spot"] if spot else None
    if end > best.end() and (landmark is None or end > spot.end() if spot else True):
        landmark = normal.text[best.end() : end] or None
    written = normal.written(start, max(end, spot.end() if spot else end)).strip()
    place_floor = f"{floor}层" if floor else ""
    return Place(
        written, building, spots.numeral(best["unit"]), spots.numeral(best["room"]),
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
