"""这个月积分发了多少, 谁巡查最多, 谁看过户卡: figures of what is no ticket, and who looked into the register."""

from bot.domain import requests
from bot.domain.requests import Total
from intents import numbers, seldom
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import persons, spans
from intents.staff import narrowing

_MANY = "(?:多少|几)"
_PAID = "(?:发放?|付|奖励?|给|送)(?:出去?)?[了过]?"
_POINTS = seldom.Pattern(
    rf"{_PAID}{_MANY}积?分|积?分的?(?:一共|总共)?{_PAID}{_MANY}分?|{_PAID}积分{_MANY}|积分{_MANY}分?{_PAID}"
)
_POINTS_RANKED = seldom.Pattern(
    r"(?:谁|哪个人?|哪位)的?(?:得|拿|挣)?的?积分(?:得的?)?(?:最多|最高)"
    r"|积分(?:最多|最高)的?(?:人|居民)?是?(?:谁|哪个人?|哪位)"
    r"|积分(?:排名|排行榜?|排行|榜)|谁[得拿挣]?[的了]?积?分数?最[多高]"
)
_ROUND = "巡(?:查|逻|楼|视)"
_PATROLS = seldom.Pattern(
    rf"{_ROUND}(?:共|一共|总共)?发现[了过]?{_MANY}[处个件]?(?:隐患|问题)?"
    rf"|{_ROUND}[了过的]?{_MANY}[次回趟]|{_ROUND}的?次数(?:是?多少)?"
)
_PATROLS_RANKED = seldom.Pattern(
    rf"(?:谁|哪个人?|哪位){_ROUND}[得的了]?(?:次数)?最?多|{_ROUND}(?:次数)?最多的?是?谁|{_ROUND}排[名行]"
)
_LOOKED = seldom.Pattern(
    r"(?:都?有?谁|哪些人|有没有人|有人)都?(?:看|查|翻)(?:看|阅)?[过了]*的?户卡"
    r"|户卡(?:都|被)*(?:谁|哪些人)(?:看|查)[过了]*"
    r"|户卡(?:的)?(?:查看|查阅|查询|访问|看)的?记录"
)
#: 王阿姨多少分.
_BALANCE = seldom.Pattern(
    r"(?P<who>[^\s,的]{2,6}?)(?:现在|一共|总共|的|有|还有)*(?:多少|几)(?:个)?(?:积分|分)(?:了|啊)?"
)
_OLDEST = seldom.Pattern(
    r"(?:拖|压|放|等)(?:得|了)?(?:时间)?最[久长]的?(?:是|有)?(?:哪[一几]?[件个单些]|什么|单子?|工单)?"
    r"|哪[一几]?[件个单些](?:拖|压|放)(?:得|了)?最[久长]"
    r"|最久(?:没|还没|未)(?:办|处理|解决|修)(?:完|好)?的?(?:是|有)?(?:哪[一几]?[件个单些])?"
)
_OLDER = seldom.Pattern(
    r"(?:超过|过了|满|拖了)?(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>天|周|个?星期|个?月)(?:以上|多)?"
    r"(?:都|还)?(?:没有?|未)"
    r"(?:办|处理|解决|修|动)(?:完|好|过|结)?的?(?:有|是)?(?:哪些|哪几件|几件|多少件?|单子?|工单)?"
)
_LYING = seldom.Pattern(
    r"(?:拖|压|放|晾|搁)(?:了|着)?(?:超过|满)?(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})"
    r"(?P<unit>天|周|个?星期|个?月)(?:以上|多)?的?"
    r"(?:有吗|有没有|有哪些|有几件|还有吗|是哪些|单子|工单|都有哪些)"
)
#: 导出, 发我excel, 画个图: what cannot be sent into a chat yet.
_FILES = seldom.Pattern(
    r"(?i)(?:帮我|给我|请|把?这?个?月?的?(?:统计|数据|工单|台账)?)*"
    r"(?:导出|导个?表|导一下|发我?(?:个|一个|一份)?(?:excel|表格?|文件|报表|ppt)|给我(?:个|一个|一份)?(?:表格?|报表|excel)"
    r"|(?:画|做|出|来)(?:个|一个|张)?(?:图表?|表格?|excel|ppt))(?:吧|出来|一下|给我|发我)*"
)
_Asked = requests.ShowTotal | requests.ShowLooks | requests.ShowOldest | requests.Explain
#: 给王阿姨加5分: points come by the rules alone.
_GIVEN = seldom.Pattern(
    r"(?:给|帮|奖励?|为)?[^\d,]{0,6}?(?:再|多)?(?:加|发|奖励?|记|给|打)(?:上|了|给)?[^\d,]{0,4}?\d{1,3}个?积?分"
    r"(?:吧|啊|鼓励一?下|奖励一?下)*"
)
#: What may stand around it besides a span.
_AROUND = seldom.Pattern(r"^(?:请问|查一?下|看看|我们|咱们|社区|大家|到现在|一共|总共|都|的)*|[的了过呢吗啊呀]*$")
_LONGEST = 24


def read(normal: Normal, scene: Scene) -> _Asked | None:
    """What the whole line asks for; None if it asks for none of these."""
    line = normal.text.strip(" 。!~.,，?").replace(" ", "")
    if len(line) > _LONGEST or "我的" in line:
        return None
    if old := _oldest(line, scene):
        return old
    if (whose := _BALANCE.fullmatch(line)) and persons.residents(scene.community, whose["who"]):
        return requests.ShowTotal(Total.POINTS, who=whose["who"])
    if _FILES.fullmatch(line):
        return requests.Explain("no_files")
    if _GIVEN.fullmatch(line):
        return requests.Explain("points_give")
    span = spans.find(line, scene.now.date())
    bare = _AROUND.sub("", line.replace(span.words, "", 1) if span else line)
    days = (span.first, span.last, span.words) if span else (None, None, "")
    if _LOOKED.fullmatch(bare):
        return requests.ShowLooks(*days)
    for said, of, ranked in (
        (_POINTS, Total.POINTS, False),
        (_POINTS_RANKED, Total.POINTS, True),
        (_PATROLS, Total.PATROLS, False),
        (_PATROLS_RANKED, Total.PATROLS, True),
    ):
        if said.fullmatch(bare):
            return requests.ShowTotal(of, ranked, *days)
    return None


def _oldest(line: str, scene: Scene) -> requests.ShowOldest | None:
    around = narrowing.read(line, scene.now, scene.community) if "久" in line or "长" in line else None
    if around and around.span is None and _OLDEST.fullmatch(around.line.strip("的")):
        return requests.ShowOldest(0, around.worker, around.grid)
    found = _OLDER.fullmatch(line) or _LYING.fullmatch(line)
    if found is None:
        return None
    unit = 30 if "月" in found["unit"] else 1 if found["unit"] == "天" else 7
    return requests.ShowOldest((numbers.value_of(found["n"]) or 0) * unit)
