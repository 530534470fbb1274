"""Why not, and what to do instead. One sentence for each code of `Refused`."""

from collections.abc import Callable

from bot.domain.errors import Refused
from bot.domain.tickets import Move, State
from bot.wording import words

_MOVES = {
    Move.ACCEPT: "接单",
    Move.START: "开始办理",
    Move.RESOLVE: "办结",
    Move.CONFIRM: "确认",
    Move.REFER: "上报",
    Move.ASSIGN: "派单",
    Move.REASSIGN: "转派",
    Move.DEFER: "暂缓",
    Move.RETURN: "退回",
    Move.REOPEN: "重开",
    Move.MERGE: "合并",
    Move.SPLIT: "拆分",
    Move.WITHDRAW: "撤回",
    Move.DECLINE: "不受理",
    Move.VOID: "取消",
    Move.HAND_OVER: "交接",
    Move.PROMISE: "答应日子",
    Move.TERM: "定期限",
}


def _no_such_move(facts: tuple[str, ...]) -> str:
    state, move = State(facts[0]), Move(facts[1])
    if state is State.WITHDRAWN and move is Move.REOPEN:
        return "这件事已经撤回，不能重开。还要修的话，请报的人带上编号说一声，例如“12 还是要修”。"
    if move is Move.REOPEN and state in _INSTEAD:
        return _INSTEAD[state]
    return f"现在是“{words.STATES[state]}”，不能{_MOVES[move]}。{_NEXT.get(state, '')}"


#: What can still be done with a ticket of that state.
_NEXT = {
    State.CONFIRMING: "等报告人回话；没弄好，请书记、网格长或报告人说“12 重办”。",
    State.CLOSED: "没弄好请书记、网格长或报告人说“12 重办”；新的事请直接说，我另记一件。",
    State.MERGED: "它并到别的单里去了，请说那一件的编号。",
    State.WITHDRAWN: "新的事请直接说，我另记一件。",
    State.DECLINED: "新的事请直接说，我另记一件。",
}


#: What to do where nothing can be opened again.
_INSTEAD = {
    State.DECLINED: "这件事社区办不了，不能重开。觉得不对，请说“找书记”，或到社区服务大厅问一声。",
    State.MERGED: "这件事和别的合在一起办了，不能重开。请说“我的”看是哪一号，再带上那个号说，例如“15 没修好”。",
}


def _not_ordered(facts: tuple[str, ...]) -> str:
    """Facts: the day as it is written, the meal; "" where none was named."""
    day, service = facts
    meal = words.service(service) if service else "饭"
    return f"您没有订{day}{'的' if day else ''}{meal}，不用取消。要订请说“明天中午订一份”。"


_SENTENCES: dict[str, Callable[[tuple[str, ...]], str]] = {
    "no_such_move": _no_such_move,
    "not_allowed": lambda facts: f"这一步（{_MOVES[Move(facts[0])]}）要由负责的人来做。",
    "reporter_kept": lambda _: "谁报的，我们不往外说。想知道办到哪了，请带上编号问一声，例如“12 到哪了”。",
    "complained_of": lambda facts: f"#{facts[0]} 说的就是这个人，不能转给本人，请转给别人。",
    "no_ticket": lambda facts: f"没有找到 #{facts[0]}，请看看编号对不对。",
    "no_open_ticket": lambda _: "没有找到您在办的事。请带上编号再说一次，例如“12 到哪了”。",
    "merged_too_late": lambda facts: f"#{facts[0]} 现在是“{words.STATES[State(facts[1])]}”，不能再合并进去。",
    "kept_apart": lambda facts: f"#{facts[0]} 和 #{facts[1]} 不能合并，要分开办。",
    "nothing_waits": lambda _: "现在没有等您接的单。",
    "not_yours": lambda facts: f"#{facts[0]} 只有报告人和工作人员能看。",
    "join_nothing": lambda facts: f"#{facts[0]} 是别人自己的事。您那儿有什么，请直接说，例如“4栋2单元的灯不亮”。",
    "alone_only": lambda _: "这只能私聊看。请点我头像私聊再说一次。",
    "which_door": lambda _: "请说到门牌，例如“户卡 3栋2单元501”。",
    "other_grid": lambda _: "这栋楼不归您管，请找那边的网格员或书记。",
    "register_off": lambda _: "社区还没有登记户卡。着急请打110，或找书记。",
    "staff_only": lambda _: "这要由社区工作人员来说。",
    "points_secretary": lambda _: "收回积分要由书记来说。",
    "urgency_lower": lambda facts: f"#{facts[0]} 调低轻重要由书记来说；调高您随时可以。",
    "nothing_heard": lambda _: "没有找到这句话。请带上编号再说一次，例如“12 改类 心愿”。",
    "walkers_only": lambda _: "巡查由志愿者和网格员来记。您看到哪里不对，直接说就行，例如“3栋楼道飞线”。",
    "inspectors_only": lambda _: "检查由社区工作人员来记。您看到哪里不对，直接说就行，例如“3栋楼道飞线”。",
    "heads_only": lambda _: "这只给社区书记和网格长看。您自己的事请说“我的”。",
    "secretary_only": lambda _: "统计只给社区书记看。您自己的事请说“我的”。",
    "no_person": lambda _: "工作人员里没有找到这个人。请带上编号和全名再说一次，例如“12 转给 陈静”。",
    "no_grid": lambda facts: f"社区没有“{words.discreet(facts[0], 20)}”。",
    "nothing_withdrawn": lambda facts: f"#{facts[0]} 没有撤回过，不用重报。想知道办到哪了，请回“{facts[0]} 到哪了”。",
    "reopen_too_late": lambda facts: f"#{facts[0]} 办结已久，请重新说一遍，我另开一件。",
    "meal_closed": lambda facts: f"{facts[0]}{words.service(facts[1])}食堂不做，订不了。换一顿请说“明天中午订一份”。",
    "canteen_only": lambda _: "这只给食堂的人看，请在食堂群里或者私聊我说。",
    "no_meals": lambda _: "社区还没有开订餐。",
    "no_service": lambda facts: f"社区没有{words.service(facts[0])}。",
    "after_cutoff": lambda facts: (
        f"{facts[0]}{words.service(facts[1])} {facts[2]} 已截止，请打电话给食堂"
        f"{f'（{facts[3]}）' if len(facts) > 3 and facts[3] else ''}，或订别的日子。"
    ),
    "promise_not_yours": lambda facts: f"#{facts[0]} 由别人在办，日子要办的人自己说。",
    "leave_by_itself": lambda _: "请假要本人来说，或者由书记、网格长说。",
    "past_day": lambda facts: f"{facts[0]}已经过去了，订不了，请说要订哪一天，例如“明天中午一份”。",
    "past_date": lambda facts: f"{facts[0]}已经过去了，请换一天。",
    "no_order": lambda _: "没有找到您的订餐。要订请说“明天中午订一份”。",
    "not_ordered": _not_ordered,
    "too_many": lambda facts: f"一次最多订{facts[0]}份，多了请打电话给食堂。",
    "no_worker": lambda _: "还不知道您住哪栋楼。请说一下，例如“我住3栋，我的网格员是谁”。",
    "unknown_community": lambda _: "请先在您小区的群里@我说一句，我就知道您是哪个社区的了。",
}


def in_other_hands(number: int, move: str, who: str) -> str:
    """To staff who say of somebody else's ticket what only its assignee can say."""
    name = words.harmless(who, 20)
    whose = f"#{number} 现在由{name}在办，{_MOVES[Move(move)]}要{name}来说。"
    return f"{whose}要换人，请书记或网格长回“{number} 转给 姓名”。"


def refused(why: Refused) -> str:
    """The sentence for a refusal; KeyError for a code nobody has worded (a bug)."""
    return _SENTENCES[why.code](why.facts)
