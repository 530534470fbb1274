"""明天小区停水，3栋到4栋: staff tell what is planned. That is no report, and we cannot spread it for them."""

from bot.domain import requests
from intents import seldom
from intents.normalise import Normal
from intents.scene import Scene

_TOPIC = "notices"
_ALL = "(?:大家|各位|全体|所有人?|群里|居民|业主|住户|邻居们?|商户)"
_SPREAD = seldom.Pattern(
    rf"^(?:请|帮我|麻烦|给{_ALL})?(?:发个?一?[个条]?)?(?:通知|公告|广播)(?:一下|下)?"
    rf"(?:{_ALL}+(?:\s*[,:]|\s*\S)|\s*[,:])"
)
_STOPS = seldom.Pattern("[停断](?:[水电气暖热网梯]|用|供)|维保|检修|保养|消杀|年检|清洗水箱")
_AHEAD = seldom.Pattern(
    r"[明后](?:天|日|早|晚)|明后两天|今晚|今天[上下中]午|今天晚上|下周|(?:周|星期|礼拜)[一二三四五六日天末]"
    r"|\d{1,2}[点日号月时](?![楼栋线])|\d{1,2}:\d{2}|[会将要][临时]{0,2}[停断]|计划|拟"
)
#: Said of what has happened, of what is asked, or of a meal; or of one ticket by its number.
_ELSE = seldom.Pattern(
    r"了(?!解)|昨|前天|已经|怎么|为什么|[吗么?]|谁|没|居民[说反打]|反映|投诉|坏|漏|爆|堵|老是|一直|饭|餐"
    r"|[一两二三四\d]份"
    r"|^#?\d{1,6}(?![\d点:]|\s*[栋幢号楼月日单#-])"
)


def read(normal: Normal, scene: Scene) -> requests.Explain | None:
    """Of the whole line: what is planned to stop, or words to be passed on to everybody."""
    line = normal.text.strip(" 。!~")
    planned = _STOPS.search(line) and _AHEAD.search(line) and not _ELSE.search(line)
    return requests.Explain(_TOPIC) if not scene.quote and (planned or _SPREAD.match(line)) else None
