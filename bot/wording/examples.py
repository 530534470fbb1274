"""What can be said with a number: the example that is given where it was left out and several tickets fit."""

from enum import StrEnum

from bot.domain.tickets import Move


class Example(StrEnum):
    HOW_FAR = "到哪了"
    URGE = "催一下"
    CONTENT = "满意"
    UNDONE = "没修好"
    WITHDRAW = "撤回"
    PROMISE = "下周三前修好"
    ACCEPT = "收到"
    RESOLVE = "办结 已换灯泡"
    REASSIGN = "转给 张三"
    DEFER = "暂缓 下周三"
    MERGE = "合并 15"


_OF_MOVES = {
    Move.ACCEPT: Example.ACCEPT,
    Move.REASSIGN: Example.REASSIGN,
    Move.DEFER: Example.DEFER,
    Move.MERGE: Example.MERGE,
}


def of_move(move: Move) -> Example:
    """How staff say it; 办结 for a move that has no example of its own."""
    return _OF_MOVES.get(move, Example.RESOLVE)
