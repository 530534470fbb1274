"""What is said of the register of households: to staff alone, to a finder, and to whoever imports it."""

from collections.abc import Sequence
from datetime import date

from bot.domain.register import Look, Resident
from bot.wording import cases, words

#: More than these and nobody reads them.
_LISTED = 20
#: The columns of a list, by the names they may have; the first is the one we recommend.
COLUMNS = {
    "name": ("姓名",),
    "building": ("楼栋", "楼号"),
    "unit": ("单元",),
    "room": ("房号", "室"),
    "phone": ("电话",),
    "id_number": ("身份证号", "证件号", "id number"),
    "tier": ("颜色", "户卡颜色"),
    "contact": ("联系人",),
    "contact_phone": ("联系人电话", "contact phone"),
    "consented_on": ("同意日期", "consent date"),
    "userid": ("账号", "企业微信账号"),
}


def card(residents: Sequence[Resident]) -> str:
    """户卡, 1:1 only."""
    if not residents:
        return "户卡里没有这一户。"
    return "\n".join([*(_line(one) for one in residents), "（您看了户卡，已留痕；请勿转发。）"])


def _line(one: Resident) -> str:
    door = f"{one.building}栋" + (f"{one.unit}单元" if one.unit else "") + one.room
    parts = [f"{door} {one.name}"]
    parts += [f"{one.tier}卡"] if one.tier else []
    parts += [f"电话{one.phone}"] if one.phone else []
    parts += [f"证件尾号{one.id_number[-4:]}"] if one.id_number else []
    parts += [f"联系人{one.contact} {one.contact_phone}".rstrip()] if one.contact or one.contact_phone else []
    parts += [f"防走失码{one.code}"]
    return "，".join(parts)


def span(first: date, last: date, said: str) -> str:
    """Of when looks are told; `said` "" for the thirty days before today."""
    return cases.span(first, last, said or "最近30天")


def looks(head: str, found: Sequence[tuple[Look, str]], others: int) -> str:
    """`found`: newest first, in local time, each with the name of who looked; `others`: how often nobody on the roster
    did: the bot itself, or whoever runs it."""
    if not found and not others:
        return f"{head}没有人看过户卡。"
    lines = [f"{words.moment(one.at)} {words.harmless(who, 12)} {_seen(one)}" for one, who in found[:_LISTED]]
    more = [f"更早的还有{len(found) - _LISTED}次。"] if len(found) > _LISTED else []
    automatic = [f"另有{others}次是机器人派单时自动核对、或管理员查的。"] if others else []
    counted = "口径：查一户、查一个防走失码各算一次，没让看的也算；记录至少留半年。"
    return "\n".join([f"{head}看户卡 {len(found)}次。", *lines, *more, *automatic, counted])


def _seen(one: Look) -> str:
    door = f"{one.building}栋" + (f"{one.unit}单元" if one.unit else "") + one.room
    return f"{f'防走失码{one.code}' if one.code else door}{'（没让看）' if one.refused else ''}"


def finder() -> str:
    return "谢谢您！已通知网格员，请在原地陪一下，网格员会联系家里人。人不舒服请马上打120，找不到家请打110。"


def no_such_code() -> str:
    return "没有这个码，请再看一眼卡片。着急请打110。"


def found(code: str, spot: str, place: str) -> str:
    """To a group of those who work: the code and where, nothing of the person. `spot`: the group where it was said."""
    where = (f"，在{place}" if place else "") + (f"（在“{spot}”说的）" if spot else "")
    return f"【紧急】有人发现了带防走失码 {code} 的人{where}。请马上私聊我发“码 {code}”看联系人，联系家属。"


def found_alone(one: Resident, spot: str, said: str) -> str:
    """To the worker alone, with whom to call and in what words the finder said more than the code."""
    where = (f"（在“{spot}”说的）" if spot else "") + (f"。原话：{said}" if said else "")
    return f"【紧急】有人发现了带防走失码 {one.code} 的人{where}。请马上联系家属：\n{_line(one)}"


def imported(people: int, new: int) -> str:
    return f"{people} 人登记好了，其中新登记 {new} 人。"


def left_out() -> str:
    return "没有同意日期，证件号和户卡颜色没有存。"


def no_grid(building: str) -> str:
    """The row is kept, but no grid worker can look it up."""
    return f"社区文件里没有哪个网格管“{building}”，网格员看不到这一户；写错了就改好再导一次。"


def nothing_imported(count: int) -> str:
    return f"有 {count} 处不对，一行都没有登记。改好再来一次。"


def off() -> str:
    return "没有设 LIANXIN_REGISTER_KEY，户卡不能用。先运行 lianxin rotate-key --generate 得到一把钥匙。"
