"""What the words of a line are signs of, all found in one pass: what a line has no sign of need not be tried.

A sign is one bit; whatever it stands for, no line is of that kind without it.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.domain.concerns import Mood
from intents import phrases
from intents.canteen import chains, complaints
from intents.finder import Finder
from intents.normalise import Normal
from intents.slots import phones, spots
from intents.talk import inquiring, moods

#: A number to call, 谁说…, a report only begun, mere scolding, meals missing, a list, another matter, a building or
#: floor, a district, a place between dashes, a greeting or thanks.
CALLED, DOUBT, BEGUN, SCOLDS, MISSING, LISTED, ANOTHER, STOREY, DISTRICT, DASH, POLITE = (1 << bit for bit in range(11))
#: From these on stand the bits of `spots.signs`, those of `moods.cues`, and those of `phrases.pressing`.
SPOTS = 11
MOODS = SPOTS + spots.KINDS
PRESSING = MOODS + 2 * len(Mood)
#: No place without one of these, but those that only a community has.
PLACES = STOREY | DISTRICT | DASH | spots.ALL << SPOTS
#: Words that announce another matter.
ANNOUNCED = ("另外", "还有", "顺便", "再就是", "对了", "顺带", "此外", "再帮")
#: No greeting and no thanks that `doubts.past_manners` hears past without one of these.
MANNERS = ("你好", "您好", "大家好", "在吗", "喂", "谢", "辛苦", "麻烦", "拜托", "有劳")
#: One of these is in every building and every floor, and every district ends with one of those.
_STOREYS, _DISTRICTS = "栋幢座#号楼层", "市区县"


def of(normal: Normal) -> int:
    """All signs in `normal`; they are looked for once."""
    seen = normal.signs
    if seen is None:
        seen = normal.signs = look(normal.text)
    return seen


def look(text: str) -> int:
    """All signs in `text` (normalised)."""
    seen = 0
    finder, behind = _finder()
    for place, _, _ in finder.places(text):
        seen |= behind[place]
    return seen


@lru_cache(maxsize=1)
def _finder() -> tuple[Finder[int], list[int]]:
    """Finds every word; and the bits of all that each is a sign of."""
    lists: list[tuple[int, Iterable[str]]] = [
        (CALLED, phones.starts()),
        (DOUBT, inquiring.doubting()),
        (BEGUN, phrases.words("begin", "matter") | phrases.words("begin", "wish")),
        (SCOLDS, phrases.words("begin", "scold")),
        (MISSING, complaints.HINTS),
        (LISTED, chains.signs()),
        (ANOTHER, ANNOUNCED),
        (STOREY, _STOREYS),
        (DISTRICT, _DISTRICTS),
        (DASH, "-"),
        (POLITE, MANNERS),
    ]
    found: dict[str, int] = {}
    for sign, words in lists:
        _lay(found, dict.fromkeys(words, sign))
    _lay(found, spots.signs(), SPOTS)
    _lay(found, moods.cues(), MOODS)
    _lay(found, phrases.pressing(), PRESSING)
    return Finder(found), [*found.values()]


def _lay(found: dict[str, int], words: Mapping[str, int], place: int = 0) -> None:
    """Add to `found` the bits of `words`, moved up to their `place`."""
    for word, bits in words.items():
        found[word] = found.get(word, 0) | bits << place
