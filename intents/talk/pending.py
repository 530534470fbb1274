"""A line read as the answer to the one question that is open; None when it is about something else."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.domain import meals, requests, retold
from bot.domain.requests import Slot
from bot.domain.tickets import Kind
from intents import classify, composing, numbers, phrases, places, seldom, times
from intents.canteen import dishes, portions
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import naming, persons
from intents.staff import follow_ups, leaves_again, rounds
from intents.talk import choices, concerns, lacking, placing, silence

_NUMBER = seldom.Pattern(
    r"^(?:要|就|那就|一共|来|订)?(\d{1,3}|[一二两三四五六七八九十俩仨]{1,3})"
    r"(?:份|个|碗|盒|人份|位)?(?:吧|就行|就好|就够|够了|的)*$"
)
_SERVICES = {"中午": "lunch", "午": "lunch", "晚": "dinner", "早": "breakfast"}
_Meal = requests.OrderMeal | requests.ChangeMeal


def complete(normal: Normal, scene: Scene) -> requests.Request | None:
    """The waiting request with the slot filled from `normal`; None if the line does not fill it."""
    question = scene.pending
    if question is None or question.request is None or len(normal.text) > 60:
        return None
    if question.slot in _OF_STAFF and scene.by_staff and naming.first(normal.text):
        return None  # what begins with a number is for that ticket, whatever we asked about another
    filler = FILLERS[question.slot]
    if filler.drops(normal.text):
        return requests.WithdrawTicket(None, normal.raw)
    return filler.fill(question.request, normal, scene)


def dropped(text: str) -> bool:
    """算了, 别管了: whoever says so has no wish to go on."""
    return phrases.wholly(text, phrases.words("withdraw", "drop"), phrases.words("withdraw", "fill"))


_YES = re.compile(
    r"^(?:对+|是|好|嗯+|可以|行|没错|没问题|确认|就这样|ok|中)(?:的|了|啊|吧|对|就这样|没错|谢谢|[\s,])*$",
    re.IGNORECASE,
)
_NO = seldom.Pattern(r"^(?:不对|不是|不行|不用|不记|错了|记错了|算了|取消|不)(?:了|的|吧|啊|[\s,])*$")


#: "要", "留着吧", "不要了": what may be said of an order that is missing from a list.
_KEEP = re.compile(
    r"^(?:我?还?要|留着?|保留|照旧|照常|不变|还订|订着|别取消|不取消)(?:的|吧|啊|呀|呢|一份|那份|[\s,])*$"
)
_DROP = seldom.Pattern(
    r"^(?:我?不(?:要|订|吃|用|留|来)|别留|别订|退|退掉|取消|算|没有)(?:了|的|吧|啊|掉|它|那份|一份|谢谢|[\s,])*$"
)


def _kept(request: requests.Request, normal: Normal, _: Scene) -> requests.Request | None:
    if not isinstance(request, requests.Unlisted):
        return None
    line = normal.text.strip(" ,.!~。")
    if _KEEP.match(line) or _YES.match(line):
        return replace(request, agreed="yes")
    return replace(request, agreed="no") if _DROP.match(line) or _NO.match(line) else None


def _confirmed(request: requests.Request, normal: Normal, scene: Scene) -> requests.Request | None:
    """Yes or no; of a promise another day too, which is asked about anew."""
    if not isinstance(request, requests.Promise | requests.CloseMeals | requests.TellEaters):
        return None
    line = normal.text.strip(" ,.!。")
    if _YES.match(line):
        return replace(request, agreed="yes")
    days = times.days(line, scene.now) if isinstance(request, requests.Promise) else []
    if isinstance(request, requests.Promise) and len(days) == 1 and len(line) <= 14:
        return replace(request, until=days[0].value, agreed="")
    return replace(request, agreed="no") if _NO.match(line) else None


def _with_kind(request: requests.Request, normal: Normal, scene: Scene) -> requests.Request | None:
    """Yes or no; 报修 or 建议: the matter becomes what its reporter says it is, its category only if that is of the
    kind."""
    if not isinstance(request, requests.OpenTicket):
        return None
    line = normal.text.strip(" ,.!~?。“”\"'")
    if _YES.match(line) or phrases.wholly(line, phrases.words("kind", "yes"), phrases.words("kind", "fill")):
        return request
    if _NO.match(line) or phrases.wholly(line, phrases.words("kind", "no"), phrases.words("withdraw", "fill")):
        return requests.WithdrawTicket(None, normal.raw)
    if _IS_THERE.search(line):
        return requests.WithdrawTicket(None, normal.raw)
    if more := _YES_AND.match(line):
        return _told_more(request, normal, more["rest"], scene)
    said = line.rstrip("吧的了啊呀")
    for name, kind in (("hazard", Kind.HAZARD), ("wish", Kind.WISH)):
        if said in phrases.words("kind", name):
            return request if request.kind is kind else replace(request, kind=kind, category=f"other_{name}")
    return None


#: "5栋有水": what we asked about has not stopped there.
_IS_THERE = seldom.Pattern("(?<!没)有(?:水|电|气|网|暖气)(?:了|的|呀|啊|呢)*$")
#: "是 4栋那个", "对，在二楼".
_YES_AND = seldom.Pattern(r"^(?:是的?|对的?|嗯+|要的?|好的?|行)[\s,.!。]+(?P<rest>.{2,24})$")


def _told_more(request: requests.OpenTicket, normal: Normal, rest: str, scene: Scene) -> requests.Request:
    """Yes, and something besides: where it is, perhaps."""
    named = places.find(Normal(rest, rest), scene.community)
    there = request.place if request.place and request.place.building else named or request.place
    place = places.at_home(named, request.place) if named and named.vague else there
    return replace(request, text=retold.together(request.text, normal.raw), place=place)


_NAMED = seldom.Pattern(
    r"^(?:请|就|还是)?(?:转给|转|交给|派给|让|给|叫)?@?(.{1,12}?)(?:吧|办|来办|去办|处理|来|去|[\s,.!。])*$"
)
#: With these begin nearly all names; other short lines are words.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧司诸上官皇甫令狐慕东尚温康施洪季倪鲁柳齐"
)
_UNKNOWN = seldom.Pattern(f"^[{_SURNAMES}][\u4e00-\u9fff·]{{1,4}}$")
_NICKNAME = seldom.Pattern(
    "^(?:[小老阿][\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,2}(?:师傅|主任|站长|书记|经理|队长|工|姐|哥))$"
)


def _with_person(request: requests.Request, normal: Normal, scene: Scene, *, last: bool) -> requests.Request | None:
    """Whoever is called so; a name that fits nobody is asked about once more, unless this was the `last` time."""
    found = _NAMED.match(normal.raw.strip())
    if not isinstance(request, requests.MoveTicket) or found is None:
        return None
    name = found.group(1)
    known = persons.whom(scene.community, name) is not None
    if not known and not _NICKNAME.match(name) and not _may_be_a_name(name, scene):
        return None
    if known or last:
        return replace(request, to=name)
    return requests.Clarify(Slot.WHOM_AGAIN, request, persons.names(scene.community))


def _may_be_a_name(name: str, scene: Scene) -> bool:
    """So short, and otherwise without a meaning for us: somebody whom the register does not know."""
    if not _UNKNOWN.match(name):
        return False
    verdict = classify.judge(name, scene.community.vocabulary)
    return verdict.intent is requests.Intent.OTHER and silence.reason(verdict) == "unclear"


def _after_all(request: requests.Request, normal: Normal, _: Scene) -> requests.Request | None:
    return request if concerns.wants_again(normal.text) else None


def _with_quantity(request: requests.Request, normal: Normal, scene: Scene) -> requests.Request | None:
    if not isinstance(request, _Meal):
        return None
    text = normal.text
    found = _NUMBER.match(text.strip(" ,.!。"))
    named = dishes.read(text)
    quantity = numbers.value_of(found.group(1)) if found else meals.portions(named) or portions.quantity_of(text)[0]
    if not quantity:
        return None
    timed = _with_time(request, normal, scene) or request  # 明天晚上两份 says which meal, too
    return replace(timed, quantity=quantity, dishes=named or request.dishes)


#: "随便", "都可以": the next meal will do.
_ANY = seldom.Pattern(
    r"^(?:随便|都行|都可以|都成|哪[个顿餐天]都(?:行|可以|好)|看着办|你定|听你的|无所谓)"
    r"(?:吧|啊|的|了|哪[顿餐天]|[\s,.!~])*$"
)


def _with_time(request: requests.Request, normal: Normal, scene: Scene) -> _Meal | None:
    if not isinstance(request, _Meal):
        return None
    text = normal.text
    services, days = times.services(text), times.days(text, scene.now)
    if not services and len(text) <= 4:
        services = [name for word, name in _SERVICES.items() if word in text][:1]
    if not services and not days:
        return request if _ANY.match(text) else None
    named = _all_said(request, normal, scene)
    return replace(
        named,
        service=services[0] if services else request.service,
        day=days[0].value if days else request.day,
    )


def _all_said(request: _Meal, normal: Normal, scene: Scene) -> _Meal:
    """明天晚上两份，送到家: an answer may be the whole order."""
    words = composing.meal_words(normal, None, scene)
    said: dict[str, Any] = {"quantity": words.quantity, "delivery": words.delivery, "diet": words.diet}
    return replace(request, **{name: value for name, value in said.items() if value})


def _nothing_filled(_: requests.Request, __: Normal, ___: Scene) -> None:
    """What is said after a place is read on its own, and put there: see `besides`."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What an answer does to the request that waits for it.

    `fill`: the request with what the line says, None where it says something else. `drops`: whether the line says
    instead that they have had enough of the question.
    """

    fill: Callable[[requests.Request, Normal, Scene], requests.Request | None]
    drops: Callable[[str], bool] = lambda _: False


#: Where nothing waits, what is said next is read as if nothing had been asked: see `besides`.
FILLERS = {
    Slot.PLACE: Filler(placing.answered, dropped),
    Slot.QUANTITY: Filler(_with_quantity, dropped),
    Slot.DATE: Filler(_with_time, dropped),
    Slot.SERVICE: Filler(_with_time, dropped),
    Slot.MATTER: Filler(_nothing_filled),
    Slot.INTENT: Filler(_with_kind, dropped),
    Slot.WHETHER: Filler(_with_kind, dropped),
    Slot.WHICH: Filler(choices.which),
    Slot.CONFIRM: Filler(_confirmed),
    Slot.GONE: Filler(_kept),
    Slot.UNDONE: Filler(choices.undone),
    Slot.AGAIN: Filler(choices.again),
    Slot.RESULT: Filler(lacking.filled, lacking.called_off),
    Slot.WHOM: Filler(partial(_with_person, last=False), lacking.called_off),
    Slot.WHOM_AGAIN: Filler(partial(_with_person, last=True), lacking.called_off),
    Slot.TERM: Filler(rounds.with_term, lacking.called_off),
    Slot.REFILE: Filler(_after_all),
    Slot.LEAVE: Filler(leaves_again.read),
    Slot.FIGURE: Filler(follow_ups.read),
}
#: What staff are asked about their move on a ticket.
_OF_STAFF = frozenset(slot for slot, filler in FILLERS.items() if filler.drops is lacking.called_off)
#: What we ask about a matter or a meal before we note it down.
DETAILS = frozenset(slot for slot, filler in FILLERS.items() if filler.drops is dropped)
