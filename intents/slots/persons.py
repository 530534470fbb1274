"""Whom a name means: staff (小李, 李工, 李敏, 物业) and residents (王阿姨)."""

from dataclasses import dataclass
from functools import lru_cache

from bot.domain import roster
from intents import phrases


@lru_cache(maxsize=1)
def titles() -> tuple[str, ...]:
    """What residents are called by behind a name, the longest first."""
    return _longest_first("titles")


@lru_cache(maxsize=1)
def _offices() -> tuple[str, ...]:
    return _longest_first("offices")


def _longest_first(key: str) -> tuple[str, ...]:
    return tuple(sorted(phrases.words("called", key), key=lambda one: (-len(one), one)))


@dataclass(frozen=True, slots=True)
class Whom:
    """Who was found. `party`: "" for a person of the community itself."""

    person: str
    party: str = ""


def whom(community: roster.Community, name: str) -> Whom | None:
    """The one of that userid, full name or party name; else the only member of staff whom such a nickname fits."""
    wanted = name.strip().lstrip("@＠").strip()
    named = party(community, wanted)
    if named:
        return Whom(named.people[0], named.code)
    found = [one for one in community.staff if wanted in (one.userid, one.name)]
    if not found and (bare := _bare(wanted)):
        found = [one for one in community.staff if one.name.startswith(bare) or one.name.endswith(bare)]
    if len(found) != 1:
        return None
    its = next((one.code for one in community.parties if found[0].userid in one.people), "")
    return Whom(found[0].userid, its)


def residents(community: roster.Community, name: str) -> frozenset[str]:
    """The userids of everybody on the roster by that name; else of all whom the name can mean: 老王 is any 王."""
    people = [one for one in community.people if not one.is_staff]
    exact = frozenset(one.userid for one in people if one.name == name)
    title = next((one for one in titles() if name.endswith(one)), "")
    bare = name.removesuffix(title) if title else name[1:] if name[:1] in phrases.words("called", "before") else ""
    return exact or frozenset(one.userid for one in people if bare and _called(one, bare))


def _called(person: roster.Person, bare: str) -> bool:
    return person.name.startswith(bare) or (len(bare) > 1 and person.name.endswith(bare))


def names(community: roster.Community) -> tuple[str, ...]:
    """Everybody who can be named: staff and parties."""
    return (*(one.name for one in community.staff), *(one.name for one in community.parties if one.people))


def party(community: roster.Community, name: str) -> roster.Party | None:
    """The party of that name, if it has anybody who can be called."""
    return next((one for one in community.parties if one.people and _names_party(one, name.strip())), None)


def referred_to(said: str) -> str:
    """供电局 电缆老化: the unit to which a ticket is referred stands first."""
    return said.partition(" ")[0]


def _names_party(party: roster.Party, wanted: str) -> bool:
    return wanted in {party.code, party.name} or (len(wanted) > 1 and wanted in party.name)


def _bare(nickname: str) -> str:
    """小李 and 李工 are 李 and one more word; 小敏 is somebody's given name. "" for a full name: nobody has it."""
    bare = nickname[1:] if nickname[:1] in phrases.words("called", "before") and len(nickname) > 1 else nickname
    bare = next((bare.removesuffix(one) for one in _offices() if bare.endswith(one) and bare != one), bare)
    return "" if bare == nickname else bare
