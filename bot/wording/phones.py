"""How to reach whoever reported: said 1:1 and nowhere else."""

from collections.abc import Sequence

from bot.domain.roster import Person
from bot.domain.tickets import Ticket
from bot.wording import words


def handed(ticket: Ticket, numbers: Sequence[str]) -> str:
    """To the assignee alone."""
    return f"#{ticket.number} 留的联系电话（只发给您，请不要转发到群里）：{'、'.join(numbers)}"


def reporter(ticket: Ticket, who: Person | None, group: str) -> str:
    """Name, home and phone as the roster has them. `group`: where it was said, "" for 1:1."""
    head = f"#{ticket.number} 报告人（只发给您，请不要转发到群里）"
    if who is None:
        return f"{head}不在名册上，是在“{words.harmless(group, 20)}”里说的。" if group else f"{head}不在名册上。"
    home = f"，住{_home(who)}（不一定是出事的地方）" if who.building else ""
    phone = f"，电话{who.phone}" if who.phone else ""
    return f"{head}：{words.harmless(who.name, 20)}{home}{phone}"


def on_card(who: Person | None) -> tuple[str, str]:
    """The same in a line of a card, and the phone in another."""
    if who is None:
        return "不在名册上", ""
    return f"{words.harmless(who.name, 10)} {_home(who)}".strip(), who.phone


def _home(who: Person) -> str:
    unit = f"{who.unit}单元" if who.unit else ""
    return f"{who.building}栋{unit}{who.room}" if who.building else ""
