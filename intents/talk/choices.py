"""Answers to two questions about a ticket: whether somebody should go again, and which of several is meant."""

import re
from dataclasses import replace

from bot.domain import requests
from bot.domain.requests import Rating
from intents import classify, normalise, seldom
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import naming
from intents.talk import answers, asides

#: "要", "好的，灯罩还松着", "再来看看": somebody should go again. "可以了" is no such answer.
_AGAIN = seldom.Pattern(
    r"^(?:要|需要|好|可以|行|嗯+|是|对|麻烦|请)(?:的|吧|啊|呀|您|你们|再|来|去|派|请|人|看|修|弄|一下|一趟|谢谢)*(?:[\s,。].*)?$"
    r"|^.{0,6}(?:再[去来看派修弄请]|重新|重[开办])"
)
_NOT_AGAIN = seldom.Pattern(
    r"^(?:不用|不要|不必|不需要|不了|别|算了|没事)(?:再|去|来|看|修|派|请|人|了|的|吧|啊|谢谢|[\s,])*$"
)
_NUMBER = re.compile(rf"^(?:是|就是|选)?{naming.ticket()}(?:号单?|单|这个|那个|这件|那件|吧|的|[\s,])*$")


def again(request: requests.Request, normal: Normal, _: Scene) -> requests.Request | None:
    """Yes, with what is still wrong; or no, which drops the question; None where it is about something else."""
    line = normal.text.strip(" ,.!~。")
    rating = answers.rating_of(line)
    if not isinstance(request, requests.MoveTicket):
        return None
    if rating is Rating.DISSATISFIED:
        return replace(request, text=normal.raw)
    if rating or _NOT_AGAIN.match(line):
        return requests.WithdrawTicket(None, normal.raw)
    return replace(request, text=normal.raw) if _AGAIN.match(line) else None


#: "还没弄好吗？": it is not, or it is after all.
_UNDONE = re.compile(
    r"^(?:是|对|嗯+|没|没有|还没|没呢|没好|还是没)(?:的|了|啊|呀|呢|弄好|修好|好|弄|修|是|对|没有|[\s,])*$"
)
_DONE_NOW = seldom.Pattern(
    r"^(?:不是|不用|好了|弄好了|修好了|现在好了|行了|可以了|没事)(?:了|的|啊|呀|谢谢|好了|[\s,])*$"
)
#: "那算了吧 就这样": good enough.
_ENOUGH = seldom.Pattern(r"^(?:那|行|好|嗯)?(?:算了|就这样|就那样|将就|凑合)(?:吧|了|就这样|就那样|用|,|\s)*$")


def undone(request: requests.Request, normal: Normal, _: Scene) -> requests.Request | None:
    """The complaint that waits; or, where it is done after all, the word that it is."""
    line = normal.text.strip(" ,.!~。?")
    rating = answers.rating_of(line)
    if not isinstance(request, requests.AnswerClosing):
        return None
    if rating is Rating.DISSATISFIED or _UNDONE.match(line):
        return request
    if rating is None and _ENOUGH.match(line):
        rating = Rating.FAIR
    if rating is None and _DONE_NOW.match(line):
        rating = Rating.SATISFIED
    return replace(request, rating=rating) if rating else None


_All = requests.AnswerClosing | requests.WithdrawTicket | requests.UrgeTicket
_ALL = seldom.Pattern(r"都|全部|全都|一起|两[个件样]|三[个件样]|所有")
_NAME = 8


def which(request: requests.Request, normal: Normal, _: Scene) -> requests.Request | None:
    """The request with the number that was said, or with the thing named, "灯那个", "都"; None where it is more."""
    line = normal.text.strip(" ,.!~。")
    found = _NUMBER.match(line)
    if found and isinstance(request, requests.Numbered):
        return replace(request, number=int(found["number"]))
    if not isinstance(request, _All) or len(line) > _NAME:
        return None
    verdict = classify.judge(line)
    named = verdict.has("object") and not verdict.has("trouble")
    return replace(request, text=f"{line} {request.text}") if named or _ALL.search(line) else None


def all_of_them(text: str) -> bool:
    """Whether what is said in `text` is said of whatever the speaker waits for: "都满意", "全部催一下"."""
    return _ALL.search(text) is not None and len(text) <= 2 * _NAME


def names(text: str, category: str, reported: str) -> bool:
    """Whether `text` names the thing of a matter of this `category` that was `reported` so."""
    verdict = classify.judge(normalise.normalise(text).text)
    for _, hits in verdict.evidence.clauses:
        for word, _, _, _, tags in hits:
            slugs = {slug for group, slug in tags if group in ("object", "trouble")}
            if slugs and (category in slugs or word in reported):
                return True
    return False


_TWO = re.compile(r"\d\D+\d")


def cues() -> frozenset[str]:
    """Nothing is said of each of several without one of these."""
    return answers.judging() | asides.urging()


def each(normal: Normal, scene: Scene) -> tuple[requests.Request, ...]:
    """1、2都催一下: what is said of each of several numbers; () where the line is no such row."""
    if not _TWO.search(normal.text):
        return ()
    row = naming.several(normal.text.strip(" 。!~,，"))
    lines = [f"{number} {row.words}" for number in row.numbers] if row else []
    said = [answers.read(line, None) or asides.read(line, None) for line in lines]
    return tuple(one for one in said if isinstance(one, _All)) if all(isinstance(one, _All) for one in said) else ()
