"""谁替陈静, 陈静什么时候回来, 1网格找谁: staff ask who is there and who stands in."""

import re

from bot.domain import requests
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import persons, spans

_NAME = r"(?P<name>[^\s,的谁]{2,5}?)"
_ANYBODY = re.compile(r"(?:现在|今天|目前|都有?)*(?:谁|哪些人|有谁|哪几个人?)(?:在岗|在班|上班|值班|当班)")
_SOMEBODY = re.compile(
    rf"(?:谁|哪个|哪位)(?:在|来|去)?(?:替|代|顶)(?:替|班|岗)?了?{_NAME}(?:的[班活岗])?"
    rf"|{_NAME.replace('name', 'away')}(?:的[班活事])?(?:谁|哪个|哪位)(?:在|来)?(?:替|代|顶|管|接)"
    rf"|{_NAME.replace('name', 'late')}(?:什么时候|啥时候|哪天|几号|多会儿)(?:能|才|再)*(?:回来|上班|来上班|回|来|在)"
    rf"|{_NAME.replace('name', 'here')}(?:今天|明天|现在|还)*"
    r"(?:在不在|在吗|在岗吗|上班吗|上班没|请假了?吗|请假没|请没请假|休息吗)"
)
_OF_GRID = re.compile(
    r"(?:今天|现在|目前|的|是|归|该)*(?:谁管|谁负责|谁在管|找谁|归谁管?|谁值班|谁在岗|谁在|网格员是谁|谁的)"
)
_LONGEST = 20


def read(normal: Normal, scene: Scene) -> requests.ShowLeaves | requests.ShowMyWorker | None:
    """Who is away and who stands in; of a grid, its card. None if the line is about something else."""
    line = normal.text.strip(" 。!~.,，?").replace(" ", "").rstrip("呢啊呀")
    if len(line) > _LONGEST:
        return None
    code, said = spans.grid(line, scene.community)
    grid = scene.community.grid(code) if code else None
    if grid and grid.worker and _OF_GRID.fullmatch(line.replace(said, "", 1)):
        return requests.ShowMyWorker(named=grid.worker)
    if _ANYBODY.fullmatch(line):
        return requests.ShowLeaves()
    found = _SOMEBODY.fullmatch(line)
    name = next((one for one in found.groups() if one), "") if found else ""
    return requests.ShowLeaves() if name and persons.whom(scene.community, name) else None
