"""A line read as the answer to the one question that is open; None when it is about something else."""

import re
from dataclasses import replace

from bot.domain import finding, meals, requests
from bot.domain.tickets import Kind
from intents import (
    choices,
    classify,
    concerns,
    dishes,
    leaves_again,
    numbers,
    phrases,
    placing,
    portions,
    results,
    silence,
    times,
)
from intents.normalise import Normal
from intents.scene import Scene

_NUMBER = re.compile(
    r"^(?:要|就|那就|一共|来|订)?(\d{1,3}|[一二两三四五六七八九十俩仨]{1,3})"
    r"(?:份|个|碗|盒|人份|位)?(?:吧|就行|就好|就够|够了|的)*$"
)
_SERVICES = {"中午": "lunch", "午": "lunch", "晚": "dinner", "早": "breakfast"}
#: Whether it is a matter at all.
_WHETHER = ("intent", "whether")
#: What we ask about a matter or a meal before we note it down: whoever is tired of it may drop it.
DETAILS = frozenset({"place", "quantity", "date", "service", *_WHETHER})
#: From this score on, a line is a matter of its own rather than what was done about the one that waits.
_ANOTHER = 0.8


def complete(normal: Normal, scene: Scene) -> requests.Request | None:
    """The waiting request with the slot filled from `normal`; None if the line does not fill it."""
    question = scene.pending
    if question is None or question.request is None or len(normal.text) > 60:
        return None
    if isinstance(question.request, requests.Promise):
        return _agreed(question.request, normal.text, scene)
    if isinstance(question.request, requests.CloseMeals):
        return _decided(question.request, normal.text)
    if isinstance(question.request, requests.TakeLeave):
        return leaves_again.read(question.request, normal, scene)
    if question.slot in ("result", *_WHOM) and _CALLED_OFF.match(normal.text.strip(" ,.!~。")):
        return requests.WithdrawTicket(None, normal.raw)
    if question.slot == "result":
        return _with_result(question.request, normal, scene)
    if question.slot in _WHOM:
        return _with_person(question.request, normal, scene, last=question.slot == _WHOM[-1])
    if isinstance(question.request, requests.Unlisted):
        return _kept(question.request, normal.text)
    if question.slot == "again":
        return choices.again(question.request, normal)
    if question.slot == "refile":
        return question.request if concerns.wants_again(normal.text) else None
    if question.slot == "undone":
        return choices.undone(question.request, normal)
    if question.slot == "which":
        return choices.which(question.request, normal)
    if question.slot in DETAILS and dropped(normal.text):
        return requests.WithdrawTicket(None, normal.raw)
    if question.slot == "place":
        return placing.answered(question.request, normal, scene)
    if question.slot in _WHETHER:
        return _with_kind(question.request, normal)
    if not isinstance(question.request, requests.OrderMeal | requests.ChangeMeal):
        return None
    if question.slot == "quantity":
        return _with_quantity(question.request, normal.text)
    return _with_time(question.request, normal.text, scene)


def dropped(text: str) -> bool:
    """算了, 别管了: whoever says so has no wish to go on."""
    return phrases.wholly(text, phrases.words("withdraw", "drop"), phrases.words("withdraw", "fill"))


_YES = re.compile(
    r"^(?:对+|是|好|嗯+|可以|行|没错|没问题|确认|就这样|ok|中)(?:的|了|啊|吧|对|就这样|没错|谢谢|[\s,])*$",
    re.IGNORECASE,
)
_NO = re.compile(r"^(?:不对|不是|不行|不用|不记|错了|记错了|算了|取消|不)(?:了|的|吧|啊|[\s,])*$")


#: "要", "留着吧", "不要了": what may be said of an order that is missing from a list.
_KEEP = re.compile(
    r"^(?:我?还?要|留着?|保留|照旧|照常|不变|还订|订着|别取消|不取消)(?:的|吧|啊|呀|呢|一份|那份|[\s,])*$"
)
_DROP = re.compile(
    r"^(?:我?不(?:要|订|吃|用|留|来)|别留|别订|退|退掉|取消|算|没有)(?:了|的|吧|啊|掉|它|那份|一份|谢谢|[\s,])*$"
)


def _kept(request: requests.Unlisted, text: str) -> requests.Unlisted | None:
    line = text.strip(" ,.!~。")
    if _KEEP.match(line) or _YES.match(line):
        return replace(request, agreed="yes")
    return replace(request, agreed="no") if _DROP.match(line) or _NO.match(line) else None


def _decided(request: requests.CloseMeals, text: str) -> requests.CloseMeals | None:
    line = text.strip(" ,.!。")
    return replace(request, agreed="yes" if _YES.match(line) else "no") if _YES.match(line) or _NO.match(line) else None


def _agreed(request: requests.Promise, text: str, scene: Scene) -> requests.Request | None:
    """Yes, no, or another day, which is asked about anew."""
    line = text.strip(" ,.!。")
    if _YES.match(line):
        return replace(request, agreed="yes")
    days = times.days(line, scene.now)
    if len(days) == 1 and len(line) <= 14:
        return replace(request, until=days[0].value, agreed="")
    return replace(request, agreed="no") if _NO.match(line) else None


def _with_kind(request: requests.Request, normal: Normal) -> requests.Request | None:
    """Yes or no; 报修 or 建议: the matter becomes what its reporter says it is, its category only if that is of the
    kind."""
    if not isinstance(request, requests.OpenTicket):
        return None
    line = normal.text.strip(" ,.!~?。“”\"'")
    if _YES.match(line) or phrases.wholly(line, phrases.words("kind", "yes"), phrases.words("kind", "fill")):
        return request
    if _NO.match(line):
        return requests.WithdrawTicket(None, normal.raw)
    said = line.rstrip("吧的了啊呀")
    for name, kind in (("hazard", Kind.HAZARD), ("wish", Kind.WISH)):
        if said in phrases.words("kind", name):
            return request if request.kind is kind else replace(request, kind=kind, category=f"other_{name}")
    return None


#: "点错了", "算了", "先不转了": the question of a card is to be forgotten, and nothing else.
_CALLED_OFF = re.compile(
    r"^(?:哦|噢|啊|嗯|我|刚才|刚刚|不好意思|对不起|[\s,])*"
    r"(?:[点按摁]错了?|手滑(?:点错)?了?|误[点触]了?|算了|罢了|不[转派交办](?:给?别?人)?了?|[先暂]时?不(?:[转派交]|办结?|处理)?了?"
    r"|不用[转派]?了?|不[弄问说]了|别[转派]了?|还没[办弄处](?:完|好|理完?)|没[办弄](?:完|好))"
    r"(?:吧|啊|呀|哈|谢谢|算了|[\s,])*$"
)


def _with_result(request: requests.Request, normal: Normal, scene: Scene) -> requests.Request | None:
    """What was done, said without 办结."""
    if not isinstance(request, requests.MoveTicket) or normal.text.endswith(("?", "吗")):
        return None
    verdict = classify.judge(normal.text, scene.community.vocabulary)
    another = verdict.intent is not requests.Intent.OTHER and verdict.score >= _ANOTHER
    told = results.names_deed(normal.text) or results.only_says_done(normal.text)
    return None if another or not told else replace(request, text=normal.raw)


_NAMED = re.compile(
    r"^(?:请|就|还是)?(?:转给|转|交给|派给|让|给|叫)?@?(.{1,12}?)(?:吧|办|来办|去办|处理|来|去|[\s,.!。])*$"
)
#: With these begin nearly all names; other short lines are words.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧司诸上官皇甫令狐慕东尚温康施洪季倪鲁柳齐"
)
_UNKNOWN = re.compile(f"^[{_SURNAMES}][\u4e00-\u9fff·]{{1,4}}$")
_NICKNAME = re.compile(
    "^(?:[小老阿][\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,2}(?:师傅|主任|站长|书记|经理|队长|工|姐|哥))$"
)


#: 转给谁, and the same once more when the name fitted nobody.
_WHOM = ("whom", "whom_again")


def _with_person(request: requests.Request, normal: Normal, scene: Scene, *, last: bool) -> requests.Request | None:
    """Whoever is called so; a name that fits nobody is asked about once more, unless this was the `last` time."""
    found = _NAMED.match(normal.raw.strip())
    if not isinstance(request, requests.MoveTicket) or found is None:
        return None
    name = found.group(1)
    known = finding.whom(scene.community, name) is not None
    if not known and not _NICKNAME.match(name) and not _may_be_a_name(name, scene):
        return None
    if known or last:
        return replace(request, to=name)
    return requests.Clarify(_WHOM[-1], request, finding.names(scene.community))


def _may_be_a_name(name: str, scene: Scene) -> bool:
    """So short, and otherwise without a meaning for us: somebody whom the register does not know."""
    if not _UNKNOWN.match(name):
        return False
    verdict = classify.judge(name, scene.community.vocabulary)
    return verdict.intent is requests.Intent.OTHER and silence.reason(verdict) == "unclear"


def _with_quantity(request: requests.OrderMeal | requests.ChangeMeal, text: str) -> requests.Request | None:
    found = _NUMBER.match(text.strip(" ,.!。"))
    named = dishes.read(text)
    quantity = numbers.value_of(found.group(1)) if found else meals.portions(named) or portions.quantity_of(text)[0]
    return replace(request, quantity=quantity, dishes=named or request.dishes) if quantity else None


def _with_time(request: requests.OrderMeal | requests.ChangeMeal, text: str, scene: Scene) -> requests.Request | None:
    services, days = times.services(text), times.days(text, scene.now)
    if not services and len(text) <= 4:
        services = [name for word, name in _SERVICES.items() if word in text][:1]
    if not services and not days:
        return None
    return replace(
        request,
        service=services[0] if services else request.service,
        day=days[0].value if days else request.day,
    )
