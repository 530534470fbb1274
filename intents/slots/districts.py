"""Places beyond one community, as reports to an authority name them: "A3区清溪路枫林学校附近".

A name runs from the district to the last street, estate or village, as long as nothing between says that the
matter itself has begun. The words are in places.toml.
"""

import re
from functools import lru_cache

from intents import seldom, sources
from intents.finder import Finder

#: "A3区"; 地库B区 is a part of the garage.
DISTRICT = re.compile(r"[A-Z](?<![库层场下期棚].)\d{0,2}(?:市|区|县)")
#: District places are not searched for beyond this many characters.
REACH = 40
#: One name, its ending included, has at most this many characters.
_NAME = 10
#: A name right behind the district may hold any character ("太平镇"), up to this length.
_FIRST = 6
_BREAK = re.compile(r"[,.!?;:\s、\"“”()的是](?<!的(?=交[汇叉界]))(?<!是(?=山))")
_WAYS, _AND = ("路", "街", "大道", "巷"), "与和跟"
_WAY = rf"[\u4e00-\u9fff]{{2,4}}(?:{'|'.join(_WAYS)})"
#: No two streets without one of these.
CROSSINGS = tuple(way + char for way in _WAYS for char in _AND)
_STREETS = seldom.Pattern(rf"{_WAY}[{_AND}]{_WAY}(?:交叉口|交汇处|路口|口)?")
#: 文艺里38号, 解放路12号院
_DOOR = seldom.Pattern(r"(?<=[路街巷道里弄村])\d{1,4}号(?:院|大院|楼)?(?!线|公交|[栋幢])")
#: What comes before a name, and "小区" that is no name.
_LEAD = r"(?:希望|建议|请求?|恳请|盼望?|能不能|可不可以|能否|可否|麻烦|投诉|反映|举报|关于|给|让|把|在|咨询)?+"
#: No estate without one of these.
ESTATES = ("小区", "花园", "家园", "新村", "新城", "大桥")
_ESTATE = re.compile(
    rf"{_LEAD}(?P<name>(?!小区|[我咱你他这那本整全各]|隔壁|别的|其他|老旧)[\u4e00-\u9fff]{{2,6}}(?:{'|'.join(ESTATES)})"
    r"(?<![们个本咱的]小区))"
)


def find(text: str) -> tuple[int, int] | None:
    """Where in `text` (normalised) a place in a named district stands; None if it names none."""
    district = DISTRICT.search(text)
    if district is None:
        return None
    limit = min(len(text), district.start() + REACH)
    end = _end(text, district.end(), limit)
    if end == district.end():
        return district.start(), _unfinished(text, end, limit)
    door = _DOOR.match(text, end) if text[end : end + 1].isdigit() else None
    end = door.end() if door else end
    tail = _tails().match(text, end)
    return district.start(), tail.end() if tail else end


def streets(text: str) -> tuple[int, int] | None:
    """Where two streets stand that meet (`CROSSINGS`); None if there are none."""
    found = _STREETS.search(text)
    return found.span() if found else None


def estate(text: str) -> tuple[int, int] | None:
    """Where the name of an estate (`ESTATES`) stands that `text` begins with; None if it begins with none."""
    found = _ESTATE.match(text)
    return found.span("name") if found else None


def reaches(text: str, start: int, end: int) -> bool:
    """Whether a name could run from `start` to `end`: nothing between says otherwise."""
    return not _BREAK.search(text, start, end) and not _stops().any(text[start:end])


def _end(text: str, start: int, limit: int) -> int:
    """The end of the last name in a row that begins at `start`."""
    end = start
    for ending in _endings().finditer(text, start, limit):
        stop = ending.end()
        if stop - end > _NAME:
            break  # the others end even later
        if stop < len(text) and text[stop] in _shunned().get(ending.group(), ""):
            continue
        if _BREAK.search(text, end, ending.start()):
            break
        first = stop - end <= _FIRST and (end == start or text[end] in _AND)
        if not first and _stops().any(text[end:stop]):
            break
        end = stop
    return end


def _unfinished(text: str, start: int, limit: int) -> int:
    """The end of a name of a kind we do not know: it is believed if what follows is known and it is short."""
    pause = _BREAK.search(text, start, limit)
    stop = pause.start() if pause else limit + 1
    for _, begins, _ in _stops().places(text[start:limit]):
        stop = min(stop, start + begins)
    return stop if 3 <= stop - start <= _NAME - 2 and stop <= limit else start


@lru_cache(maxsize=8)
def words(key: str) -> tuple[str, ...]:
    """The words of a list of places.toml."""
    return tuple(sources.table_of("places.toml")[key].split())


def firsts(key: str) -> str:
    """What the words of a list of places.toml begin with, as it stands in a class of characters."""
    return re.escape("".join(sorted({word[0] for word in words(key)})))


@lru_cache(maxsize=8)
def any_of(key: str) -> str:
    """The words of a list of places.toml as one pattern, the longest first.

    It looks for their first characters before it tries one after the other.
    """
    return f"(?=[{firsts(key)}])(?:{_tried(key)})"


def _tried(key: str) -> str:
    """The same for a pattern that is nothing else: `re` finds the first characters of such a one by itself."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words(key), key=len, reverse=True):
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in tails.items())


@lru_cache(maxsize=1)
def _endings() -> re.Pattern[str]:
    return re.compile(_tried("endings"))


@lru_cache(maxsize=1)
def _shunned() -> dict[str, str]:
    """Endings that are part of another word before these characters ("路面")."""
    shunned: dict[str, str] = sources.table_of("places.toml")["not_before"]
    return shunned


@lru_cache(maxsize=1)
def _stops() -> Finder[None]:
    return Finder(dict.fromkeys(words("stops")))


@lru_cache(maxsize=1)
def _tails() -> re.Pattern[str]:
    return re.compile(rf"(?:的(?=交[汇叉界]))?{any_of('tails')}")
