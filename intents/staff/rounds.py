"""What people on their rounds write: 巡查 3栋 飞线1处, 巡查2号楼没问题, 检查 顺风饭店 灭火器过期 限7天整改.

Only volunteers and staff are read so: in anybody else's mouth 巡查 and 检查 are ordinary words.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.domain import requests, roster
from bot.domain.places import Place
from bot.domain.requests import Intent
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from bot.domain.vocabulary import Vocabulary
from intents import classify, normalise, numbers, places, seldom, times
from intents.guard import safety
from intents.normalise import Normal
from intents.scene import Scene

#: A term longer than this is a slip of the finger.
LONGEST_TERM = 365

_N = r"\d{1,3}|[一二两俩三四五六七八九十]{1,3}"
_PATROL = re.compile(
    r"^(?:我|今天|今早|刚才|刚刚|刚|上午|下午|早上|晚上|中午|日常|夜间|已)*(?:去)?(?:巡查|巡逻|巡楼|巡视)"
    r"(?:了|过|完|一圈|一遍|记录|登记|情况)*[:,\s]*(?P<rest>.+)$",
    re.DOTALL,
)
_BUILDINGS = seldom.Pattern(rf"(?:{_N})(?:\s*[-~到至、和,]\s*(?:{_N}))*\s*(?:号楼|栋楼|栋|幢|座|#)")
#: What was found and has been put right on the spot.
_SETTLED = seldom.Pattern(
    r"(?=.*(?:已|当场|现场|顺手|了))(?:已经?|当场|现场|顺手|自己|马上|都|也|全部|全|叫人|给)*"
    r"(?:清理|清走|清掉|清运|清除|处理|劝离|劝阻|劝走|搬走|"
    r"搬开|挪走|挪开|拆除|拆掉|扶正|修好|整改|收走|收掉|制止|解决|关好|关掉|拧紧|报告|盖好)"
    r"(?:好|完|掉|干净|完毕|到位)*了?"
)
#: Where nothing was found: 地下室.
_SPOT = r"[^\d\s,;、。的]{1,7}[室库道区门口园场房院棚站台路街厅亭沟]"
_CLEAN = seldom.Pattern(
    r"(?:都|均|全部|全|目前|暂时|暂)*(?:没有?|未|无)(?:发现|见|有)?(?:任何|什么|啥|明显)?(?:安全)?"
    r"(?:问题|隐患|异常|情况|事)?"
    r"|(?:都|均|全部|全|一切|目前|整体)*(?:挺|很)?(?:正常|平安|安全|良好|完好|好)(?:着呢|着哩|的|呢)?"
)
#: "3栋4栋都看过了 平安", "刚转了一圈 没发现问题", "我巡逻了两小时 记一下": a round on which nothing was found.
_LOOKED = re.compile(
    r"^(?:我们?|今天|今早|昨晚|昨天|刚才|刚刚|刚|上午|下午|早上|晚上|中午|[\s,])*(?:去|到|在)?"
    rf"(?:{_SPOT})?"
    r"(?P<where>(?:(?:\d{1,3}[、和到至\s,]+)*\d{1,3}(?:号楼|栋楼?|幢|座)[和、到至\s,]*)*)(?:都|也|又|全)*"
    r"(?P<verb>巡逻|巡查|巡视|巡楼|巡|走访|转|看|走)(?:了|过|完)*(?P<round>转|一圈|一遍|两圈|几圈)?"
    r"(?:了|过|完)*[\s,:]*(?P<rest>.*)$",
    re.DOTALL,
)
_BESIDES = seldom.Pattern(rf"(?:{_N}|半)个?多?半?(?:小时|钟头|分钟)|记(?:一下|上)?|谢谢|[\s,。.!~]+")
_COUNTED = seldom.Pattern(
    rf"(?:有|发现|查到|看到|找到)*(?P<what>\D*?)(?P<n>{_N})(?:处|个|起|件|辆|户|堆|根|条|盏)(?P<more>\D*)"
)
_NAMELESS = frozenset({"", "隐患", "问题", "异常", "安全隐患", "情况", "的隐患", "的问题"})
_FILLERS = seldom.Pattern(r"^(?:有|发现|查到|看到|找到|存在|的|了)+|[了呢啊]+$")

_INSPECTION = re.compile(
    r"^(?:今天|刚才|我们)?(?:联合|安全|消防)?检查(?:了)?[:,\s]*(?P<subject>[^\s,:;。]{2,30})[\s,:;。]+"
    r"(?P<finding>.+?)[\s,;。]*"
    r"(?:限期?|责令|要求)\s*(?P<term>.*?(?:整改|改正|改好|改完)\S*|\S*?(?:天|日|周|工作日|星期)内?"
    r"|\S*?[日号天周底末一二三四五六](?:之前|以前|前))$",
    re.DOTALL,
)
#: The same without a term, which is asked for.
_UNTERMED = re.compile(
    r"^(?:今天|刚才|我们)?(?:联合|安全|消防)?检查(?:了)?[:,\s]+(?P<subject>[^\s,:;。]{2,30})[\s,:;。]+"
    r"(?P<finding>.{2,40})$",
    re.DOTALL,
)
_ANSWERED = re.compile(r"^(?:就|那就|那|限期?|给|他们|它|\s)*(?P<term>.{1,16}?)(?:整改|改好|改完|好|吧|就行|可以|的)*$")
#: Wires that are bad and hurt nobody yet; and what makes them a danger all the same.
_LATENT, _ACUTE = re.compile("老化|私拉|乱拉|乱接|过期|没接地"), re.compile("冒|漏|着火|起火|火花|触电|电到|掉|断|有人")
_TERM = seldom.Pattern(rf"^(?:在)?(?P<n>{_N})\s*(?P<unit>个?工作日|天|日|个?星期|周)")


def read(normal: Normal, scene: Scene) -> requests.Request | None:
    """The round or the inspection that the whole line tells of; None if it tells of none."""
    person = scene.person
    if person is None:
        return None
    text = normal.text.strip(" 。!~")
    if text.endswith(("?", "吗", "么")):
        return None
    if person.is_staff and (found := _inspection(text, scene)):
        return found
    volunteers = {name for grid in scene.community.grids for name in grid.volunteers}
    if person.is_staff or roster.Role.VOLUNTEER in person.roles or person.userid in volunteers:
        return _patrol(text, scene)
    return None


def help_lines() -> tuple[tuple[str, str], ...]:
    """Who may say it, and how."""
    return (
        ("volunteer", "巡查 3栋 飞线1处：记一次巡查，说清的隐患马上派人；没事就说“巡查3栋没问题”"),
        ("staff", "检查 顺风饭店 灭火器过期 限7天整改：记下来限时整改，到期提醒您复查"),
    )


def _patrol(text: str, scene: Scene) -> requests.LogPatrol | requests.OpenTicket | None:
    """A danger met on the round comes before all counting, also where 巡查 made the line sound like an exercise.

    None when any part of the line is neither a place, nor a finding, nor that there was none: it is other talk."""
    found = _PATROL.match(text)
    looked = _looked(text, scene.community)
    if found is None or looked:
        return looked
    rest = normalise.normalise(found["rest"])
    place = places.find(rest, scene.community)
    danger = safety.danger(rest.text)
    if danger:
        return requests.OpenTicket(text, Kind.HAZARD, danger.category, Urgency.RED, place, danger.kind)
    left = rest.text.replace(place.text, " ", 1) if place else rest.text
    count, hazards = 0, []
    parts = [part for part in re.split(r"[,;、。\s]+", _BUILDINGS.sub(" ", left)) if part]
    clean = any(_CLEAN.fullmatch(part) for part in parts)
    settled = any(_SETTLED.fullmatch(part) for part in parts)
    for part in parts:
        if _SETTLED.fullmatch(part) or (clean and re.fullmatch(_SPOT, part)):
            continue
        if place and part.strip("-~").isdecimal():
            continue  # of a row of buildings, "1、2、3栋", of which the place is the last
        read_part = _part(part, place, scene.community.vocabulary)
        if read_part is None:
            return None
        count += read_part[0]
        hazards += read_part[1]
    if place is None and not count and not _CLEAN.search(rest.text):
        return None
    settled = settled and count > 0
    return requests.LogPatrol(text, place, count, () if settled else tuple(hazards), settled, _several(rest.text))


def _several(line: str) -> str:
    """1-4栋, 3栋4栋: the buildings that the line names, as it says them; "" where it names one at most."""
    said = [found.group().strip() for found in _BUILDINGS.finditer(line)]
    return "、".join(said) if len(said) > 1 or any(re.search(r"[-~到至、和,]", one) for one in said) else ""


def _looked(text: str, community: roster.Community) -> requests.LogPatrol | None:
    found = _LOOKED.match(text)
    if found is None or not (found["where"] or found["round"] or found["verb"].startswith(("巡", "走访"))):
        return None
    told = _BESIDES.sub(" ", found["rest"])
    if not all(_CLEAN.fullmatch(part) for part in told.split()) or not found["rest"].strip():
        return None
    return requests.LogPatrol(text, places.find(normalise.normalise(text), community), where=_several(text))


def _part(part: str, place: Place | None, own: Vocabulary) -> tuple[int, list[requests.OpenTicket]] | None:
    """How many hazards a part of the line tells of, and the ticket of one that it names."""
    bare = _FILLERS.sub("", part).strip(" -~")
    if not bare or _CLEAN.fullmatch(bare):
        return 0, []
    counted = _COUNTED.fullmatch(bare)
    count = (numbers.value_of(counted["n"]) or 0) if counted else 1
    what = _FILLERS.sub("", counted["what"] + counted["more"]) if counted else bare
    if what in _NAMELESS:
        return (count, []) if counted else None
    verdict = classify.judge(what, own)
    if not counted and not verdict.has("trouble"):
        return None
    if not count:
        return 0, []
    slug = _category(verdict)
    where = place.text if place else ""
    opened = requests.OpenTicket(
        f"{where} {part}（巡查发现）".strip(), Kind.HAZARD, slug, classify.urgency_of(slug, own), place
    )
    return count, [opened]


def _category(verdict: classify.Verdict) -> str:
    """The category of something that is known to be wrong, however little is said about it."""
    return classify.category_of(replace(verdict, intent=Intent.HAZARD))


def finds_wires(text: str) -> bool:
    """Does an inspection tell of wires that are bad, but no danger yet?"""
    inspects = _INSPECTION.match(text) or _UNTERMED.match(text)
    return bool(inspects and _LATENT.search(text) and not _ACUTE.search(text))


def with_term(request: requests.Request, normal: Normal, scene: Scene) -> requests.Request | None:
    """限12月5日前, 7天: the inspection with the term that we asked for; None if the line names none."""
    found = _ANSWERED.match(normal.text.strip(" 。!~,"))
    if found is None or not isinstance(request, requests.OpenInspection):
        return None
    until, working_days = _term(found["term"], scene)
    return replace(request, until=until, working_days=working_days) if until or working_days else None


def _inspection(text: str, scene: Scene) -> requests.OpenInspection | None:
    found = _INSPECTION.match(text) or _UNTERMED.match(text)
    if found is None:
        return None
    subject, finding = found["subject"], found["finding"].strip(" ,;")
    named = places.find(normalise.normalise(subject), scene.community)
    verdict = classify.judge(finding, scene.community.vocabulary)
    if found.re is _UNTERMED and ((named and named.building) or not verdict.has("trouble")):
        return None
    until, working_days = _term(found["term"], scene) if found.re is _INSPECTION else (None, 0)
    return requests.OpenInspection(subject, finding, _category(verdict), named or Place(subject), until, working_days)


def _term(term: str, scene: Scene) -> tuple[date | None, int]:
    """The day named, or a number of working days; (None, 0) when neither can be read."""
    today = scene.now.date()
    counted = _TERM.match(term)
    if counted is None:
        named = times.days(term, scene.now)
        return (named[0].value, 0) if named else (None, 0)
    count, unit = numbers.value_of(counted["n"]) or 0, counted["unit"]
    if not 0 < count <= LONGEST_TERM:
        return None, 0
    if unit.endswith("工作日"):
        return None, count
    return today + timedelta(days=count * (7 if unit.endswith(("周", "星期")) else 1)), 0
