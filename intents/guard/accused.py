"""Whom a line complains of: somebody who works for the community, a household, a shop; and what the police must hear.

A complaint about people is nobody else's to read, and least of all theirs; a leak from upstairs is no complaint about
anybody. The words are in accused.toml.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from bot.domain.roster import Community, Grid, Person, Role
from intents import sources
from intents.finder import Finder

#: Between somebody and what they are said to have done; a clause and a half.
_FAR, _NEAR, _HABIT = 16, 20, 8
#: Those who are named by what they do, and in which role the roster has them.
_OFFICES = (
    ("worker", Role.WORKER), ("leader", Role.LEADER), ("secretary", Role.SECRETARY),
    ("property", Role.PROPERTY), ("canteen", Role.CANTEEN),
)  # fmt: skip
#: What a line can be about, with the lists (section, key) without a word of which it is not.
_DECISIVE = {
    "household": (("household", "conduct"), ("household", "charge")),
    "habit": (("household", "habit"),),
    "family": (("family", "trouble"),),
    "minor": (("minor", "trouble"),),
    "health": (("health", "words"),),
    "crime": (("crime", "words"),),
    "staff": (("staff", "charge"), ("staff", "attitude"), ("staff", "misdeed")),
}
_NOTHING = frozenset[str]()
#: 502那家, 402天天, 3栋2单元602一家, 402刘建国家; 刘建国家, 老李家
_DOOR = r"(?<!\d)\d{3,4}(?:室|号房|房间|房)?的?"
_WHO = (
    r"(?:那家|这家|一家|那户|这户|那一家|家|户|住户|业主|租户|租客|房客|的人|男的|女的|老头|老太"
    r"|(?=天天|老是|总是|整天|成天|经常|半夜|夜里|又))"
)
_KIN = r"(?<![我你他她大自人回到])家(?!里|属院|长|电|具|门口|人都)"
#: Nobody is named by a door or a family without one of these: most lines end there.
_HOME = re.compile(r"\d{3}|家")


def matters(text: str) -> frozenset[str]:
    """What `text` (normalised) can be about: "staff", "household", "habit", "family", "minor", "health", "crime".

    Mostly nothing, and cheap to know.
    """
    found = _decisive().meant(text)
    return frozenset().union(*found) if found else _NOTHING


def staff(text: str, community: Community, speaker: Person | None) -> tuple[str, ...]:
    """The userids of those in the community's service of whom `text` (normalised) complains; () if of none."""
    if any(word in text for word in words("staff", "praise")):
        return ()
    named = (one for one in community.people if _may_name(text, one) and _serves(one))
    found = tuple(one.userid for one in named if any(_blamed(text, *span) for span in _spans(text, one)))
    return found or _in_office(text, community, speaker)


def household(text: str) -> bool:
    """Is `text` about what people of one home or shop do to others?"""
    return home(text) or any(_behaves(text, _ends(text, _pattern("household", key))) for key in ("near", "shop"))


def home(text: str) -> bool:
    """The same of a home that is named by its door or its family: 402刘建国家楼道堆满纸箱子."""
    return _behaves(text, _homes(text))


def charged(text: str) -> bool:
    """Is the whole of `text` that a household is complained of, and not yet why: 我要告我们楼上?"""
    return _charge().match(text) is not None


def habit(text: str) -> bool:
    """Is `text` about anything that such a home is said to do: 502那家天天吵?"""
    return any(_followed(text, end, _HABIT, ("household", "habit")) for end in _homes(text))


def _homes(text: str) -> list[int]:
    """Where those end who are named by their door or their family: no line names them without a sign of it."""
    return _ends(text, _named_home()) if _HOME.search(text) else []


def _ends(text: str, called: re.Pattern[str]) -> list[int]:
    return [one.end() for one in called.finditer(text)]


def _behaves(text: str, ends: list[int]) -> bool:
    """Is one of those who are named up to there said to do something to others?"""
    return any(_followed(text, end, _NEAR, ("household", "conduct")) for end in ends)


def things() -> frozenset[str]:
    """The categories of what is broken by itself: pipes and wires are nobody's conduct."""
    return words("household", "things")


def crime(text: str) -> bool:
    """Does `text` tell of a crime that goes on: one for the police first?"""
    if any(word in text for word in words("crime", "not_about")):
        return False
    found = _pattern("crime", "words").finditer(text)
    return any(not text[: one.start()].endswith(tuple(words("crime", "not_so"))) for one in found)


@lru_cache(maxsize=64)
def words(section: str, key: str) -> frozenset[str]:
    """A list of accused.toml."""
    return frozenset(_table()[section][key].split())


def together(text: str, section: str, first: str, second: str, reach: int) -> bool:
    """Whether a word of one list stands in `text` within `reach` of one of the other, whichever comes first."""
    left, right = _spans_of(section, first, text), _spans_of(section, second, text)
    gaps = ((max(a[0], b[0]) - min(a[1], b[1]), a, b) for a in left for b in right)
    return any(0 <= gap <= reach for gap, _, _ in gaps)


def _spans_of(section: str, key: str, text: str) -> list[tuple[int, int]]:
    return [one.span() for one in _pattern(section, key).finditer(text)]


def _serves(person: Person) -> bool:
    return person.is_staff or bool(person.roles & {Role.CANTEEN, Role.MERCHANT, Role.VOLUNTEER})


def _may_name(text: str, person: Person) -> bool:
    """No way to call somebody is without the surname or the given name: for nearly everybody it ends here."""
    return person.name[:1] in text or (len(person.name) > 1 and person.name[1:] in text)


def _spans(text: str, person: Person) -> Iterator[tuple[int, int]]:
    """Where `text` names this person: 陈静, 小陈, 陈姐, 小静."""
    return (one.span() for one in _called(person.name).finditer(text))


@lru_cache(maxsize=512)
def _called(name: str) -> re.Pattern[str]:
    surname, before, title = re.escape(name[:1]), _either("staff", "before"), _either("staff", "title")
    ways = [re.escape(name), f"{before}{surname}(?![\u4e00-\u9fff]?(?:区|孩|朋友))", f"{surname}{title}"]
    given = name[1:]
    if given and given not in words("staff", "title"):
        ways.append(f"(?:{before})?{re.escape(given)}" if len(given) > 1 else f"{before}{re.escape(given)}")
    return re.compile("|".join(ways))


def _in_office(text: str, community: Community, speaker: Person | None) -> tuple[str, ...]:
    """网格员态度恶劣: of the speaker's own grid if the roster knows it, else all who hold that office."""
    for key, role in _OFFICES:
        if any(_blamed(text, *one.span()) for one in _pattern("staff", key).finditer(text)):
            holders = tuple(one.userid for one in community.with_role(role))
            grid = _own_grid(community, speaker)
            own = {Role.WORKER: grid.worker, Role.LEADER: grid.leader}.get(role, "") if grid else ""
            return (own,) if own else holders
    return ()


def _own_grid(community: Community, speaker: Person | None) -> Grid | None:
    if speaker is None:
        return None
    return community.grid(speaker.grid) or community.grid_of_building(speaker.building)


def _blamed(text: str, begin: int, end: int) -> bool:
    """Is the one named there complained of? Whoever is called for help or has suffered it is not."""
    before, after = text[:begin], text[end:]
    if after.startswith(tuple(words("staff", "suffers"))):
        return False
    if any(word in before[-8:] for word in words("staff", "charge")):
        return True
    if _followed(text, end, _FAR, ("staff", "attitude")):
        return True
    asked = before.endswith(tuple(words("staff", "asked")))
    return not asked and _followed(text, end, _FAR, ("staff", "misdeed"))


def _followed(text: str, end: int, reach: int, listed: tuple[str, str]) -> bool:
    """A word of the list within reach, in the same sentence, not denied, and nobody else named before it."""
    span = re.split(r"[。!?;]", text[end : end + reach + 6], maxsplit=1)[0]
    for one in _pattern(*listed).finditer(span):
        between = span[: one.start()]
        if one.start() > reach or any(word in between for word in words("staff", "others")):
            return False
        if not between.endswith(tuple(words("staff", "denied"))):
            return True
    return False


@lru_cache(maxsize=1)
def _named_home() -> re.Pattern[str]:
    surname = f"[{''.join(words('household', 'surnames'))}]"
    family = rf"(?:老{surname}|{surname}[\u4e00-\u9fff]{{1,2}}){_KIN}"
    return re.compile(f"{_DOOR}{_WHO}|{family}")


@lru_cache(maxsize=1)
def _charge() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:你好|您好|我们?|想|要|请|[\s,])*{_either('household', 'charge')}(?:一下)?(?:我们?|咱们?|我家|的)*"
        rf"{_either('household', 'near')}(?:那家|那户|邻居|的|[\s,.!~])*$"
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return sources.table_of("accused.toml")


@lru_cache(maxsize=64)
def _pattern(section: str, key: str) -> re.Pattern[str]:
    return re.compile(_either(section, key))


def _either(section: str, key: str) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words(section, key), key=len, reverse=True)))})"


@lru_cache(maxsize=1)
def _decisive() -> Finder[tuple[str, ...]]:
    """The decisive words, each with the matters that it decides."""
    found: dict[str, tuple[str, ...]] = {}
    for matter, lists in _DECISIVE.items():
        for word in frozenset().union(*(words(*listed) for listed in lists)):
            found[word] = (*found.get(word, ()), matter)
    return Finder(found)
