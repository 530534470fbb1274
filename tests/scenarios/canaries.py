"""People who do not exist, and everything about them that must not be found where it does not belong."""

import base64
import functools
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from bot.domain.register import Resident
from bot.sandbox import performance

RESIDENT_GROUPS = ("wr-grid1-residents", "wr-grid2-residents")
#: In the groups of those who work they stay forbidden.
NEVER_IN_GROUPS = ("phone", "id", "illness", "plate")
WORKERS = ("chenjing", "liumin", "zhaogang", "gaowuye")


@dataclass(frozen=True)
class Canary:
    """A resident; every value is found nowhere else in the world."""

    userid: str
    name: str
    phone: str
    id: str
    room: str
    plate: str
    illness: str
    building: str
    unit: str

    @property
    def door(self) -> str:
        return f"{self.building}栋{self.unit}单元{self.room}"

    def secrets(self, kinds: tuple[str, ...]) -> list[str]:
        return [getattr(self, kind) for kind in kinds]


#: They take the places of residents of the shipped example.
CANARIES = (
    Canary("wangayi", "欧阳琢玉", "13877665501", "110101194903072871", "2907", "京A9K7Q1", "尿毒症", "3", "2"),
    Canary("lidaye", "司徒砚秋", "13877665502", "110101195108152872", "2813", "沪B8M6R2", "帕金森", "5", "1"),
    Canary("zhoujie", "东方牧云", "13877665503", "11010119470419287X", "2716", "粤C7N5T3", "乳腺癌", "4", "1"),
    Canary("sunayi", "慕容栖梧", "13877665504", "110101195512302874", "2619", "浙D6P4U4", "精神分裂", "2", "1"),
)
ALL = ("name", "phone", "id", "room", "plate", "illness")

#: That a household is marked, in our words or in those of the file: 1:1 to whoever answers for it, and nowhere else.
MARKS = ("住户需要照顾", "yellow person", "person", "独居", "alone")
#: Those that mean nothing else, wherever they stand.
UNMISTAKABLE = ("住户需要照顾", "yellow person", "独居")

_SAID = (
    "{door}的水管爆了，我是{name}，电话{phone}",
    "{name}家{door}的灯不亮了，身份证{id}",
    "3栋消防通道被{plate}的车堵死了，打{phone}也没人接",
    "我妈有{illness}，住{door}，下不了楼，希望有人上门帮忙",
    "{building}栋{unit}单元电梯坏了，我妈{illness}急着去医院，电话{spaced}",
    "明天中午两份饭，送到{door}，给{name}订的，{illness}不能吃糖，电话{phone}",
    "{name}天天打孩子，就在{door}，他有{illness}",
    "{building}栋{unit}单元{room}着火了！{name}还在里面，电话{phone}",
    "{name}摔倒了起不来，在{door}，有{illness}",
    "路灯坏了",
    "井盖丢了",
    "{name}家门口，{phone}",
    "{room}室门口，车牌{plate}那辆旁边",
    "就是那个灯，{illness}的老人都看不见路，电话{phone}",
    "希望多组织点活动，{name}，{id}",
    "没修好，{name}说的，打我{phone}",
    "满意，谢谢，{name}",
    "我的",
    "我的订餐",
    "我的网格员是谁",
    "送到{door}吧，{illness}要少盐",
    "不用修了，{name}自己弄好了 {phone}",
    "{number} 到哪了",
    "码 {code}",
    "户卡 {door}",
)
_DONE = (
    "{number} 接单",
    "{number} 收到，{name}家{door}我去，电话{phone}",
    "{number} 办结 已到{name}家{room}室换了水管，电话{phone}",
    "{number} 办结 {illness}病人已送医",
    "{number} 办结 {plate}已挪走",
    "{number} 不受理 {name}家的{illness}归医院管，{phone}",
    "{number} 上报 {name}有{illness}",
    "{number} 退回 {name}{phone}不归我",
    "{number} 暂缓 下周三 等{name} {phone}",
    "{number} 转给 {name}",
    "{number} 转给 {phone}",
    "{number} 合并 {phone}",
    "{number} 到哪了",
    "{number} 重办 {name}说{illness}",
    "{number} 改类 心愿",
    "{number} 不是隐患",
    "{number} 为什么",
    "户卡 {door}",
    "码 {code}",
    "我的",
)
_ASKED = ("统计", "本周统计", "台账", "{number} 到哪了", "{phone}网格统计")


@dataclass(frozen=True)
class Line:
    """`chat` "" is 1:1 with the robot, "oa" through the Official Account."""

    who: str
    chat: str
    text: str


#: How every day begins: a matter at the home of somebody marked, which is lifted for it, and staff who ask why.
LIFTED = (
    Line("zhoujie", RESIDENT_GROUPS[0], "4栋1单元楼道灯不亮了"),
    *(
        Line("chenjing", chat, f"1 {asked}")
        for chat in (*RESIDENT_GROUPS, "wr-staff")
        for asked in ("为什么", "到哪了")
    ),
)


def community_file(folder: Path) -> Path:
    """The shipped example with the canaries living in it, every one of them marked as in need of care."""
    text = re.sub(r"\n(?:care|consented_on) = [^\n]*", "", performance.EXAMPLE.read_text("utf-8"))
    for one in CANARIES:
        person = re.compile(rf'(userid = "{one.userid}"\nname = ")[^"]*("\nroles = [^\n]*\n)(?:phone = [^\n]*\n)?')
        text = person.sub(rf'\g<1>{one.name}\g<2>phone = "{one.phone}"\n', text)
        home = re.compile(rf'(userid = "{one.userid}"(?:\n(?!\[)[^\n]+)*?\nroom = ")[^"]*"')
        text = home.sub(rf'\g<1>{one.room}"\ncare = ["alone", "ill"]\nconsented_on = 2026-01-05', text)
        assert f'room = "{one.room}"' in text
    written = folder / "canaries.toml"
    written.write_text(text, "utf-8")
    return written


def residents(community: str) -> list[Resident]:
    """The canaries as rows of the register, consent and all."""
    return [
        Resident(
            community, one.name, one.building, one.unit, one.room, one.phone, one.id, one.illness,
            one.name, one.phone, date(2026, 1, 5),
        )
        for one in CANARIES
    ]  # fmt: skip


def random_day(seed: int, length: int, codes: Mapping[str, str]) -> Iterator[Line]:
    """What is said on one day, in an order that only the seed decides; `{number}`: the first tickets there may be.

    `codes` are the finder's codes by name.
    """
    dice = random.Random(seed)
    for _ in range(length):
        who, about = dice.choice(CANARIES), dice.choice(CANARIES)
        said = {**vars(about), "door": about.door, "code": codes[about.name], "number": dice.randint(1, 8)}
        said["spaced"] = f"{about.phone[:3]} {about.phone[3:7]}-{about.phone[7:]}"
        kind = dice.random()
        if kind < 0.6:
            group = RESIDENT_GROUPS[int(who.building) > 4]
            yield Line(who.userid, dice.choice((group, group, "", "oa")), dice.choice(_SAID).format(**said))
        elif kind < 0.92:
            chat = dice.choice((*RESIDENT_GROUPS, "wr-staff", ""))
            yield Line(dice.choice(WORKERS), chat, dice.choice(_DONE).format(**said))
        else:
            yield Line(
                "linshuji", dice.choice(("wr-staff", "wr-grid1-residents", "")), dice.choice(_ASKED).format(**said)
            )


def leaks(text: str, kinds: tuple[str, ...] = ALL) -> list[str]:
    """Which values of these kinds are in `text`: as they are, \\u-escaped, percent-encoded or in base64; however
    digits and letters were grouped. A room only as a number of its own: four digits are in many a random id, and in
    many a name that stands for a person."""
    plain = "\n".join(_unescaped(one) for one in (text, unquote(text)))
    bare, unbroken = re.sub(r"[\s.·•—–-]", "", plain), re.sub(r"\s|\\n", "", text)
    whole = [secret for one in CANARIES for secret in one.secrets(tuple(kind for kind in kinds if kind != "room"))]
    found = [one for one in whole if one in bare or any(form in unbroken for form in _in_base64(one))]
    spoken = re.sub(r"[A-Za-z0-9_@=-]{12,}|\bp-[0-9a-f]{8}\b", " ", plain)
    rooms = [one.room for one in CANARIES if "room" in kinds and re.search(rf"(?<![\d.]){one.room}(?!\d)", spoken)]
    return found + rooms


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


@functools.cache
def _in_base64(secret: str) -> frozenset[str]:
    """What is always there, whatever stands before and after it: three alignments, two alphabets."""
    data, forms = secret.encode(), set[str]()
    for before in range(3):
        begin, end = -(-before * 8 // 6), (before + len(data)) * 8 // 6
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            forms.add(encode(b"\0" * before + data).decode()[begin:end])
    return frozenset(forms)
