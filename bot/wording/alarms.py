"""What is said when a button or a sensor calls."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.alarms import Alarm, AlarmKind
from bot.domain.tickets import NOT_TAKEN_ON, Ticket
from bot.wording import neighbours, tickets, words
from bot.wording.tickets import Sight

_NAMES = {
    AlarmKind.SOS: "一键呼叫",
    AlarmKind.SMOKE: "烟雾报警",
    AlarmKind.DOOR: "门磁报警",
    AlarmKind.GAS: "燃气报警",
}

_FIRST = {
    AlarmKind.SOS: "有人按了求助按钮：先打电话问，没人接马上上门；叫不醒、受了伤先打120。",
    AlarmKind.SMOKE: "先打119，再喊楼里的人走楼梯出来；自己别往烟里去。",
    AlarmKind.DOOR: "门的开关不对劲：先打电话问，没人接就上门看看；像是有人闯进去，打110。",
    AlarmKind.GAS: "别按门铃、别开灯、别在楼里打电话；到外面打119和燃气抢修电话，让楼上楼下先出来。",
}


def text(alarm: Alarm) -> str:
    """What the ticket says of itself."""
    device = f"，设备 {alarm.device}" if alarm.device else ""
    return f"{_NAMES[alarm.kind]}{device}"


def call(ticket: Ticket, label: str, alarm: Alarm, at: datetime, sight: Sight, *, now: datetime, times: int = 1) -> str:
    """To worker and leader, at once. `at` is local time by the device's clock, `now` by ours; `times`: calls so far,
    with this one."""
    again = f"第{times}次：" if times > 1 else ""
    name = _NAMES[alarm.kind]
    about = tickets.subject(ticket, "" if label == name else label, sight)
    head = f"#{ticket.number} 【紧急·报警】{again}{name} {about}".strip()
    device = f"\n设备：{words.masked(alarm.device, 40)}" if alarm.device and sight is not Sight.RESIDENTS else ""
    until = _until(ticket, now)
    back = f"\n{neighbours.came_back(ticket.recurs)}" if ticket.recurs else ""
    return (
        f"{head}\n⚠️ {_FIRST[alarm.kind]}{back}\n设备时间：{words.moment(at)}{device}{until}"
        f"\n{tickets.how_to_answer(ticket, sight, after='处理完')}"
    )


def _until(ticket: Ticket, now: datetime) -> str:
    """By when somebody must have taken it on, in local time; once that has passed, at once."""
    due = ticket.accept_due
    if due is None or ticket.state not in NOT_TAKEN_ON:
        return ""
    return f"\n请在{words.moment(due.astimezone(now.tzinfo))}前接单" if due > now else "\n还没有人接单，请马上接单"


def contacts(ticket: Ticket, people: Sequence[tuple[str, str]]) -> str:
    """Name and phone of each who lives there, for the assignee alone."""
    lines = "\n".join(f"{words.harmless(name, 20)} {phone}" for name, phone in people)
    return f"#{ticket.number} 这一户的电话（只发给您，请不要转发到群里）：\n{lines}"
