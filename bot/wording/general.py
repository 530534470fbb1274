"""Greeting, help, privacy, the one question, and what staff must know when a channel breaks."""

import re

from bot.domain.roster import Community, Grid, GroupKind, Person
from bot.wording import words

_QUESTIONS = {
    "place": "在哪栋楼、哪个位置？回一句就行，例如“3栋2单元门口”。",
    "quantity": "要几份？请回一个数，例如“2份”。",
    "date": "是哪一天？例如“明天”或“周五”。",
    "service": "是午餐还是晚餐？",
    "intent": "是要报修还是提建议？回“报修”或“建议”。",
    "for_whom": "是给谁订？",
    "whom": "工作人员里没有这个名字。请回他的全名，例如“陈静”；不转了，请回“不转了”。",
}


def question(slot: str, options: tuple[str, ...] = ()) -> str:
    """The one question back. For "confirm" the only option is a sentence of ours, to be answered by yes or no."""
    if slot == "confirm":
        return f"{options[0]}，对吗？"
    if options:
        return "是" + "，还是".join(words.harmless(option, 20) for option in options) + "？"
    return _QUESTIONS.get(slot, "能再说清楚一点吗？说说哪里、什么事。")


def never_mind() -> str:
    return "好的，那就不记了。"


def left_as_it_is() -> str:
    """The question of a card, or of a 办结, is dropped: the ticket has not moved."""
    return "好的，先不动，单子还是原来的样子。"


def help_text(lines: tuple[str, ...]) -> str:
    """What can be said to the bot; the examples come first, for no command has to be learnt."""
    return "\n".join([guide(), *(f"· {line}" for line in lines)])


def guide() -> str:
    return "我能帮您记：哪里坏了、有什么心愿、订餐。直接说就行，例如“3栋路灯不亮”“明天中午订一份饭”。"


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
        "请重新添加消息推送，把新的 key 填进社区文件。"
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


def worker_card(grid: Grid, worker: Person, phone: str) -> str:
    """民情联系卡. The phone only where `phone` is given (1:1)."""
    tail = f"，电话{phone}" if phone else "。要电话请点我头像私聊问"
    return f"您的网格员：{worker.name}（{grid.name}）{tail}。"
