"""谁替陈静, 陈静什么时候回来, 1网格找谁: staff ask who is there and who stands in."""

import re

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.roster import Role
from intents import seldom
from intents.normalise import Normal
from intents.scene import Scene
from intents.slots import persons, spans

_NAME = r"(?P<name>[^\s,的谁]{2,5}?)"
_GONE = r"(?:今天|明天|这几天|现在)*(?:请假|休假|不在|出差|病)?了?[,，]?"
_WORK = "(?:班|活儿?|事情?|单子?|工作|工单)"
_UNTIL = r"到(?:几号|哪天|什么时候|啥时候|多会儿|周几)"
_ANYBODY = re.compile(
    r"(?:下周|这周|本周|周[一二三四五六日]|后天|明天)(?:谁|哪些人|有谁|哪几个人?|有人)(?:不在|请假|休息|在岗|在班|上班|值班|当班|没?来)"
    rf"|[我俺](?:要|得)?(?:替|代|顶)(?:班|岗)?{_UNTIL}"
    r"|(?:现在|今天|目前|都有?)*(?:谁|哪些人|有谁|哪几个人?)(?:在岗|在班|上班|值班|当班)"
)
_SOMEBODY = seldom.Pattern(
    rf"(?:谁|哪个|哪位)(?:在|来|去)?(?:替|代|顶)(?:替|班|岗)?了?{_NAME}(?:的[班活岗])?"
    rf"|{_NAME.replace('name', 'away')}{_GONE}(?:[她他]?的?{_WORK})?(?:现在|今天|都)*(?:由|归|让)?"
    r"(?:谁|哪个|哪位)(?:在|来|去|负责)?(?:替|代|顶|管|接|办|负责|跟)(?:着|手|替|岗|班)*"
    rf"|{_NAME.replace('name', 'until')}的?{_WORK}?[我俺](?:要|得)?(?:替|代|顶|管|接)(?:她|他)?{_UNTIL}"
    rf"|{_NAME.replace('name', 'late')}(?:什么时候|啥时候|哪天|几号|多会儿)(?:能|才|再)*(?:回来|上班|来上班|回|来|在)"
    rf"|{_NAME.replace('name', 'here')}(?:今天|明天|后天|这周|下周|周[一二三四五六日]|现在|还)*"
    r"(?:在不在|在吗|在岗吗|上班吗|上班没|请假了?吗|请假没|请没请假|休息吗)"
)
_OF_GRID = re.compile(
    r"(?:今天|现在|目前|的|是|归|该|都)*(?:谁管|谁负责|谁在管|找谁|归谁管?|谁值班|谁在岗|谁在|网格员是谁|谁的?|网格员|负责人?是?谁?)"
)
_BUILDING = re.compile(r"(?P<code>\d{1,3})(?:号楼|栋楼?|幢楼?|座)")
#: 志愿者有几个, 网格员都有谁.
_ROLES = {"志愿者": Role.VOLUNTEER, "网格员": Role.WORKER, "网格长": Role.LEADER, "物业": Role.PROPERTY}
_OFFICE = re.compile(
    rf"(?:我们|咱们|社区|现在|一共|总共|有|的)*(?P<role>{'|'.join(_ROLES)})们?(?:现在|一共|总共|都|的|里)*"
    r"(?:有|是|登记)*(?:几个?[人名位]?|多少个?[人名位]?|哪些人?|哪几个人?|哪几位|谁|名单|人数)(?:是?多少|了)?"
    r"|(?:一共|总共|现在|我们|社区|有)*(?:几|多少)[个名位]?(?P<of>志愿者|网格员|网格长)"
)
_LONGEST = 20


_Asked = requests.ShowLeaves | requests.ShowMyWorker | requests.ShowRoster


def read(normal: Normal, scene: Scene) -> _Asked | None:
    """Who is away and who stands in; of a grid or a building, its card; who works here. None for anything else."""
    line = normal.text.strip(" 。!~.,，?").replace(" ", "").rstrip("呢啊呀")
    if len(line) > _LONGEST:
        return None
    code, said = spans.grid(line, scene.community)
    grid = scene.community.grid(code) if code else None
    if grid and grid.worker and _OF_GRID.fullmatch(line.replace(said, "", 1)):
        return requests.ShowMyWorker(named=grid.worker)
    built = _BUILDING.match(line)
    if built and _OF_GRID.fullmatch(line[built.end() :]):
        return requests.ShowMyWorker(Place(built.group(), built["code"]))
    if office := _OFFICE.fullmatch(line):
        return requests.ShowRoster(_ROLES[office["role"] or office["of"]])
    if _ANYBODY.fullmatch(line):
        return requests.ShowLeaves()
    found = _SOMEBODY.fullmatch(line)
    name = next((one for one in found.groups() if one), "") if found else ""
    known = persons.whom(scene.community, name) if name else None
    return requests.ShowLeaves(known.person) if known else None
