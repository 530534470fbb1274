"""What is said of how urgent a matter is, and why."""

from collections.abc import Collection

from bot.domain.tickets import Ticket
from bot.domain.urgency import Ground, Urgency, Verdict
from bot.wording import words

_GROUNDS = {
    Ground.WORDS: "话里说得急",
    Ground.NIGHT: "夜里",
    Ground.PERSON: "住户需要照顾",
    Ground.CROWD: "三户以上都报了",
    Ground.AGAIN: "三十天内第三次",
}


def became(verdict: Verdict, hidden: Collection[Ground]) -> str:
    """升为尽快：夜里；住户需要照顾. What is hidden is only said to be something else."""
    shown = [_GROUNDS[one] for one in verdict.grounds if one not in hidden]
    shown += ["另有原因"] if set(verdict.grounds) & set(hidden) else []
    return f"升为{words.URGENCIES[verdict.urgency]}：{'；'.join(shown)}"


def plain(urgency: Urgency, *, own: bool) -> str:
    """Of a matter that nothing has lifted. `own`: its category is of that level by itself."""
    return f"{words.URGENCIES[urgency]}：{'这类事就是这一级' if own else '话里说的，或工作人员定的'}"


def set_by_staff(urgency: Urgency) -> str:
    """After it had been lifted, somebody set it by hand."""
    return f"现在{words.URGENCIES[urgency]}：工作人员改的"


def louder(ticket: Ticket) -> str:
    """A line to whoever must act: the level, never why."""
    return f"#{ticket.number} 升为【{words.URGENCIES[ticket.urgency]}】，请早一点去。"
