"""What is said about leaves and those who stand in."""

from collections.abc import Sequence

from bot.domain.leaves import Leave
from bot.domain.roster import Community
from bot.domain.tickets import Ticket
from bot.wording import tickets as say
from bot.wording import words

_LISTED = 12


def noted(community: Community, leave: Leave, *, gap: bool, unknown: str, self_said: bool) -> str:
    """The read-back, with weekdays."""
    who = "您" if self_said else name(community, leave.person)
    missing = f"名册里没有“{words.harmless(unknown, 10)}”，" if unknown else ""
    if gap:
        reason = f"{name(community, leave.stand_in)}那几天也请假" if leave.stand_in else "还没有人替"
        cover = f"{missing}{reason}，已告诉书记。"
        return f"记下了：{who}{span(leave)}请假。{cover}换个人替就再说一遍，例如“我{_again(leave)}请假，张三替”。"
    stand_in = name(community, leave.stand_in)
    cover = f"{missing}先由{stand_in}替" if missing else f"由{stand_in}替"
    return f"记下了：{who}{span(leave)}请假，{cover}。假满自动转回；提前回来说一声“我回来了”。"


def needs_day() -> str:
    return "请哪一天假？例如“我周五请假，张三替”。"


def not_away() -> str:
    return "没有记着您请假，照常派给您。"


def welcome_back() -> str:
    return "好的，您的事从现在起转回给您。"


def asked_to_stand_in(community: Community, leave: Leave) -> str:
    return f"{name(community, leave.person)}{span(leave)}请假，这几天的事请您替一下。到时会转给您，假满自动转回。"


def gap(community: Community, leave: Leave) -> str:
    """To the secretary, at once."""
    person = name(community, leave.person)
    reason = f"说好替的{name(community, leave.stand_in)}也请假" if leave.stand_in else "没有人替"
    return f"{person}{span(leave)}请假，{reason}。请指定一个人：回“{person}{_again(leave)}请假，张三替”。"


def takes_over(community: Community, leave: Leave) -> str:
    return f"您替{name(community, leave.person)}到{words.day(leave.last)}，转给您："


def gets_back(community: Community, leave: Leave) -> str:
    return f"{name(community, leave.person)}的假期结束，没办完的转回："


def tickets(head: str, moved: Sequence[tuple[Ticket, str]], sight: say.Sight) -> str:
    lines = [f"#{one.number} {say.subject(one, label, sight)}：{words.STATES[one.state]}" for one, label in moved]
    more = [f"还有{len(lines) - _LISTED}件，回“我的”看全部。"] if len(lines) > _LISTED else []
    return "\n".join([head, *lines[:_LISTED], *more, "接单、办结请带上编号，例如“12 办结 已换灯泡”。"])


def handed_over(community: Community, leave: Leave) -> str:
    """For the ticket's history."""
    return f"{name(community, leave.person)}请假到{words.day(leave.last)}，{name(community, leave.stand_in)}代办"


def given_back(community: Community, leave: Leave) -> str:
    return f"{name(community, leave.person)}回来了"


def span(leave: Leave) -> str:
    """11月27日周五, or 11月24日周二到11月25日周三"""
    if leave.first == leave.last:
        return words.day(leave.first)
    return f"{words.day(leave.first)}到{words.day(leave.last)}"


def _again(leave: Leave) -> str:
    """The days in words that are understood again."""
    first = f"{leave.first.month}月{leave.first.day}日"
    return first if leave.first == leave.last else f"{first}到{leave.last.month}月{leave.last.day}日"


def name(community: Community, userid: str) -> str:
    person = community.person(userid)
    return words.harmless(person.name if person else userid, 12)
