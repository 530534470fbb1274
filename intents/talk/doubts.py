"""Lines that may or may not be a matter for us: what is plain enough, what is asked, and what has only begun."""

import re

from bot.domain import requests
from bot.domain.requests import Action, Intent, Reading, Slot
from bot.domain.tickets import Kind
from bot.domain.vocabulary import Vocabulary
from intents import classify, phrases, seldom
from intents.classify import Verdict
from intents.normalise import Normal, normalise
from intents.scene import Scene
from intents.talk import moods

#: So few words with a thing and what is wrong with it are a report from this score on.
_TERSE, _DEFECT = 12, 0.75
#: "报修", "我有个心愿": asked what it is; what is said next is it.
BEGUN = {Slot.MATTER: Kind.HAZARD, Slot.WISH: Kind.WISH}
_BEGINNING = 16
#: What may be asked of anything that stops for everybody, and of what is to be mended.
_OUT = r"[停断没](?:水|电|气|暖气?|网)"
_ASKS = re.compile(
    rf"^[^,;。!?]{{0,10}}?(?:{_OUT}了(?:吗|么|没有?|不)|(?:是不是|是否|有没有)(?:又|都)?{_OUT}了?吗?"
    r"|(?:修|弄|换|处理)(?:好|完)?了?(?:吗|么|没有?))[?啊呀呢]*$"
)
#: What such a question ends with, but for marks and an end of line.
_ASKS_TO_ITS_END = frozenset("吗么没有不了水电气暖网啊呀呢? 。!~.,，\n")
_TRADES = re.compile(
    "修(?:电动车|自行车|空调|家电|冰箱|洗衣机|水管|锁|鞋|手机|电脑)|开锁|换锁|通下水道?|疏通|搬家|保洁|回收|收购|贷款|家教|补漏|美缝|装修"
)
_WANTED = seldom.Pattern("坏|漏|堵|破|我家|求|谁|哪|想|能不能|有没有|希望|建议|怎么|不[亮通热]|了")
_JOKE = re.compile("真逗|好逗|太逗|搞笑|好笑|笑死|真好看|真漂亮|有意思|好玩|好萌|可爱")
#: "你好 我想订明天的饭" is as clear an order as it is without the greeting.
_GREETED = re.compile(r"(?:你好|您好|大家好|在吗|喂+)[啊呀吗]?[\s,.!?~。]+(?=.{4})")
#: From this score on what thanks stand behind is still wrong.
_WRONG = 0.85
#: "灯坏了 谢谢师傅": thanks for what is still to be done.
_THANKED = re.compile(
    r"(?<=.{3})(?:[\s,.!~。]+|(?<=了)(?=谢))(?:谢谢|多谢|感谢|谢了|谢啦|辛苦|麻烦|拜托|有劳)(?:了|啦|你们?|您|大家|各位|师傅们?|社区|物业|书记|网格员|领导|同志"
    r"|清洁工|保洁员?|阿姨|大姐|小哥|来看看|谢谢|辛苦|麻烦|[\s,.!~。])*$"
)


def past_manners(text: str, verdict: Verdict, own: Vocabulary, *, building: bool) -> Verdict:
    """`verdict` on `text` (normalised), but whoever is polite about a matter is heard as if they were not.

    What may be an order is looked at without the greeting before it, and what is wrong without the thanks behind it:
    修好了谢谢 says of itself that nothing is.
    """
    if verdict.intent is Intent.MEAL and (greeted := _GREETED.match(text)):
        return classify.judge(text[greeted.end() :], own, building=building)
    thanked = _THANKED.search(text)
    if thanked is None:
        return verdict
    told = text[: thanked.start()]
    bare = classify.judge(told, own, building=building)
    wrong = bare.intent is Intent.HAZARD and bare.score >= _WRONG
    return bare if wrong and not _is_done(told) else verdict


def _is_done(told: str) -> bool:
    """今天通了, and not 灯不亮了: does `told` end with how it is after it has been mended?"""
    done = (word for word in moods.words("done", "words") if told.endswith(word))
    return any(not told.removesuffix(word).endswith(("不", "没")) for word in done)


def says_what_is_wrong(normal: Normal, verdict: Verdict) -> bool:
    """ "灯坏了", "垃圾没人收": so few words that name a thing and what is wrong with it are a report."""
    terse = verdict.intent is Intent.HAZARD and len(normal.text) <= _TERSE
    return terse and verdict.score >= _DEFECT and classify.names_defect(verdict)


def whether(opened: requests.OpenTicket, verdict: Verdict, scene: Scene) -> requests.Request:
    """Is it a matter at all? Whoever answers nothing has it filed only where a thing or what is wrong is named; a joke
    about the lift sends nobody out.

    Staff know how to report: what they say of nothing in particular is listed for the secretary.
    """
    kind = (("wish" if verdict.intent is Intent.WISH else "hazard"),)
    if scene.by_staff and not verdict.has("object", "wanted"):
        return requests.Guide(opened.text)
    joke = verdict.has("cheer") or _JOKE.search(opened.text) is not None
    named = verdict.has("trouble", "wanted") or (verdict.has("object") and not joke)
    return requests.Clarify(Slot.INTENT if named else Slot.WHETHER, opened, kind)


def names_thing(text: str) -> bool:
    """这棵树: does `text`, as it was written, name a thing?"""
    return classify.judge(normalise(text).text).has("object")


def only_scolds(text: str) -> bool:
    """ "你们到底管不管", "又来了": does the whole of `text` (normalised) say no more than that somebody is fed up?"""
    if len(text) > _BEGINNING:
        return False
    return phrases.wholly(text, phrases.words("begin", "scold"), phrases.words("begin", "scold_fill"))


def only_asks(text: str) -> bool:
    """ "4栋停水了吗", "3栋的灯修了没有": does the whole of `text` (normalised) only ask whether it is so?"""
    return text[-1:] in _ASKS_TO_ITS_END and _ASKS.match(text.strip(" 。!~.,，")) is not None


def is_advert(text: str) -> bool:
    """ "修电动车 开锁 通下水道", with a number to call: several trades offered, and nothing that is broken."""
    return len(set(_TRADES.findall(text))) > 1 and _WANTED.search(text) is None


def begun(normal: Normal) -> Reading | None:
    """Somebody wants to report something and has not said what; None where the line says more, or something else."""
    if len(normal.text) > _BEGINNING:
        return None
    besides = phrases.words("begin", "fill")
    slot = next((one for one in BEGUN if phrases.wholly(normal.text, phrases.words("begin", one), besides)), None)
    if slot is None:
        return None
    return Reading(Intent.OTHER, Action.ASK, 0.9, requests=(requests.Clarify(slot),), why=("要报事，没说什么事",))
