"""What is said when a ticket passes from hand to hand, and of all that lies in one."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.roster import Community
from bot.domain.tickets import State, Ticket
from bot.domain.urgency import Urgency
from bot.wording import words
from bot.wording.tickets import Sight, subject, words_shown


def handed(ticket: Ticket, who: str, said: str, sight: Sight) -> str:
    """A line on who passes it on or back, and why; "" where nobody said anything that may be read there."""
    back = ticket.state is State.RETURNED
    shown = said if words_shown(ticket, sight) else ""
    if not who or not (shown or back):
        return ""
    why = f"：{shown if sight is Sight.ALONE else words.discreet(shown)}" if shown else ""
    return f"\n{words.harmless(who, 20)}{'退回了' if back else '转来时说'}{why}"


def in_hand(
    ticket: Ticket, label: str, due: datetime | None, sight: Sight, who: str = "", since: datetime | None = None
) -> str:
    """A line of the list of what a worker has to do. `due`: local, the next deadline. `who`: has it, "" not said.
    `since`: local, when it was received, None not said."""
    urgent = f"【{words.URGENCIES[ticket.urgency]}】" if ticket.urgency is not Urgency.BLUE else ""
    until = f"，应在{words.moment(due)}前" if due else ""
    came = f"，{words.day(since.date())}收到" if since else ""
    by = f"，经办：{words.harmless(who, 12)}" if who else ""
    return f"#{ticket.number} {urgent}{subject(ticket, label, sight)}：{words.STATES[ticket.state]}{came}{until}{by}"


def oldest(lines: Sequence[str], others: Sequence[int], days: int) -> str:
    """What has waited longest, the oldest first; `days`: at least so long. `others`: what is not listed."""
    count = len(lines) + len(others)
    which = f"收到满{days}天、现在还没办完的" if days else "现在没办完的"
    head = f"{which} {count}件{'，最早收到的在前：' if count else '。'}"
    rest = [f"另有{len(others)}件：{'、'.join(f'#{one}' for one in others[:20])}{'等' if len(others) > 20 else ''}"]
    return "\n".join([head, *lines, *(rest if others else [])])


def all_in_hand(lines: Sequence[str], others: Sequence[int]) -> str:
    """`others`: the numbers of those that are not listed."""
    head = f"您手上有{len(lines) + len(others)}件，急的在前："
    rest = [f"另有{len(others)}件：{'、'.join(f'#{one}' for one in others)}"] if others else []
    return "\n".join([head, *lines, *rest])


def stands_in(community: Community, ticket: Ticket) -> str:
    """Added to the receipt of whoever names somebody who is away; "" where nobody stands in."""
    away, acting = _name(community, ticket.covers_for), _name(community, ticket.assignee)
    return f"{away}请假，现在由{acting}替，假满自动转回。" if ticket.covers_for and ticket.assignee else ""


def theirs_already(community: Community, person: str, to: str) -> str:
    """`person` has them, and would get them again: for themselves, or in the place of `to`, who is away."""
    away = f"{_name(community, to)}请假，" if to != person else ""
    return f"{away}这些本来就是{_name(community, person)}在办，没有动。"


def all_handed_over(
    community: Community, whose: str, to: str, acting: str, moved: Sequence[int], stayed: Sequence[int]
) -> str:
    """`acting`: who has them now, in the place of `to`; `stayed`: what was not handed over."""
    name = _name(community, whose)
    if not moved and not stayed:
        return f"{name}手上现在没有要转的。"
    for_them = f"（{_name(community, to)}请假，现在由{_name(community, acting)}替）" if acting != to else ""
    head = f"{name}手上的{len(moved)}件转给{_name(community, to)}了{for_them}：{_numbers(moved)}。" if moved else ""
    rest = f"没有转的：{_numbers(stayed)}，在等确认或不能这样一起转，想看请回“{stayed[0]} 到哪了”。" if stayed else ""
    return f"{head}{rest}"


def _numbers(numbers: Sequence[int]) -> str:
    return "、".join(f"#{one}" for one in numbers)


def _name(community: Community, userid: str) -> str:
    person = community.person(userid)
    return words.harmless(person.name if person else userid, 12)
