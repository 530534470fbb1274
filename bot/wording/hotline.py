"""What is said about items of the city's hotline, and how the columns of its lists are called."""

from datetime import datetime

from bot.domain.hotline import Item
from bot.domain.tickets import Ticket
from bot.wording import tickets, words
from bot.wording.tickets import Sight

#: The columns of a list, by the names they may have; the first is the one we recommend.
COLUMNS = {
    "number": ("编号", "工单编号", "热线编号", "诉求编号", "工单号"),
    "received_at": ("受理时间", "来电时间", "收到时间", "登记时间", "诉求时间"),
    "text": ("内容", "诉求内容", "反映内容", "问题描述", "主要内容"),
    "place": ("地点", "地址", "诉求地址", "事发地点", "诉求地点"),
    "deadline": ("期限", "办理期限", "截止时间", "办结期限", "办结时限"),
    "phone": ("电话", "来电号码", "联系电话", "来电人电话"),
}


def call(ticket: Ticket, label: str, item: Item, deadline: datetime, sight: Sight) -> str:
    """To whoever must act. `deadline` is the hotline's own, in local time."""
    discreet = ticket.private and sight is not Sight.ALONE
    head = f"#{ticket.number} 【{words.URGENCIES[ticket.urgency]}·热线】{tickets.subject(ticket, label, sight)}"
    known_as = "" if sight is Sight.RESIDENTS else f"\n{number(item.number)}"
    text = words.masked(item.text) if sight is Sight.ALONE else words.discreet(item.text)
    told = "" if discreet or sight is Sight.RESIDENTS else f"\n来电内容：{text}"
    more = f"\n详情请私聊我发“{ticket.number} 到哪了”。" if discreet else ""
    accept = f"\n请在{words.moment(ticket.accept_due)}前接单，" if ticket.accept_due else "\n请"
    return (
        f"{head}{known_as}{told}{more}{accept}{words.moment(deadline)}前办结。\n{tickets.how_to_answer(ticket, sight)}"
    )


def number(elsewhere: str) -> str:
    """The number that the hotline gave it."""
    return f"12345 编号：{words.harmless(elsewhere, 64)}"


def caller(ticket: Ticket, phone: str) -> str:
    """The caller's phone, for the assignee alone."""
    return f"#{ticket.number} 来电人电话（只发给您，请不要转发到群里）：{phone}"


def imported(fresh: int, known: int) -> str:
    return f"新建 {fresh} 件，原来就有 {known} 件。"


def nothing_imported(count: int) -> str:
    return f"有 {count} 处不对，一件也没有导入。改好后再导一次，已经导入过的不会重复。"


def no_phone() -> str:
    return "电话要是数字"


def twice(line: int) -> str:
    return f"编号和第{line}行一样"


def ends_before_it_began() -> str:
    return "期限比受理时间还早"


def from_the_future() -> str:
    return "受理时间还没到"
