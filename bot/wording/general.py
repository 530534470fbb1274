"""Greeting, help, privacy, the one question, and what staff must know when a channel breaks."""

import re

from bot.domain.keeping import ANSWER_DAYS
from bot.domain.requests import Slot
from bot.domain.roster import STAFF, Community, Grid, GroupKind, Person, Role
from bot.wording import words

_QUESTIONS = {
    Slot.PLACE: "在哪栋楼、哪个位置？回一句就行，例如“3栋2单元门口”。",
    Slot.QUANTITY: "要几份？请回一个数，例如“2份”。",
    Slot.DATE: "是哪一天？例如“明天”或“周五”。",
    Slot.SERVICE: "是午餐还是晚餐？",
    Slot.TERM: "限几天整改？回一句就行，例如“7天”或“12月5日前”。",
    Slot.MATTER: "好的，什么事、哪里坏了？在哪栋楼？说一句就行，例如“3栋2单元门口的灯不亮”。",
    Slot.WISH: "好的，您有什么心愿？说一句就行，例如“想在楼下装个椅子”。",
}
#: Is it a matter at all? Where it names a thing it is filed unless somebody says no, else only if they say yes.
_WHETHER = frozenset({Slot.INTENT, Slot.WHETHER})
_SENT = "是要人来看看吗？回“是”就派人，不用就回“算了”。"
_PICTURED = "照片收到了。是哪栋楼的什么事？说一句就行，例如“3栋2单元门口的灯不亮”。"
_WISHED = "要帮您记成心愿吗？回“是”就记，不用就回“算了”。"
#: More names than these are no help.
_MOST_NAMES = 15


def question(slot: Slot, options: tuple[str, ...] = ()) -> str:
    """The one question back. For "confirm" the only option is a sentence of ours, to be answered by yes or no.

    For "gone" it is the question itself; for "date" the day that there is not; for "undone" the number of the ticket;
    for "intent" and "whether" its kind; for "matter" that a photo has come, or "where" and the
    place that was named; for "place" the building that there is not.
    """
    if slot == Slot.CONFIRM:
        return f"{options[0]}，对吗？"
    if slot == Slot.GONE:
        return options[0]
    if slot == Slot.DATE and options:
        return f"没有{words.harmless(options[0], 12)}。是哪一天？例如“明天”或“周五”。"
    if slot == Slot.MATTER and options:
        there = f"{words.harmless(options[-1], 20)}怎么了？说一句就行，例如“灯不亮了”。"
        return _PICTURED if options == ("photo",) else there
    if slot == Slot.PLACE and options:
        return f"我们这里没有{words.harmless(options[0], 6)}栋。是哪一栋？回一句就行，例如“3栋2单元门口”。"
    if slot in _WHETHER:
        return _WISHED if options == ("wish",) else _SENT
    if slot == Slot.UNDONE:
        return f"#{options[0]} 还没弄好吗？没弄好请回“没修好”，弄好了请回“满意”。"
    if slot == Slot.WHOM_AGAIN:
        named = "、".join(words.harmless(option, 20) for option in options[:_MOST_NAMES])
        return f"工作人员里没有这个名字。有：{named}。请回其中一个名字；不转了，请回“不转了”。"
    return _QUESTIONS[slot]


def which_door() -> str:
    """Where a meal goes: to a door, not to a corner of the place."""
    return "饭送到哪栋楼、哪一户？回一句就行，例如“3栋2单元501”。"


def never_mind() -> str:
    return "好的，那就不记了。"


def left_as_it_is() -> str:
    """The question of a card, or of a 办结, is dropped: the ticket has not moved."""
    return "好的，先不动，单子还是原来的样子。"


def help_text(roles: frozenset[Role], lines: tuple[str, ...]) -> str:
    """What can be said to the bot; the examples come first, for no command has to be learnt."""
    at_work = roles & {*STAFF, Role.CANTEEN}
    head = "用平常话说就行，例如：" if at_work else guide(frozenset())
    return "\n".join([head, *(f"· {line}" for line in lines)])


def guide(roles: frozenset[Role], *, listed: bool = False) -> str:
    """What somebody in one of these roles can say to the bot, in a sentence. `listed`: a resident's question that is
    kept for the secretary."""
    if Role.SECRETARY in roles:
        return "这句我没听懂。可以问我“本周隐患办结率”，或带上编号，例如“12 转给 张三”。全部说法请回“帮助”。"
    if roles & STAFF:
        return "这句我没听懂。说工单请带上编号，例如“12 接单”“12 办结 已换灯泡”。全部说法请回“帮助”。"
    if Role.CANTEEN in roles:
        return "这句我没听懂。到截止时间，份数和送餐单会自动发到食堂群；想现在看，请回“午餐多少份”。"
    can = "我能帮您记：哪里坏了、有什么心愿、订餐。直接说就行，例如“3栋路灯不亮”“明天中午订一份饭”。"
    return f"这句我答不了，已经记下来给书记看。{can}" if listed else can


def beyond_me(*, listed: bool) -> str:
    """To a resident 1:1 who has been told already what we can do. `listed`: the question is kept for the secretary."""
    return f"这句我{'答不了，已经记下来给书记看' if listed else '没听懂'}。要找人，请回“找书记”。"


def cannot_answer() -> str:
    """To the secretary or a leader, who asked for what we have no figure for."""
    return (
        "这个我还答不了，已经记进没答上的问题里。"
        "会的有：“谁超时最多”“这个月照明报了几件”“12 到哪了”。全部说法请回“帮助”。"
    )


def not_listed() -> str:
    """In the place of a question that names a person or a door."""
    return "（涉及个人，不列出）"


def welcome(name: str) -> str:
    return f"您好，我是{name}。哪里坏了、有什么心愿、要订餐，直接跟我说就行。"


def privacy_line(community: Community) -> str:
    """First contact: one line of notice with a link (个人信息保护法: who, what, why, how long)."""
    link = community.privacy.url or "社区服务大厅"
    return f"（{community.name}用您说的话来办事，到期删除；详见 {link}）"


def route_died(community: Community, target: str) -> str:
    """To the secretary, when a group's robot no longer works."""
    group = community.group(target)
    name = group.name if group else "一个群"
    kind = "居民群" if group and group.kind is GroupKind.RESIDENT else "群"
    return (
        f"{kind}“{words.harmless(name, 20)}”的机器人发不出消息了（可能被移出群）。"
        "请重新添加消息推送，把新的 key 填进社区文件。只是停用了的，打开就行，一天内我会再试。"
    )


def no_way_out() -> str:
    """To the secretary, when something is to be said 1:1 and no channel for it has been set up."""
    return "有话要私下发给人，可是发私信的渠道没有开通，对方看不到。请管理员运行 lianxin doctor，看缺哪一项设置。"


def barred(*, official: bool) -> str:
    """To the secretary, when the platform refuses the settings of the app, or of the Official Account."""
    name = "公众号" if official else "企业微信"
    return (
        f"{name}不认我们的设置，私信现在一条也发不出去（多半是服务器换了 IP，或 Secret 改了）。"
        "话都留着。请管理员运行 lianxin doctor，照着改好；改好以后会按顺序自己补发，迟了一天的不再发。"
    )


def unreached(name: str) -> str:
    """To the secretary, when the app cannot write to one of the staff."""
    return (
        f"发给{words.harmless(name, 12)}的私信，平台不收，对方看不到。"
        "多半是不在自建应用的可见范围里，或者社区文件里的账号写错了。请在管理后台加上，或改好账号。"
        "几个人都这样，就是自建应用没有设好，请管理员运行 lianxin doctor。"
    )


def again(body: str) -> str:
    """A red post sent once more by another route: a doubled alarm is acceptable, a lost one is not."""
    return f"（换个方式再通知一次）\n{body}"


def look_alone(body: str) -> str:
    """In a group, for somebody whom a red 1:1 post did not reach: its number, and nothing of what it said."""
    number = re.match(r"#(\d+)", body)
    about = f"#{number[1]} " if number else ""
    ask = f"请马上私聊我发“{number[1]} 到哪了”" if number else "请马上看和我的私聊"
    return f"{about}【紧急】有一件事私下没通知到您，{ask}。"


def digest(bodies: tuple[str, ...]) -> str:
    """Several ordinary posts in one message."""
    return "\n".join([f"合并通知（{len(bodies)}条）：", *(f"· {body}" for body in bodies)])


def held_calls(bodies: tuple[str, ...]) -> str:
    """To a member of staff who was called often enough in one hour: the rest, together."""
    shown = ("\n".join(line for line in body.split("\n") if not line.startswith("引用本条")) for body in bodies)
    return "\n".join([f"刚才叫您的次数多了，其余{len(bodies)}条合在一起：", *shown, "回话请带上编号，例如“12 收到”。"])


def worker_card(grid: Grid, worker: Person, phone: str, covers_for: str = "") -> str:
    """民情联系卡. The phone only where `phone` is given (1:1). `covers_for`: the name of whoever is away just now."""
    return f"您的网格员：{contact(grid, worker, phone, covers_for)}"


def contact(grid: Grid | None, worker: Person, phone: str, covers_for: str = "") -> str:
    """The same for somebody who was asked for by name; `grid` None: of no one grid."""
    tail = f"，电话{phone}" if phone else "。要电话请点我头像私聊问"
    away = f"{words.harmless(covers_for, 20)}今天请假，请找" if covers_for else ""
    return f"{away}{worker.name}{f'（{grid.name}）' if grid else ''}{tail}。"


def wants_secretary(who: Person | None, group: str, *, data: bool) -> str:
    """To the secretary. `who` None where the reader may not know, or the roster does not."""
    name = words.harmless(who.name, 20) if who else "一位居民"
    unit = f"{who.unit}单元" if who and who.unit else ""
    home = f"，住{who.building}栋{unit}{who.room}" if who and who.building else ""
    phone = f"，电话{who.phone}" if who and who.phone else ""
    where = f"（在“{words.harmless(group, 20)}”里说的）" if group else "（私聊说的）"
    about = f"想看或者删掉自己的信息，请在{ANSWER_DAYS}天内答复" if data else "想找您说话，请联系"
    return f"{name}{home}{phone}{where}{about}。"


def secretary_told(*, data: bool) -> str:
    if data:
        return f"好的，已经告诉书记，{ANSWER_DAYS}天内给您答复。"
    return "好的，已经告诉书记，她会联系您。急事请直接打电话或到社区服务大厅。"


def secretary_by_hand(community: Community) -> str:
    """Nobody can be told by us."""
    return f"我这里联系不上书记，请到：{words.harmless(community.privacy.contact or '社区服务大厅', 60)}。"
