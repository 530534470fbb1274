"""What is said about points. Never a person's name; always the reason; never like money."""

from collections.abc import Sequence

from bot.domain.points import Entry, Transfer, TransferState
from bot.domain.tickets import Ticket
from bot.wording import words

_DEED = {"wish": "提出心愿", "hazard": "报告隐患", "help": "反映困难", "dispute": "化解纠纷"}

_STATES = {
    TransferState.HELD: "预留，办结后到账",
    TransferState.POSTED: "到账",
    TransferState.RETURNED: "退回",
    TransferState.CARRIED: "以前年度结转",
}


def red_packet(ticket: Ticket, label: str, amount: int) -> str:
    """The public line, without a name."""
    place = words.where(ticket.place, exact=False)
    deed = f"{_DEED.get(ticket.kind.value, '反映问题')}（{' '.join(part for part in (place, label) if part)}）"
    return f"#{ticket.number} 🧧 积分红包 {amount}分：#{ticket.number} 的报告人{deed}，已核实办结。积分不是现金。"


def fetched_back(ticket: Ticket, amount: int) -> str:
    """To the reporter, and to the secretary who said so."""
    return f"#{ticket.number} 核实下来不是要办的事，那{amount}积分收回了。觉得不对，请说“找书记”。"


def nothing_to_fetch(ticket: Ticket) -> str:
    return f"#{ticket.number} 没有可以收回的积分：没发过，已经收回，或已经用掉了。"


def no_reward(who: str, amount: int) -> str:
    much = f"{amount}分的" if amount else ""
    return f"没有找到{words.harmless(who, 12)}{much}可以收回的积分。知道编号请说“12 积分收回 是假的”。"


def which_reward(who: str, found: Sequence[tuple[Ticket, str, int]]) -> str:
    """`found`: each ticket with the label of its category and the points."""
    lines = [f"#{one.number} {words.where(one.place, exact=False)} {label} {amount}分" for one, label, amount in found]
    example = f"例如“{found[0][0].number} 积分收回 是假的”"
    return "\n".join([f"{words.harmless(who, 12)}有{len(found)}笔，要收回哪一笔？请带编号，{example}：", *lines])


def fetched(reason: str) -> str:
    """The note on the ticket."""
    return f"积分收回：{reason}" if reason else "积分收回"


def mine(balance: int, held: int, entries: Sequence[tuple[Transfer, Entry]]) -> str:
    """`entries`: the newest; what is told always adds up to `balance` and `held`."""
    head = f"您有{balance}积分" + (f"，另有{held}分等办结后到账" if held else "") + "。"
    if not entries:
        return f"{head}报告隐患、提心愿，办结后得积分。积分不是现金。"
    lines = [
        f"{words.moment(transfer.at)} {entry.amount:+d} {transfer.reason}（{_STATES[transfer.state]}）"
        for transfer, entry in entries
    ]
    earlier = balance + held - sum(entry.amount for _, entry in entries)
    if earlier:
        lines.append(f"更早的加起来 {earlier:+d}")
    return "\n".join([head, *lines])


def no_budget(daily_cap: int) -> str:
    """`daily_cap`: points a person and day."""
    return (
        f"积分没有总预算，用不完；每人每天最多得{daily_cap}分。积分不是现金，现在也不发现金红包，所以一分钱没有发出去，也没有剩多少钱可查。"
        "可以问“我的积分”“统计”。"
    )


def reason(ticket: Ticket, label: str) -> str:
    """Why a transfer was made; kept in the ledger for ten years, so without words of the reporter."""
    return f"#{ticket.number} {_DEED.get(ticket.kind.value, '反映问题')}·{label}"
