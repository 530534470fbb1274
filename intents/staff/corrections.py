"""Staff set right what was misread: its kind, category or urgency, that it was nothing, or that it was something.

`quoted` is the text of a quoted line; a quoted post of ours says the number instead. Permission is not checked here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain import requests, roster
from bot.domain.requests import Intent
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from bot.domain.vocabulary import Vocabulary
from intents import categories, classify, composing, normalise, places, seldom, sources
from intents.scene import Scene
from intents.slots import naming, persons

_NUMBER = naming.ticket()
_THIS = r"(?:这一?条|这个|这单|这件|这|此条|它)"
#: 12, 这条, 12 这条.
_WHICH = rf"(?:{_NUMBER}[\s,:]*{_THIS}?|{_THIS})"
_RESORTED = seldom.Pattern(
    rf"^(?:{_NUMBER}|{_THIS})?[\s,:]*(?:改类别?为?|类别改[成为]|改成|改为|改回|应该是|应该算|归到|归类为)[\s,:]*(?P<what>\S.{{0,11}})$"
)
_REFUTED = seldom.Pattern(rf"^{_WHICH}[\s,:]*(?:根本|其实)?(?:不是|不算)[\s]?(?P<what>[^\s,]{{1,6}}?)(?:吧|啊|的)?$")
#: 不是心愿，是隐患; 不对，是排水.
_INSTEAD = r"(?:不对[\s,]+|(?:类别|分类|类型|种类)?(?:[记弄分搞填选]?错了?|不对)[\s,]*|不(?:是|算)[^\s,]{1,6}?[\s,]*)"
#: 是道路，不是照明.
_NOT = r"(?:的|类|类的|问题)*[\s,]*(?:(?:而)?不是|不算)[^\s,]{1,6}?(?:的|类|吧|啊)*"
_NAMED = seldom.Pattern(
    rf"^{_WHICH}[\s,:]*(?:{_INSTEAD})?(?:其实|应该|应当)?(?:是|算|属于)(?:个|条)?[\s]?(?P<what>\S{{1,8}}?)(?:{_NOT}|的|类的)?$"
)
_WHY = seldom.Pattern(
    rf"^(?:{_NUMBER}|{_THIS})?[\s,:]*(?:为什么|为啥|怎么听出来的|什么理由|依据)(?:这样记|这么记|这么分)?\??$"
)
_POINTS, _BACK = r"那?\d{0,3}(?:积分|分)", "(?:收回|扣回|扣掉|追回|撤回)"
_TAKEN = seldom.Pattern(
    rf"^把?{_NUMBER}的?[\s,:]*(?:{_BACK}{_POINTS}|{_POINTS}(?:要|得|给我|请)?{_BACK}来?)了?[\s,:]*(?P<why>.{{0,40}})$"
)
_TAKEN_OF = seldom.Pattern(
    rf"^把?(?P<who>[^\d\s,:]{{2,6}}?)(?:[的那得领拿]|上次)*(?P<n>\d{{1,3}})?(?:积分|分)"
    rf"(?:要|得|给我|请|都)?{_BACK}来?了?[\s,:]*(?P<why>.{{0,40}})$"
)
#: What a kind is filed under when its own category does not fit.
_GENERAL = {
    Kind.HAZARD: "other_hazard",
    Kind.WISH: "other_wish",
    Kind.DISPUTE: "quarrel",
    Kind.HELP: "hardship",
}


#: A reason as the weighing tells it: words or the name of a rule, how much it weighs, and for which intent.
_WEIGHED = re.compile(r"(?P<words>.+?) (?:(?P<sign>[+-])\d+\.\d+(?: (?P<side>\w+))?|生命安全:\w+)$")


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: dict[str, Kind]
    urgencies: dict[str, Urgency]
    nothing: frozenset[str]
    help: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    source = sources.table_of("corrections.toml")
    kinds = {word: Kind(kind) for kind, said in source["kinds"].items() for word in said.split()}
    urgencies = {word: Urgency(level) for level, said in source["urgencies"].items() for word in said.split()}
    nothing = frozenset(source["nothing"]["words"].split())
    return _Words(kinds, urgencies, nothing, tuple((row["who"], row["line"]) for row in source["help"]))


def help_lines() -> tuple[tuple[str, str], ...]:
    """(who, line) for each row of the help."""
    return _words().help


def read(
    text: str, number: int | None, scene: Scene
) -> requests.Correct | requests.ShowReasons | requests.TakePoints | requests.TakePointsOf | None:
    """The correction, the secretary's word on points, or the question for reasons, that the whole of `text` is.

    `number`: that of the quoted post.
    """
    line = text.strip(" 。!~.,，")
    quoted = "" if number is not None else scene.quote.strip()
    if asked := _WHY.match(line):
        which = _number(asked, number)
        return requests.ShowReasons(which, quoted) if which is not None or quoted else None
    if scene.person and roster.Role.SECRETARY in scene.person.roles and (taken := _TAKEN.match(line)):
        return requests.TakePoints(int(taken["number"]), taken["why"])
    if scene.person and roster.Role.SECRETARY in scene.person.roles and (whose := _TAKEN_OF.match(line)):
        theirs = persons.residents(scene.community, whose["who"])
        return requests.TakePointsOf(whose["who"], int(whose["n"] or 0), whose["why"]) if theirs else None
    if refuted := _REFUTED.match(line):
        what = refuted["what"]
        known = what in _words().kinds or what in _words().nothing
        if known:
            return _about(requests.Correct(_number(refuted, number), quoted, refuted=True))
    resorted = _RESORTED.match(line)
    found = resorted or _NAMED.match(line)
    if found is None or persons.party(scene.community, found["what"]):
        return None
    one = requests.Correct(_number(found, number), quoted)
    meant = _meant(found["what"], one, scene.community.vocabulary)
    if meant is None:
        return None
    return _with_matter(meant, scene) if quoted and meant.number is None else _about(meant)


def words_heard(why: Sequence[str], intent: str, text: str) -> tuple[str, ...]:
    """Of the reasons for which `text` was read as `intent` those that are words said in it, the strongest first."""
    found: list[str] = []
    for one in why:
        told = _WEIGHED.match(one)
        if told and (told["sign"] == "-" or (told["side"] or intent) != intent):
            continue
        found += [part for part in (told["words"] if told else one).split("×") if part in text]
    said = dict.fromkeys(found)
    return tuple(one for one in said if not any(one in other for other in said if other != one))


def _number(found: re.Match[str], quoted: int | None) -> int | None:
    return int(found["number"]) if found["number"] else quoted


def _about(one: requests.Correct) -> requests.Correct | None:
    """Only what names a matter: by its number or a quoted line."""
    return one if one.number is not None or one.quoted else None


def _meant(what: str, one: requests.Correct, own: Vocabulary) -> requests.Correct | None:
    """The correction filled in from the word for what it should be; None for a word that is none of ours."""
    word = what.strip().removesuffix("类")
    if word in _words().urgencies:
        return requests.Correct(one.number, one.quoted, urgency=_words().urgencies[word])
    if word in _words().kinds:
        return requests.Correct(one.number, one.quoted, kind=_words().kinds[word])
    slug = _category(word, own)
    if slug is None:
        return None
    kind = categories.known(own)[slug].kind
    return requests.Correct(one.number, one.quoted, category=slug, kind=Kind(kind))


def _category(word: str, own: Vocabulary) -> str | None:
    """By slug or label; else the only one whose label holds the word."""
    known = categories.known(own)
    exact = [one.slug for one in known.values() if word in {one.slug, one.label}]
    part = [one.slug for one in known.values() if len(word) > 1 and word in one.label]
    return (exact or part)[0] if exact or len(part) == 1 else None


def _with_matter(one: requests.Correct, scene: Scene) -> requests.Correct | None:
    """The quoted line as the matter it is said to be, in case nobody has filed it."""
    if one.kind is None:
        return one
    normal = normalise.normalise(one.quoted, scene.bot_name)
    place = places.find(normal, scene.community)
    own = scene.community.vocabulary
    verdict = classify.judge(normal.text, own, building=place is not None and place.building is not None)
    opened = composing.ticket(normal, verdict, place, own)
    slug = one.category or fitting(one.kind, opened.category, own)
    matter = requests.OpenTicket(normal.raw, one.kind, slug, opened.urgency, place)
    return requests.Correct(None, one.quoted, one.category, one.kind, opens=matter)


def fitting(kind: Kind, category: str, own: Vocabulary) -> str:
    """`category` if it is one of this kind, else the general one."""
    known = categories.find(category, own)
    return category if known and known.kind == kind.value else _GENERAL.get(kind, category)


def intent_of(kind: Kind) -> Intent:
    """The intent that the labels of the corpus use for a kind of ticket."""
    return Intent.WISH if kind in {Kind.WISH, Kind.HELP} else Intent.HAZARD
