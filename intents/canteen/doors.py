"""Where a meal is to be left, in words that name no building: 放门口 · 挂门把手上 · 送门卫 · 送隔壁301张家."""

import re
from dataclasses import replace

from bot.domain.places import Place
from intents import places, seldom
from intents.normalise import Normal
from intents.scene import Scene

_PUT = r"(?:放|挂|搁|存|送)(?:在|到|去|给|我|我们|咱|俺)*"
#: "放家门口", "挂门把手上"
_AT_DOOR = re.compile(
    rf"{_PUT}(?:家|自己家)?的?(?:门口|门把手?|把手|门上|门边|奶箱|鞋柜)(?:上|里|那|那里|边|旁边)?(?![卫岗边])"
)
#: "送楼下保安室", "放快递柜里"
_KEPT = re.compile(
    rf"{_PUT}(?P<spot>(?:楼下|小区|社区|大门|门口|东门|西门|南门|北门)?的?"
    r"(?:门卫室?|保安室|保安亭|传达室|岗亭|值班室|快递柜|丰巢|驿站|物业|前台|服务台|便利店|小卖部))"
    r"(?:处|那里?|里|师傅)?"
)
#: "送隔壁301张家", "送楼上602"
_NEXT = seldom.Pattern(rf"{_PUT}(?:隔壁|对门|对面|楼上|楼下|同楼|同单元|我们单元)的?(?P<room>\d{{3,4}})(?:室|号)?")
_TAIL = seldom.Pattern(
    r"(?:就|也)?(?:行|好|可以|成|得)?(?:了|吧|的|啊|呢|谢谢|麻烦|[\s,.!~。])*(?:(?:我|到时候)?自己[^\d]{0,8})?$"
)
_HEAD = re.compile(r"^(?:请|麻烦|帮我|给我|把|就|那份?|饭|餐|还是|改成?|到时候|我的?|你们?|师傅|[\s,])*$")

#: What a line begins with that says nothing else.
BEGINS = "请 麻 帮 给 把 就 那 份 饭 餐 还 改 到 我 你 师 放 挂 搁 存 送"


def find(normal: Normal, scene: Scene) -> Place | None:
    """The place, as far as `normal` names one so; None where it does not, or where the speaker's home is not known."""
    found = _named(normal, scene)
    return found[0] if found else None


def alone(normal: Normal, scene: Scene) -> Place | None:
    """The same, of a line that says nothing else."""
    found = _named(normal, scene)
    if found is None:
        return None
    place, start, end = found
    return place if _HEAD.match(normal.text[:start]) and _TAIL.match(normal.text[end:]) else None


def _named(normal: Normal, scene: Scene) -> tuple[Place, int, int] | None:
    home = places.home_of(scene.person)
    if found := _KEPT.search(normal.text):
        return Place(normal.written(*found.span("spot")), landmark=found["spot"]), *found.span()
    if home and (found := _NEXT.search(normal.text)):
        text = f"{home.building}栋" + (f"{home.unit}单元" if home.unit else "") + found["room"]
        return replace(home, text=text, room=found["room"]), *found.span()
    found = _AT_DOOR.search(normal.text)
    return (home, *found.span()) if home and found else None
