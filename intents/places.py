"""Where something is: building, unit and room in every spelling, landmarks, districts and streets.

Places are found before times, so that "3号楼" is never the third of the month. Matching is by bounded
patterns over the normalised text; `Place.text` is what was written.
"""

import re

from bot.domain import roster
from bot.domain.places import Place
from intents import numbers, phrases
from intents.normalise import Normal

_N = (
    r"(?:[甲乙丙丁]|[A-Ga-g])?(?:\d{1,3}(?!\d)|[一二三四五六七八九十]{1,3})[A-Ca-c甲乙]?"
    r"|[甲乙丙丁](?=[栋幢座])|[A-Ha-h](?=[栋幢座])"
)
_BUILDING = re.compile(
    rf"(?P<building>{_N})(?:号楼|栋楼(?![上下顶道后前里梯])|栋|幢|号院|座|#楼|#|号(?=\d{{1,2}}单元|[一二三四五]单元)|楼(?=\d{{1,2}}单元|[一二三四五]单元))"
    r"(?:\s?-?\s?(?P<unit>\d{1,2}|[一二三四五六七八九十]{1,2}|[甲乙])(?:单元|门洞|门(?!口|外|前|岗|卫|房|禁)|-(?=\d{3,4})))?"
    r"(?:\s?(?P<floor>\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层))?"
    r"(?:\s?-?\s?(?P<room>\d{3,4}(?!\d|路|块|元|份|年|-)|[A-Za-z](?=室|房)|\d{1,2}(?=室|房))(?:室|房|户|号(?!楼))?)?"
)
_UNIT_ONLY = re.compile(
    r"(?<![栋幢楼号座#])(?P<unit>\d{1,2}|[一二三四五六七八九十]{1,2})单元(?:\s?(?P<room>\d{3,4})(?:室|房|户)?)?"
)
_BUILDING_MARK = re.compile("[栋幢座#号楼]")
_LANDMARK_MARK = re.compile("[门园场库棚站房心柜室亭堂角厕池坑泉湖塘会委材]")
_DASHED = re.compile(r"(?<![\d-])(?P<building>\d{1,3})-(?P<unit>\d{1,2})-(?P<room>\d{3,4})(?![\d-])")
_SPOT = re.compile(
    r"(?:的)?(?P<spot>(?:[东南西北]{1,2}(?:侧|边|面|头|门)?|正)?(?:大?门口|门前|门洞|单元门口?|楼下|楼后头?|楼前|楼顶|楼道口?|后面|前面|旁边|对面|中间|之间|"
    r"[东南西北]侧|[东南西北]边|[东南西北]面|[东南西北]门口?|地下车库|地下室|车库|车棚|天台|一楼大厅|大厅|大堂|电梯口|楼梯口|楼梯间|走廊|门房|架空层|后头))"
)
_LANDMARK = re.compile(
    r"(?:小区|社区|咱们?院|院|我们)?(?:的|里)?(?:[东南西北中正后前侧]{1,2}(?:大|小)?门|大门|后门|侧门|儿童乐园|健身广场|健身区|小广场|中心花园|花园|凉亭|篮球场|停车场|"
    r"地下车库|地下停车场|地库|车棚|垃圾站|垃圾房|垃圾亭|菜市场|幼儿园|活动室|活动中心|老年活动中心|卫生站|卫生室|服务中心|快递柜|快递站|驿站|门卫室|保安亭|岗亭|物业办公室|"
    r"老年食堂|公交站|游乐场|健身角|健身器材|小花园|喷泉|池塘|人工湖|小公园|公园|公厕|自行车棚|配电房|居委会|棋牌室|党群服务中心|警务室|水池|沙坑)"
    r"(?:门口|旁边|旁|边上|边|后面|前面|对面|那边|那里|那儿|里面|里|附近|出口|入口|拐角|[东南西北](?:边|侧|面)|外面|外|口)?"
)
_DISTRICT = re.compile(r"[A-Z]\d{0,2}(?:市|区|县)")
_ENDINGS = (
    "小区|社区|街道|大道|公路|高架路|国道|省道|高速|大桥|立交桥|路口|交叉口|交汇处|交界处|路段|连接线|环线|广场|花园|家园|公园|佳园|嘉园|新城|新村|新苑|"
    "花苑|公寓|大厦|市场|超市|银行|商场|酒店|学院|大学城|大学|中学|小学|学校|幼儿园|科技馆|体育馆|图书馆|医院|卫生院|派出所|地铁站|车站|公交站|加油站|步行街|"
    "物流园|工业园|产业园|游泳池|养殖场|砂石厂|水泥厂|化工厂|砖厂|国际|名都|名邸|名苑|华庭|华府|城南|城北|城东|城西|大学城|水库|大坝|护城河|KTV|"
    r"城|苑|湾|府|路|街|巷|镇|乡|村|组|栋|号楼|\d号|期|区|县|市|桥(?![面墩下])|园|站|冲|段|坪|里(?!面|的)|河(?!沙|水|堤)|渠|山(?!体|石)|湖(?!水)|厂"
)
_ENDING = re.compile(_ENDINGS)
_TAIL = re.compile(
    r"附近|周边道路|周边|旁边|旁|门口|对面|地下车库|整条街|交叉口|交汇处|交界处|路口|后面|前面|沿线|入口|出口|"
    r"[东南西北]侧|楼下|之间|中间|路段"
)
_STREET = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:路|街|大道|巷)[与和跟][\u4e00-\u9fff]{2,4}(?:路|街|大道|巷)(?:交叉口|交汇处|路口|口)?"
)
_STOP = re.compile(
    r"[,.!?;:\s、\"“”()]|存在|有(?!色|为|机)|的|是|被|在|卖|移动|长期|严重|频繁|经常|一直|居民|业主|村民|问题|能否|能不能|可否|何时|什么|请|希望|建议|咨询|"
    r"反映|投诉|违|夜里|夜间|深夜|半夜|晚上|凌晨|"
    r"无人|没人|不|未|噪|垃圾|电梯|楼顶|外墙|公共|大货车|行道树|水泥路|地铁\\d|乱|门面|临街|污|施工|停水|停电|房屋|外墙|物业|乱|占道|拥堵|路灯|开发商|要|应|可以|需要|附近(?=.)|电线|自来水|房价|拖欠|强制|擅自|修(?!文|水)|增设|拆迁|征地|到底|太|特别|非常|变成|已|将|何|为什么"
)
_ESTATE = re.compile(r"[\u4e00-\u9fff]{2,6}(?:小区|花园|家园|新村|新城|大桥)(?<![们个本咱]小区)")
#: District places are not searched for beyond this many characters.
_REACH = 40
#: A name of a kind we do not know is believed up to this length.
_NAME = 8


def find(normal: Normal, community: roster.Community) -> Place | None:
    """The place `normal` names, the most exact one; None if it names none."""
    return (
        _building(normal, community)
        or _dashed(normal, community)
        or _named(normal)
        or _unit(normal)
        or _landmark(normal)
    )


def home_of(person: roster.Person | None) -> Place | None:
    """Where the person lives according to the roster."""
    if person is None or not person.building:
        return None
    words = f"{person.building}栋" + (f"{person.unit}单元" if person.unit else "") + person.room
    return Place(words, person.building, person.unit or None, person.room or None, known=True)


def is_home(text: str) -> bool:
    """Whether the line speaks of the writer's own home or building."""
    return phrases.mentions(text, "home")


def _word(found: str | None) -> str | None:
    if not found:
        return None
    value = numbers.value_of(found)
    return str(value) if value is not None else found.upper()


def _building(normal: Normal, community: roster.Community) -> Place | None:
    best: re.Match[str] | None = None
    if not _BUILDING_MARK.search(normal.text):
        return None
    for match in _BUILDING.finditer(normal.text):
        if match["building"] in ("一", "二") and normal.text[match.end() - 1] == "座":
            continue
        if best is None or _weight(match) > _weight(best):
            best = match
    if best is None:
        return None
    building = _word(best["building"]) or ""
    start, end = _widened(normal.text, best)
    spot = _SPOT.match(normal.text, best.end())
    floor = _word(best["floor"])
    landmark = spot["spot"] if spot else None
    if end > best.end() and (landmark is None or end > spot.end() if spot else True):
        landmark = normal.text[best.end() : end] or None
    written = normal.written(start, max(end, spot.end() if spot else end)).strip()
    place_floor = f"{floor}层" if floor else ""
    return Place(
        written, building, _word(best["unit"]), _word(best["room"]),
        (place_floor + (landmark or "")) or None, building in community.buildings,
    )  # fmt: skip


_PAIR = re.compile(
    r"(?:号楼|栋|幢|座)[和与跟、到](?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:号楼|栋|幢|座)(?:中间|之间)?"
)


def _widened(text: str, match: re.Match[str]) -> tuple[int, int]:
    """From the district before the building to the second building after it ("1号楼和2号楼中间")."""
    start, end = match.span()
    pair = _PAIR.search(text, match.start())
    if pair and pair.start() <= match.end():
        end = max(end, pair.end())
    district = _DISTRICT.search(text, max(0, start - _REACH), start)
    if district and not _STOP.search(text, district.end(), start):
        start = district.start()
    return start, end


def _weight(match: re.Match[str]) -> int:
    return sum(1 for part in ("unit", "room") if match[part])


def _dashed(normal: Normal, community: roster.Community) -> Place | None:
    """ "5-2-301" is a place only where the roster has building 5."""
    if "-" not in normal.text:
        return None
    for match in _DASHED.finditer(normal.text):
        if match["building"] in community.buildings:
            return Place(normal.written(*match.span()), match["building"], match["unit"], match["room"], known=True)
    return None


def _unit(normal: Normal) -> Place | None:
    match = _UNIT_ONLY.search(normal.text) if "单元" in normal.text else None
    if match is None:
        return None
    return Place(normal.written(*match.span()), unit=_word(match["unit"]), room=match["room"])


def _landmark(normal: Normal) -> Place | None:
    match = _LANDMARK.search(normal.text) if _LANDMARK_MARK.search(normal.text) else None
    if match is None:
        return None
    written = normal.written(*match.span())
    return Place(written, landmark=match.group().removeprefix("的"))


def _named(normal: Normal) -> Place | None:
    """A district-level place: from "A3区" to the last name of a street, estate or village."""
    text = normal.text
    district = _DISTRICT.search(text)
    if district is None:
        street = _STREET.search(text) or _ESTATE.match(text)
        return Place(normal.written(*street.span()), landmark=street.group()) if street else None
    start, limit = district.start(), min(len(text), district.start() + _REACH)
    stop = _STOP.search(text, district.end(), limit)
    end = district.end()
    for ending in _ENDING.finditer(text, district.end(), stop.start() if stop else limit):
        end = ending.end()
    tail = _TAIL.match(text, end)
    end = tail.end() if tail else end
    if end == district.end() and stop and stop.start() - end <= _NAME:
        end = stop.start()
    if end - start < 4:
        return None
    return Place(normal.written(start, end), landmark=text[start:end])
