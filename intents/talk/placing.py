"""The answer to our question where something is: a place, or that nobody can say."""

from dataclasses import replace

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.requests import Intent
from intents import classify, numbers, phrases, places, seldom
from intents.classify import Verdict
from intents.guard import accused
from intents.normalise import Normal, normalise
from intents.scene import Scene
from intents.slots import homes
from intents.talk import silence

#: A place in the speaker's own words is short: "文化长廊那边".
_SHORT = 24
#: What is said of a place long after it was asked for is no longer.
_SPOT = 12
#: 我在地铁上 tells where somebody is.
_SOMEBODY = frozenset("我他她咱俺")
#: An answer up to here is the name of a place as a whole.
_NAME = 8
#: From these scores on a line is a wish or an order of its own.
_ANOTHER = {Intent.WISH: 0.88, Intent.MEAL: 0.82}

_Placed = requests.OpenTicket | requests.OrderMeal | requests.ChangeMeal | requests.AddToTicket


def answered(request: requests.Request, normal: Normal, scene: Scene) -> requests.Request | None:
    """`request` with the place `normal` names; a report without one where the speaker cannot say; None where the line
    says something else."""
    if not isinstance(request, _Placed):
        return None
    if isinstance(request, requests.OpenTicket) and _cannot_say(normal.text):
        return replace(request, unplaced=True)
    normal = _bared(normal)
    place = _numbered(normal, scene) or places.find(normal, scene.community)
    verdict = classify.judge(normal.text, scene.community.vocabulary, building=bool(place and place.building))
    if _another(request, normal.text, verdict):
        return None
    place = place or homes.named(normal.text, scene.person)
    known = place and (place.building or place.unit or place.vague or len(normal.text) > _NAME)
    if place is None and classify.names_defect(verdict):
        return None
    if not known and may_name(normal.text, verdict):
        place = Place(normal.raw, landmark=normal.text)
    if place and place.building and request.place and request.place.vague:
        place = request.place.within(place)
    if place and place.building and not place.unit and request.place and not request.place.building:
        place = replace(place, unit=request.place.unit)
    return replace(request, place=place) if place else None


#: "哎呀就是广场那边嘛": what stands around the place in an answer.
_AROUND = seldom.Pattern(
    r"^(?:哎[呀哟]?|诶|唉|哦|嗯|呃|就|是|在|我说的|应该|好像|大概|那个(?=.{4})|[,\s])+(?=.{2})"
    r"|(?<=.{2})(?:嘛|啊|呀|呢|吧|咯|哈|啦|哟|呗)+$"
)


#: "3", "三", "3-2": the building, and its unit, as we have asked for it.
_NUMBERED = seldom.Pattern(rf"^(?P<building>{numbers.WRITTEN})(?:号|-(?P<unit>\d))?$")


def _numbered(normal: Normal, scene: Scene) -> Place | None:
    found = _NUMBERED.match(normal.text.strip(" ,.!~。"))
    building = str(numbers.value_of(found["building"])) if found else ""
    if found is None or building not in scene.community.buildings:
        return None
    unit = f"{found['unit']}单元" if found["unit"] else ""
    return Place(f"{building}栋{unit}", building, found["unit"], known=True)


def _bared(normal: Normal) -> Normal:
    said = _AROUND.sub("", normal.text)
    return normal if said == normal.text else Normal(said, said)


def may_name(text: str, verdict: Verdict) -> bool:
    """Could the whole of `text` be what a place is called? What asks, refuses, thanks or greets is not."""
    if not 1 < len(text) <= _SHORT or phrases.mentions(text, "where", "never"):
        return False
    return _leads_there(text) or (verdict.intent is not Intent.OTHER or silence.reason(verdict) in _NAMELIKE)


def spot(text: str) -> Place | None:
    """超市门口, 就在凉亭旁边: the place that the whole of `text`, as it was written, is; None where it may be anything
    else."""
    bare = _AROUND.sub("", normalise(text).text.strip(" ,.!~。"))
    short = len(bare) <= _SPOT and _SOMEBODY.isdisjoint(bare)
    named = short and _leads_there(bare) and may_name(bare, classify.judge(bare))
    return Place(bare, landmark=bare) if named else None


#: What a name that says nothing else to us is taken for.
_NAMELIKE = frozenset({"unclear", "chatter"})


def _leads_there(text: str) -> bool:
    return _ENDS.search(text) is not None


_TURNS = ("左拐", "右拐", "左转", "右转", "拐弯")
#: "电梯口那边", "进门左拐": what ends so says where, whatever it is called by.
_ENDS = seldom.Pattern(
    r"(?:[里外上下前后左右东南西北旁口处角边侧面头底]|旁边|附近|对面|中间|隔壁|那块|这块|那头|拐弯|[左右][拐转]"
    r"|那里|这里|那儿|这儿|那个)$"
)


def _another(request: _Placed, text: str, verdict: Verdict) -> bool:
    """Is `text` a matter of its own, and not just where this one is? The same again, now with its place, is not."""
    if _leads_there(text) and (not verdict.has("trouble") or text.endswith(_TURNS)):
        return False
    if verdict.intent is Intent.HAZARD and classify.names_defect(verdict):
        category = classify.category_of(verdict)
        if category == "quarrel" and not accused.matters(text):
            return False  # 整栋都没有 我问了对门
        return not (isinstance(request, requests.OpenTicket) and category == request.category)
    ordering = isinstance(request, requests.OrderMeal | requests.ChangeMeal) and verdict.intent is Intent.MEAL
    return not ordering and verdict.score >= _ANOTHER.get(verdict.intent, 2.0)


def _cannot_say(text: str) -> bool:
    return phrases.wholly(text, phrases.words("where", "unknown"), phrases.words("where", "fill"))
