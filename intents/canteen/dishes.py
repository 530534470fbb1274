"""Which dishes an order names, each with its own count: "红烧肉两份,青菜一份", "来仨馒头一份小米粥", "鱼和青菜各两份".

A dish is what stands beside a number of portions or pieces, in the words of whoever orders, unless it is a person, a
meal, a time or a word about the portion. There is no list of known ones: what we have never heard of is kept as well.
"""

import re

from bot.domain.meals import Dishes
from intents import numbers, phrases

_N = numbers.WRITTEN
_UNITS = "份|碗|盒|客|套|个|笼|屉|杯|盘|碟|块(?![钱一二三四五六七八九十\\d])|根|瓶|桶|串|只|张|条|例|煲|锅|壶|袋"
#: "两份", "俩", and a bare number that closes a dish: "青菜 1".
_COUNT = re.compile(
    rf"(?P<each>各)?(?:来|要|订|加)?(?:(?P<number>{_N})[大小中]?(?:{_UNITS})(?:儿(?!童))?"
    r"(?!月|星期|礼拜|小时|钟头|单元|楼|\s*(?:大?人|老人|小孩|客人|孩子|师傅|同事|亲戚|大姐|兄弟|工友|保安))"
    r"|(?P<fused>俩|仨)(?!人)"
    r"|(?<=[\u4e00-\u9fff ])[x×* ]?(?P<bare>\d{1,2}|[一二两三四五六七八九十])(?=\s*$|\s+[\u4e00-\u9fff]))"
)
_CLAUSE = re.compile(r"[^,;:、。!?()\n]+")
_JOINTS = re.compile(r"[和跟与及\s]|还有|以及|外加")
#: What brings a dish in or follows it, at either end of the words beside a number.
_BEFORE = re.compile(
    r"^(?:日+|[早中午晚][上午饭餐]|早晨|晌午|的|我们|我|咱|俺|给|帮|请|麻烦|想|就|那|再|先|另外|另|还|也|要|来|加"
    r"|点|订|定|留|打(?!包)|整|弄|搞"
    r"|下单|盛|端|拿|配|添|补|取|捎|吃|一共|总共|其中|共|把(?!子)|和|跟|与|及|外加|以及"
    r"|[那这]?[个碗杯盘笼屉盒客份]|\s)+"
)
_AFTER = re.compile(
    r"(?:的|要|来|给|我|帮|一共|总共|共|订|改成|改为|改到|换成|改|再|多|加|减|去|和|跟|与|及|外加|外|还有|就|只|都"
    r"|谢谢|打包|带走|\s)+$"
)
#: Where the dish ends and something about it begins: "疙瘩汤多搁点香菜", "猪脚饭送到前台".
_CUT = re.compile(r"(?<=.)(?:多(?!肉)|少(?!司)|不|别|免|加|去|带|到|送|要|给|配|放|就|行|是|[吧呀啊呗噻哈哦呢]).*")
#: About the portion, or about some of those that were ordered already: "两份少盐", "一份带走", "3个肉的".
_ABOUT = re.compile(
    r"(?:少(?!司)|多(?!肉)|不|别|要加|加|是|够|无|低|半|自|打包|带|在|送|放|免|软|烂|清淡|微|另装|外带|照|同|一起"
    r"|明|后|今|昨|[大老][一二两三]小|.{1,2}的$)"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方邹孟熊秦邱江尹薛闫段雷侯"
    "史陶黎贺顾郝龚邵万钱严覃武戴莫孔向欧司诸上官皇甫令狐慕东尚温康施洪季倪鲁柳齐老小阿"
)
_PERSON = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff·]{{1,3}}")
_LONGEST = 10
#: "青菜改成两份", "红烧肉不要了".
_DROPPED = re.compile(
    r"(?P<dish>[^,;:、。!?()\s]{1,12}?)(?:都|就|先)?(?:不要了?|不用了?|别做了?|去掉|退掉|退了|取消)(?:吧|啊)?$"
)


def read(text: str) -> Dishes:
    """Each dish of `text` (normalised, days and place left out) as it was said, with how many; in order, each once."""
    listed = [one for clause in _CLAUSE.finditer(text) for one in _listed(clause.group())]
    if not any(_is_food(name) for name, _ in listed) and not _nothing_else(text, listed):
        return ()
    found: dict[str, int] = {}
    for name, count in listed:
        found[name] = found.get(name, 0) + count
    return tuple(found.items())


def _nothing_else(text: str, listed: list[tuple[str, int]]) -> bool:
    """A line that is but a list of names and numbers: what we have never heard of is a dish there too."""
    left = _COUNT.sub("", text)
    for name, _ in listed:
        left = left.replace(name, "", 1)
    return bool(listed) and not _BEFORE.sub("", re.sub(r"[,;:、。!?()\s]", "", left))


def dropped(text: str) -> tuple[str, ...]:
    """The dishes that the clauses of `text` take back; only what is food beyond doubt."""
    said = (_DROPPED.search(clause.group().strip()) for clause in _CLAUSE.finditer(text))
    names = (_name(part, last=True) for one in said if one for part in _JOINTS.split(one["dish"]))
    return tuple(dict.fromkeys(name for name in names if name and _is_food(name)))


def _listed(clause: str) -> list[tuple[str, int]]:
    counts = list(_COUNT.finditer(clause))
    ends = [*(one.start() for one in counts), len(clause)][1:]
    done, listed = 0, []
    for one, end in zip(counts, ends, strict=True):
        number = numbers.value_of(one["number"] or one["fused"] or one["bare"])
        before, after = clause[done : one.start()], clause[one.end() : end]
        done = one.end()
        if one["each"]:
            names = [_name(part, last=True) for part in _JOINTS.split(before)]
        else:
            names = [_name(before, last=True)]
            if not names[0] and one["bare"] is None:
                names = [_name(_JOINTS.split(after.strip())[0], last=False)]
                done = end if names[0] else done
        listed += [(name, number) for name in names if name and number]
    return listed


def _name(said: str, *, last: bool) -> str:
    """The dish in the words beside a number, the `last` or the first of several; "" if they name none."""
    parts = said.split()
    words = (parts[-1] if last else parts[0]) if parts else ""
    if not words or _ABOUT.match(words):
        return ""
    name = _AFTER.sub("", _CUT.sub("", _BEFORE.sub("", words)))
    if not 1 <= len(name) <= _LONGEST or name in phrases.words("dish", "never") or _ABOUT.match(name):
        return ""
    if phrases.mentions(name, "dish", "stops"):
        return ""
    return name if _is_food(name) or (_unknown(name) and not _PERSON.fullmatch(name)) else ""


def _is_food(name: str) -> bool:
    return phrases.mentions(name, "dish", "marks")


def _unknown(name: str) -> bool:
    """What we have never heard of, in whole words of Chinese."""
    return len(name) > 1 and all("\u4e00" <= char <= "\u9fff" for char in name)
