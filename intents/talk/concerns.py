"""What a line may say, in its writer's own words, of a matter they have reported; the words are in concerns.toml.

It is read without knowing whether there is one: `bot.domain.meaning` decides that.
"""

import re
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from bot.domain.concerns import Concern, Mood
from bot.domain.places import Place
from bot.domain.requests import Clarify, Guide, Intent, OpenTicket, Reading, ShowDirectory, Slot
from intents import commands, phrases, places, sources
from intents.classify import Verdict
from intents.finder import Finder
from intents.normalise import Normal
from intents.scene import Scene

#: 120来了 speaks of an ambulance, and of no ticket.
_NUMBER = re.compile(
    r"^(?!1(?:10|19|20|22)(?:的|都|已经|车|说|人)?(?:来|到|接|拉|送|抬|看))#?\s?(\d{1,6})(?:号单?|单)?(?:那个|这个|那件|这件|的)?[\s,:、]*(?=\D)(?![栋幢座号楼单元日月点份个天小周次回遍\-#.])"
)
#: Longer lines tell a story of their own, and in longer ones 有点 speaks of something else.
_LONGEST, _TERSE = 40, 12
#: Around a place that is all a line says stands no more than this, the number of a ticket included.
_ADDRESS = 32
#: Contentment needs no more.
_SHORT = 16
_CONTENT = frozenset({Mood.DONE, Mood.PLEASED})
#: The lists whose words are enough to hear a mood, and those that take a second look.
_ENOUGH = {
    Mood.UNDONE: ("nobody", "useless"),
    Mood.DOUBT: ("words",),
    Mood.ASKS: ("how", "either"),
    Mood.URGES: ("words",),
    Mood.GIVES_UP: ("words",),
    Mood.OVER: ("words",),
}
_HINTS = {
    Mood.UNDONE: ("still",),
    Mood.ASKS: ("when", "yet"),
    Mood.URGES: ("long", "why"),
    Mood.GIVES_UP: ("own",),
    Mood.AGAIN: ("words",),
    Mood.DONE: ("words",),
    Mood.PLEASED: ("words",),
    Mood.PLACE: ("home",),
    Mood.OVER: ("bare",),
    Mood.FINE: ("words",),
}
#: "亮是亮了", "好是好了"
_ALMOST = re.compile(r"(.{1,2})是\1了?")
#: 孩子找到了吗
_ASKING = ("吗", "么", "没", "没有", "?")
#: Thanks to somebody by name.
_THANKED = re.compile(r"(?:谢谢|多谢|感谢|辛苦|麻烦)了?[\u4e00-\u9fff]{1,4}(?=$|[\s,.!~。])")
_NO_MOOD: frozenset[Mood] = frozenset()
_DOUBTED = frozenset({Mood.DOUBT})
#: What a line that names a ticket by its number begins with.
_FIGURE = "#0123456789"
_FIGURES = r"[\d一二两三四五六七八九十几多半好]{1,3}个?"


def read(normal: Normal, verdict: Verdict, place: Place | None, reading: Reading, scene: Scene) -> Concern | None:
    """`reading`: what the line is by itself. None where it could not be about a matter of the writer's."""
    found = _heard(normal, verdict, place, reading, scene)
    if not _is_unclear(reading):
        return found
    if found is None:
        return Concern(normal.raw, frozenset({Mood.UNCLEAR}), place=place)
    return found if Mood.ASKS in found.moods else replace(found, moods=found.moods | {Mood.UNCLEAR})


def _is_unclear(reading: Reading) -> bool:
    """We would guide, ask, or file it without a building: of somebody in danger it may tell more of that."""
    if reading.intent is Intent.MEAL or len(reading.requests) != 1:
        return any(isinstance(one, Guide) for one in reading.requests)
    (one,) = reading.requests
    if isinstance(one, Clarify):
        return isinstance(one.request, OpenTicket)
    return isinstance(one, Guide) or (isinstance(one, OpenTicket) and not (one.place and one.place.building))


def _heard(normal: Normal, verdict: Verdict, place: Place | None, reading: Reading, scene: Scene) -> Concern | None:
    if len(normal.text) > _LONGEST or reading.intent is Intent.MEAL:
        return None
    sure, maybe = _cued(normal.text)
    if not (sure or maybe or (place and len(normal.text) <= len(place.text) + _ADDRESS)):
        return None
    if verdict.has("mealnoun") or any(isinstance(one, ShowDirectory) for one in reading.requests):
        return None
    found = _NUMBER.match(normal.text) if normal.text[0] in _FIGURE else None
    number = int(found[1]) if found else commands.quoted_number(scene.quote)
    line = (normal.text[found.end() :] if found else normal.text).strip(" ,.!~。")
    if Mood.AGAIN in maybe and wants_again(line):
        return Concern(normal.raw, frozenset({Mood.AGAIN}), number=number)
    where = _bare_place(line, place, scene) if place or Mood.PLACE in maybe else None
    if where:
        return Concern(normal.raw, frozenset({Mood.PLACE}), number=number, place=where)
    heard = sure | {mood for mood in maybe & _patterns().keys() if _patterns()[mood].search(line)}
    content = maybe & _CONTENT and len(line) <= _SHORT
    wholly_over = Mood.OVER in maybe and _wholly_over(line, place)
    if wholly_over:
        return Concern(normal.raw, frozenset({Mood.OVER}), number=number)
    fine = Mood.FINE in maybe and phrases.wholly(line, _words("fine", "words"), _words("fine", "fill"))
    if not heard and not content and not fine:
        return None
    things, categories = _named(verdict)
    moods = _moods(line, heard - {Mood.OVER}, things) or (_content(line, things) if content else frozenset())
    if Mood.OVER in heard and _is_over(line):
        moods |= {Mood.OVER}
    if fine:
        moods |= {Mood.FINE}
    return Concern(normal.raw, moods, things, categories, number, place, _report(reading)) if moods else None


def wants_again(text: str) -> bool:
    """还是修吧: the whole of `text` wants what was given up."""
    return phrases.wholly(text.strip(" ,.!~。"), _words("again", "words"), _words("again", "fill"))


def _moods(line: str, heard: frozenset[Mood], things: frozenset[str]) -> frozenset[Mood]:
    """A question is neither a denial nor a withdrawal; whoever urges does not withdraw."""
    if Mood.ASKS in heard:
        return frozenset({Mood.ASKS})
    if any(polite in line for polite in _words(Mood.DENIED, "never")):
        return frozenset()
    if Mood.GIVES_UP in heard and not heard & {Mood.UNDONE, Mood.URGES}:
        return frozenset({Mood.GIVES_UP})
    doubted = things or len(line) <= _TERSE or _ALMOST.search(line)
    return heard - {Mood.GIVES_UP} - (frozenset() if doubted else {Mood.DOUBT})


def _is_over(line: str) -> bool:
    """120来了，人还没醒: help has come, and the danger stays."""
    return not line.endswith(_ASKING) and not any(word in line for word in _words(Mood.OVER, "but"))


def _wholly_over(line: str, place: Place | None) -> bool:
    """在公园找着了, 醒了醒了: the whole line, but for where."""
    bare = line.replace(place.text, "") if place and place.text else line
    return phrases.wholly(bare, _words(Mood.OVER, "bare"), _words(Mood.OVER, "fill"))


def _content(line: str, things: frozenset[str]) -> frozenset[Mood]:
    bare = _THANKED.sub("谢谢", line)
    for word in things:
        bare = bare.replace(word, "")
    besides = _words("done", "fill")
    if phrases.wholly(bare, _words("done", "words"), besides):
        return frozenset({Mood.DONE})
    return frozenset({Mood.PLEASED}) if phrases.wholly(bare, _words("pleased", "words"), besides) else frozenset()


def _bare_place(line: str, place: Place | None, scene: Scene) -> Place | None:
    """The place that is all the line says; for 家里 the writer's home."""
    besides = _words("place", "fill")
    if phrases.wholly(line, _words("place", "home"), besides):
        return places.home_of(scene.person)
    if place is None or not place.text or len(line) > len(place.text) + _TERSE:
        return None
    around = line.split(place.text, 1)
    whole = len(around) == 2 and all(not part or phrases.wholly(part, besides, besides) for part in around)
    return place if whole else None


def _named(verdict: Verdict) -> tuple[frozenset[str], frozenset[str]]:
    """The things spoken of and the categories they belong to; what may be anything is left out."""
    things: set[str] = set()
    categories: set[str] = set()
    for clause in verdict.evidence.clauses:
        for hit in clause.hits:
            slugs = {slug for group, slug in hit.tags if group in ("object", "trouble")} - _words("vague", "words")
            if slugs:
                things.add(hit.text)
                categories |= slugs
    return frozenset(things), frozenset(categories)


def _report(reading: Reading) -> str:
    """The category of what would be filed, or asked about no more than its place."""
    for one in reading.requests:
        opened = one.request if isinstance(one, Clarify) and one.slot == Slot.PLACE else one
        if isinstance(opened, OpenTicket) and opened.category not in _words("vague", "words"):
            return opened.category
    return ""


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return sources.table_of("concerns.toml")


@lru_cache(maxsize=64)
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(_table()[section][key].split())


def _cued(text: str) -> tuple[frozenset[Mood], frozenset[Mood]]:
    """The moods that `text` holds words of: those that are enough, and those that take a second look."""
    sure = _DOUBTED if "是" in text and _ALMOST.search(text) else _NO_MOOD
    maybe = _NO_MOOD
    for enough, hint in _cues().meant(text):
        sure |= enough
        maybe |= hint
    return sure, maybe


@lru_cache(maxsize=1)
def _cues() -> Finder[tuple[frozenset[Mood], frozenset[Mood]]]:
    """Every word with the moods that it is enough for, and those it hints at: most lines hold none of them."""
    found: dict[str, tuple[frozenset[Mood], frozenset[Mood]]] = {}
    pairs = [(Mood.DENIED, "words", "state"), (Mood.DENIED, "past", "deeds"), (Mood.GIVES_UP, "refuse", "deed")]
    lists = [(mood, True, _words(mood, key)) for mood, keys in _ENOUGH.items() for key in keys]
    lists += [(mood, False, _words(mood, key)) for mood, keys in _HINTS.items() for key in keys]
    lists += [(mood, True, _together(_words(mood, left), _words(mood, right))) for mood, left, right in pairs]
    for mood, enough, said in lists:
        for word in said:
            sure, maybe = found.get(word, (_NO_MOOD, _NO_MOOD))
            found[word] = (sure | {mood}, maybe) if enough else (sure, maybe | {mood})
    return Finder(found)


def _together(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    return frozenset(one + other for one in left for other in right)


@lru_cache(maxsize=1)
def _patterns() -> dict[Mood, re.Pattern[str]]:
    """How a mood is put in two words that stand apart."""
    near, end = "[^,;。!?]", r"(?:啊|呀|呢|嘛|\?)*$"
    undone, asks, urges, leaves = (
        partial(_either, mood) for mood in (Mood.UNDONE, Mood.ASKS, Mood.URGES, Mood.GIVES_UP)
    )
    written = {
        Mood.UNDONE: f"{undone('still')}{near}{{0,3}}{undone('ill')}",
        Mood.ASKS: f"{asks('when')}{near}{{0,4}}{asks('deed')}|{asks('deed')}[好完过]?{asks('yet')}{end}",
        Mood.URGES: f"{urges('long')}{near}{{0,4}}(?:{_FIGURES}{urges('unit')}|{urges('span')})"
        f"|等{_FIGURES}{urges('unit')}了"
        f"|{urges('why')}{near}{{0,4}}{urges('slow')}",
        Mood.GIVES_UP: f"{leaves('own')}{near}{{0,4}}{leaves('done')}",
    }
    return {mood: re.compile(how) for mood, how in written.items()}


def _either(section: str, key: str) -> str:
    return f"(?:{'|'.join(sorted(_words(section, key), key=len, reverse=True))})"
