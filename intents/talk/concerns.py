"""What a line may say, in its writer's own words, of a matter they have reported; the words are in concerns.toml.

It is read without knowing whether there is one: `bot.domain.meaning` decides that.
"""

import re
from functools import lru_cache

from bot.domain.concerns import Concern, Mood
from bot.domain.places import Place
from bot.domain.requests import Clarify, Guide, Intent, OpenTicket, Reading, ShowDirectory, Slot
from intents import commands, phrases, places, seldom, signs
from intents.classify import Verdict
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import naming
from intents.talk import moods
from intents.talk.moods import BITS

#: 120来了 speaks of an ambulance, and of no ticket.
_NUMBER = seldom.Pattern(
    rf"^(?!1(?:10|19|20|22)(?:的|都|已经|车|说|人)?(?:来|到|接|拉|送|抬|看)){naming.ticket()}(?:那个|这个|那件|这件|的)?[\s,:、]*(?=\D)(?![栋幢座号楼单元日月点份个天小周次回遍\-#.])"
)
#: Longer lines tell a story of their own, and in longer ones 有点 speaks of something else.
_LONGEST, _TERSE = 40, 12
#: Around a place that is all a line says stands no more than this, the number of a ticket included.
_ADDRESS = 32
#: Contentment needs no more.
_SHORT = 16
_CLAUSE = re.compile(r"[\s,;。!]+")
#: 醒了 说胸口疼, 醒了 嘴歪了, 找到了 在河里, 找到了 人没了: what may still be a danger, or is none any more too late.
_WORSE = seldom.Pattern(
    "但|可是|不过|又|还|(?<!不)[疼痛喘晕烧哭怕抖麻]|血|难受|恶心|吐|叫|不(?![是用要必冒漏着疼痛喘晕烧哭怕抖麻])"
    "|没(?!事|大?碍|问题|受?伤|啥|什么事)|(?<![没受])伤|骨|歪|斜|僵|凉|冷|冰|抽|瘫|死|走了|糊涂|胡|迷糊"
    "|河|井|湖|池|沟|坑|水里|塘|海|江|沉|桥|顶|边上|崖|雪|躺|倒|趴|压|困|卡|埋|车轮|抢救|刀|绳|药"
)
#: 孩子找到了吗
_ASKING = ("吗", "么", "没", "没有", "?")
#: Thanks to somebody by name.
_THANKED = re.compile(r"(?:谢谢|多谢|感谢|辛苦|麻烦)了?[\u4e00-\u9fff]{1,4}(?=$|[\s,.!~。])")
_PLACE, _AGAIN, _OVER, _FINE = (BITS[mood] for mood in (Mood.PLACE, Mood.AGAIN, Mood.OVER, Mood.FINE))
_APART = moods.APART
#: The classes of the words for what it is that people speak of.
_THINGS = frozenset({"object", "trouble"})
_CONTENT = BITS[Mood.DONE] | BITS[Mood.PLEASED]
#: Looked up once: on a class of names each look-up is as slow as a call.
_MEAL = Intent.MEAL
_AT_HOME = frozenset({Mood.VAGUE})
_UNCLEAR, _PLACED = frozenset({Mood.UNCLEAR}), frozenset({Mood.PLACE})
#: What is asked of whoever has only complained.
SCOLDED = Clarify(Slot.MATTER)
_NONE: frozenset[Mood] = frozenset()
#: 修是修好了 把我花盆打碎了 is about what was mended, whatever else it names.
_NOTHING: frozenset[str] = frozenset()
#: What a line that names a ticket by its number begins with.
_FIGURE = "#0123456789"


def read(normal: Normal, verdict: Verdict, place: Place | None, reading: Reading, scene: Scene) -> Concern | None:
    """`reading`: what the line is by itself. None where it could not be about a matter of the writer's."""
    found = _heard(normal, verdict, place, reading, scene)
    if not _is_unclear(reading):
        return found or (Concern(normal.raw, _AT_HOME, place=place) if _is_vague(reading) else None)
    if found is None:
        return Concern(normal.raw, _UNCLEAR, place=place)
    if Mood.ASKS not in found.moods:
        found.moods |= _UNCLEAR
    return found


def _is_unclear(reading: Reading) -> bool:
    """We would guide, ask, or file it without a building: of somebody in danger it may tell more of that."""
    if not reading.requests:
        return False
    if reading.intent is _MEAL or len(reading.requests) != 1:
        return any(isinstance(one, Guide) for one in reading.requests)
    (one,) = reading.requests
    if isinstance(one, OpenTicket):
        return one.place is None or not one.place.building
    return isinstance(one, Guide) or (
        isinstance(one, Clarify) and (isinstance(one.request, OpenTicket) or one == SCOLDED)
    )


def _is_vague(reading: Reading) -> bool:
    """Nobody has named what is filed, or no more than the noise there is: of what was reported just before it may tell
    more."""
    (one,) = reading.requests if len(reading.requests) == 1 else (None,)
    return isinstance(one, OpenTicket) and not one.safety and one.category in moods.words("vague", "further")


def _heard(normal: Normal, verdict: Verdict, place: Place | None, reading: Reading, scene: Scene) -> Concern | None:
    text = normal.text
    if len(text) > _LONGEST or reading.intent is _MEAL:
        return None
    sure, maybe = moods.cued(text, (normal.signs or signs.of(normal)) >> signs.MOODS)
    if not (sure or maybe or (place and len(text) <= len(place.text) + _ADDRESS)):
        return None
    found = _NUMBER.match(text) if text[0] in _FIGURE else None
    line = (text[found.end() :] if found else text).strip(" ,.!~。")
    if where := _bare_place(line, maybe, place, scene):
        concern = Concern(normal.raw, _PLACED, place=where)
    elif not (sure or maybe):
        return None
    elif whole := _whole(line, maybe, place):
        concern = Concern(normal.raw, frozenset({whole}))
    elif heard := _words_of(line, sure, maybe):
        things, categories = (_NOTHING, _NOTHING) if moods.ALMOST.search(line) else _named(verdict)
        concern = Concern(normal.raw, _moods(line, heard, things), things, categories, None, place, _report(reading))
    else:
        return None
    if not concern.moods or verdict.has("mealnoun"):
        return None
    if ShowDirectory in map(type, reading.requests):
        return None
    concern.number = int(found["number"]) if found else commands.quoted_number(scene.quote)
    return concern


def _whole(line: str, maybe: int, place: Place | None) -> Mood | None:
    """The mood that the whole of `line` is of: 还是修吧, 醒了醒了."""
    if maybe & _AGAIN and wants_again(line):
        return Mood.AGAIN
    return _end(line, place) if maybe & _OVER else None


def _end(line: str, place: Place | None) -> Mood | None:
    """回来了 在门卫那坐着呢 ends it, 找到了 在河里 does not: what stands behind the end may still be a danger."""
    if _wholly_over(line, place):
        return Mood.OVER
    first, *others = _CLAUSE.split(line, maxsplit=1)
    if not others or not phrases.wholly(first, moods.words(Mood.OVER, "bare"), moods.words(Mood.OVER, "fill")):
        return None
    if _WORSE.search(others[0]):
        return Mood.UNCLEAR
    return Mood.OVER if len(others[0]) <= _SHORT and _is_over(line) else None


def _words_of(line: str, sure: int, maybe: int) -> int:
    """The moods that words of `line` speak for: those that are `sure`, and those that stand a second look."""
    heard = sure
    if maybe & _APART:
        for bit, pattern in moods.patterns():
            if maybe & bit and pattern.search(line):
                heard |= bit
    if maybe & _CONTENT and len(line) <= _SHORT:
        heard |= maybe & _CONTENT
    if maybe & _FINE and phrases.wholly(line, moods.words("fine", "words"), moods.words("fine", "fill")):
        heard |= _FINE
    return heard


def wants_again(text: str) -> bool:
    """还是修吧: the whole of `text` wants what was given up."""
    return phrases.wholly(text.strip(" ,.!~。"), moods.words("again", "words"), moods.words("again", "fill"))


def _moods(line: str, heard: int, things: frozenset[str]) -> frozenset[Mood]:
    """Those of what was `heard` that the whole of `line` bears out."""
    plain = heard & ~(_CONTENT | _OVER | _FINE)
    told = _told(line, plain, things) if plain else _NONE
    if not told and heard & _CONTENT:
        told = _content(line, things)
    if heard & _OVER and _is_over(line):
        told |= {Mood.OVER}
    return told | {Mood.FINE} if heard & _FINE else told


def _told(line: str, heard: int, things: frozenset[str]) -> frozenset[Mood]:
    """A question is neither a denial nor a withdrawal; whoever urges does not withdraw."""
    said = frozenset(mood for mood, bit in BITS.items() if heard & bit)
    if Mood.ASKS in said:
        return frozenset({Mood.ASKS})
    if any(polite in line for polite in moods.words(Mood.DENIED, "never")):
        return frozenset()
    if Mood.GIVES_UP in said and not said & {Mood.UNDONE, Mood.URGES}:
        return frozenset({Mood.GIVES_UP})
    doubted = things or len(line) <= _TERSE or moods.ALMOST.search(line)
    return said - {Mood.GIVES_UP} - (frozenset() if doubted else {Mood.DOUBT})


def _is_over(line: str) -> bool:
    """120来了，人还没醒: help has come, and the danger stays."""
    return not line.endswith(_ASKING) and not any(word in line for word in moods.words(Mood.OVER, "but"))


def _wholly_over(line: str, place: Place | None) -> bool:
    """在公园找着了, 醒了醒了: the whole line, but for where."""
    bare = line.replace(place.text, "") if place and place.text else line
    return phrases.wholly(bare, moods.words(Mood.OVER, "bare"), moods.words(Mood.OVER, "fill"))


def _content(line: str, things: frozenset[str]) -> frozenset[Mood]:
    bare = _THANKED.sub("谢谢", line) if "谢" in line or "辛苦" in line or "麻烦" in line else line
    for word in things:
        bare = bare.replace(word, "")
    done, pleased, besides = _contented()
    if not phrases.letters(done, pleased, besides).issuperset(bare):
        return _NONE
    if phrases.wholly(bare, done, besides):
        return frozenset({Mood.DONE})
    return frozenset({Mood.PLEASED}) if phrases.wholly(bare, pleased, besides) else _NONE


@lru_cache(maxsize=1)
def _contented() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What says that it is done, what says that somebody is content, and what may go with either."""
    return moods.words("done", "words"), moods.words("pleased", "words"), moods.words("done", "fill")


def _bare_place(line: str, maybe: int, place: Place | None, scene: Scene) -> Place | None:
    """The place that is all the line says; for 家里 the writer's home."""
    if maybe & _PLACE and phrases.wholly(line, moods.words("place", "home"), moods.words("place", "fill")):
        return places.home_of(scene.person)
    if place is None or not place.text or len(line) > len(place.text) + _TERSE:
        return None
    besides = moods.words("place", "fill")
    before, named, behind = line.partition(place.text)
    if not named or (behind and not phrases.wholly(behind, besides, besides)):
        return None
    return place if not before or phrases.wholly(before, besides, besides) else None


def _named(verdict: Verdict) -> tuple[frozenset[str], frozenset[str]]:
    """The things spoken of and the categories they belong to; what may be anything is left out."""
    things: set[str] = set()
    categories: set[str] = set()
    vague = moods.words("vague", "words")
    for _, hits in verdict.evidence.clauses:
        for word, _, _, _, tags in hits:
            if tags and (slugs := {slug for group, slug in tags if group in _THINGS} - vague):
                things.add(word)
                categories |= slugs
    return frozenset(things), frozenset(categories)


def _report(reading: Reading) -> str:
    """The category of what would be filed, or asked about no more than its place."""
    for one in reading.requests:
        opened = one.request if isinstance(one, Clarify) and one.slot == Slot.PLACE else one
        if isinstance(opened, OpenTicket) and opened.category not in moods.words("vague", "words"):
            return opened.category
    return ""
