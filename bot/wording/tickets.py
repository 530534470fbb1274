"""What is said about tickets. Every post about one begins with its number."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from bot.domain.photos import NONE, Album
from bot.domain.reminders import Step
from bot.domain.tickets import Kind, State, Ticket
from bot.domain.urgency import Urgency
from bot.wording import words

_THANKS = {
    Kind.WISH: "心愿收到",
    Kind.HAZARD: "收到",
    Kind.HOTLINE: "收到",
    Kind.ALARM: "收到报警",
}


class Sight(StrEnum):
    """Who reads it, hence how much may be shown."""

    RESIDENTS = "residents"  # building and unit; no words of the reporter
    STAFF = "staff"  # the door and the words, numbers masked
    ALONE = "alone"  # 1:1 with somebody who has to do with it: private matters too


_DISCREET = "一件不公开的事"


def subject(ticket: Ticket, label: str, sight: Sight = Sight.RESIDENTS) -> str:
    """Where and what: 3栋2单元 照明. A private matter is named only 1:1."""
    exact = sight is not Sight.RESIDENTS
    place = words.where(ticket.place, exact=exact)
    if ticket.private and sight is not Sight.ALONE:
        label, place = _DISCREET, place if exact and not ticket.about else ""
    return words.harmless(" ".join(part for part in (place, label) if part))


def opened(ticket: Ticket, label: str, handler: str, held: int, *, alone: bool) -> str:
    """The read-back to the reporter, in one line; where life is in danger nothing is said of points."""
    if ticket.private:
        aside = "" if alone else "细节请不要在群里说，可以点我头像私聊。"
        return f"#{ticket.number} 收到了，会有人单独联系您。{aside}"
    called = f"，已通知{handler}" if handler else "，已报告社区"
    points = f"核实办结后您得{held}积分。" if held and ticket.urgency is not Urgency.RED else ""
    return f"#{ticket.number} {_THANKS.get(ticket.kind, '收到')}：{subject(ticket, label)}{called}。{points}"


def unanswered(receipt: str) -> str:
    """To the reporter, when our question was not answered and the matter has been filed as it is."""
    return f"{receipt}没等到您的回话，先记下了，想起什么再告诉我。"


def assigned(ticket: Ticket, label: str, said: str, photos: Album, sight: Sight, passed_on: str = "") -> str:
    """To whoever must act, with all that is needed and no more than the reader may see. `passed_on`: a line on who
    passes it on, and why."""
    discreet = ticket.private and sight is not Sight.ALONE
    kind = "" if discreet else f"·{words.KINDS[ticket.kind]}"
    head = f"#{ticket.number} 【{words.URGENCIES[ticket.urgency]}{kind}】{subject(ticket, label, sight)}"
    told = _told(ticket, said, sight)
    more = f"\n详情请私聊我发“{ticket.number} 到哪了”。" if discreet else ""
    seen = f"\n附照片：{words.photos(photos)}" if photos else ""
    until = f"\n请在{words.moment(ticket.accept_due)}前接单" if ticket.accept_due else ""
    if ticket.state is State.REFERRED and ticket.resolve_due:
        until = f"\n社区办不了，报给您了，请在{words.moment(ticket.resolve_due)}前答复"
    answer = how_to_answer(ticket, sight)
    if ticket.state is State.RETURNED:
        number = ticket.number
        until, answer = (
            "",
            f"请另派：回“{number} 转给 姓名”；自己办回“{number} 接单”，办不了回“{number} 上报 单位 原因”。",
        )
    return f"{head}{told}{passed_on}{more}{seen}{until}\n{answer}"


def told_alone(ticket: Ticket) -> str:
    """In a group of staff, to those whom the same has reached 1:1."""
    return f"#{ticket.number} 【{words.URGENCIES[ticket.urgency]}】有一件不公开的事，已经私下发给您，请马上看。"


def how_to_answer(ticket: Ticket, sight: Sight, after: str = "办好", what: str = "怎么处理的") -> str:
    """In a group by quoting the post; 1:1 by its number, since an app has no quotes and nobody to @."""
    if sight is Sight.ALONE:
        return f"回“{ticket.number} 接单”就是接单；{after}后回“{ticket.number} 办结 {what}”。"
    return f"引用本条@我回“收到”就是接单；{after}后回“办结 {what}”。"


def reminder(ticket: Ticket, label: str, step: Step, level: int, due: datetime | None, sight: Sight) -> str:
    what = {Step.ACCEPT: "还没有人接单", Step.ANSWER: "上报以后还没有答复"}.get(step, "还没有办结")
    past = f"（应在{words.moment(due)}前）" if due else ""
    about = subject(ticket, label, sight if sight is Sight.ALONE else Sight.RESIDENTS)
    head = f"#{ticket.number} 【{words.URGENCIES[ticket.urgency]}】{about} {what}{past}。"
    if step is Step.ACCEPT and level == 0:
        said = f"回“{ticket.number} 接单”" if sight is Sight.ALONE else "引用本条@我回“收到”"
        return f"{head}请接单：{said}。"
    return f"{head}{'请过问一下。' if level else '请抓紧。'}"


def hand_over(ticket: Ticket) -> str:
    """Beneath a reminder of a danger that nobody has taken on at all."""
    return f"谁能去就接单；都去不了，请回“{ticket.number} 转给 名字”。没人接单，每小时再响。"


def moved(ticket: Ticket) -> str:
    """Short receipt to the person who made the move."""
    tail = {
        State.ACCEPTED: "已接单，谢谢。办好后回“办结 怎么处理的”。",
        State.WORKING: "记下了：办理中。",
        State.CONFIRMING: "记下了，已请报告人确认。" if ticket.reporter else "记下了，过几天没有别的情况就算办结。",
        State.CLOSED: "已办结。",
        State.REFERRED: "已上报，会继续跟踪。",
        State.DEFERRED: "已暂缓。",
        State.RETURNED: "已退回，由书记另派。",
        State.DECLINED: "已记为不受理，会把原因告诉报告人。",
        State.WITHDRAWN: "已撤回。",
        State.MERGED: "已合并。",
        State.ASSIGNED: "已改派。",
    }
    return f"#{ticket.number} {tail.get(ticket.state, words.STATES[ticket.state])}"


def progress(ticket: Ticket, label: str, news: str, sight: Sight = Sight.RESIDENTS) -> str:
    """To the reporter: something has happened."""
    return f"#{ticket.number} {subject(ticket, label, sight)}：{news}"


def resolved(ticket: Ticket, label: str, result: str, sight: Sight, shown: str = "") -> str:
    """`result` "" where the reader may not see it. `shown`: what is said of photos."""
    done = f"已办好——{result}。" if result else f"已办好。详情请私聊我问“{ticket.number} 到哪了”。"
    call = "" if sight is Sight.ALONE else "@我"
    told = f"{progress(ticket, label, done, sight)}{shown}"
    return f"{told}\n满意请{call}回“满意”，还差一点回“一般”，没弄好请回“没修好”。"


def reopened_for_staff(ticket: Ticket, label: str, said: str, sight: Sight, who: str) -> str:
    """`who` says so."""
    told = _told(ticket, said, sight, who)
    return f"#{ticket.number} {who}说没弄好，请再去看看：{subject(ticket, label, sight)}{told}"


def words_shown(ticket: Ticket, sight: Sight) -> bool:
    return sight is Sight.ALONE or (sight is Sight.STAFF and not ticket.private)


def _told(ticket: Ticket, said: str, sight: Sight, who: str = "居民") -> str:
    """What was said; nothing on anybody's health outside 1:1."""
    if not said or not words_shown(ticket, sight):
        return ""
    return f"\n{who}说：{said if sight is Sight.ALONE else words.discreet(said)}"


def added(ticket: Ticket, photos: Album = NONE) -> str:
    return f"#{ticket.number} 补充的已经加上了。{_with_photos(photos)}"


def noted(ticket: Ticket, photos: Album = NONE) -> str:
    """To staff, who said something about a ticket that moves nothing."""
    return f"#{ticket.number} 记下了。{_with_photos(photos)}"


def _with_photos(photos: Album) -> str:
    return f"照片：{words.photos(photos)}。" if photos else ""


def over(ticket: Ticket) -> str:
    """Somebody adds to what has ended."""
    again = "没弄好请回“没修好”，" if ticket.state is State.CLOSED else ""
    return f"#{ticket.number} 已经是“{words.STATES[ticket.state]}”。{again}新的事请直接说，我另记一件。"


def addition(
    ticket: Ticket, said: str, photos: Album, sight: Sight, *, by_reporter: bool = True, neighbour: bool = False
) -> str:
    who = "报告人" if by_reporter else "邻居也来报了，" if neighbour else "工作人员"
    shown = (said or "（没有文字）") if words_shown(ticket, sight) else "（内容请私下问）"
    shown = shown if sight is Sight.ALONE else words.discreet(shown)
    seen = f"（附照片：{words.photos(photos)}）" if photos else ""
    return f"#{ticket.number} {who}补充：{shown}{seen}"


def mine(tickets: Sequence[tuple[Ticket, str]], sight: Sight, joined: Sequence[tuple[Ticket, str]] = ()) -> str:
    """`joined`: what somebody else reported first; of those nobody sees more than a resident may."""
    if not tickets and not joined:
        return "您现在没有在办的事。"
    lines = [f"#{one.number} {subject(one, label, sight)}：{words.STATES[one.state]}" for one, label in tickets]
    lines += [
        f"#{one.number} {subject(one, label)}：{words.STATES[one.state]}（和邻居一起报的）" for one, label in joined
    ]
    return "\n".join(["您的事：", *lines])


def status(
    ticket: Ticket,
    label: str,
    last: datetime | None,
    result: str,
    sight: Sight,
    said: str = "",
    photos: Album = NONE,
) -> str:
    """How far it is. `result` and `said` are "" where the reader may not see them."""
    at = f"，{words.moment(last)}" if last else ""
    told = _told(ticket, said, sight)
    end = (f"结果：{result}。" if result else "") + _with_photos(photos)
    return f"#{ticket.number} {subject(ticket, label, sight)}：{words.STATES[ticket.state]}{at}。{end}{told}"


def in_hands_of(name: str, party: str) -> str:
    """To staff. `name` "" where nobody has it."""
    of = f"（{words.harmless(party, 20)}）" if party else ""
    return f"经办：{words.harmless(name, 12)}{of}。" if name else "经办：还没有人。"


def which(tickets: Sequence[tuple[Ticket, str]], example: str) -> str:
    """One question: several would fit."""
    some = "；".join(f"#{one.number} {subject(one, label)}" for one, label in tickets[:5])
    return f"是哪一件？{some}。请带上编号再说一次，例如“{tickets[0][0].number} {example}”。"


def none_such() -> str:
    """To staff, who asked for a ticket by its place and what it is about."""
    return "最近30天没有这样一件。请带上编号问，例如“12 到哪了”。"


def none_of_theirs() -> str:
    """To staff, who asked for what somebody reported; the same whether it is nothing, or nothing of theirs to know."""
    return "没有找到这个人最近30天报的、归您管的事。请带上编号问，例如“12 到哪了”。"


def which_number(tickets: Sequence[tuple[Ticket, str]]) -> str:
    """One question, answered by a bare number."""
    some = "；".join(f"#{one.number} {subject(one, label)}" for one, label in tickets[:5])
    return f"是哪一件？{some}。回编号就行，例如“{tickets[0][0].number}”。"


def nobody(ticket: Ticket) -> str:
    """Added to the call, when it had to go to the secretary for want of anybody else."""
    return f"没有人可派，请马上指定：回“{ticket.number} 转给 姓名”。"


def resumed() -> str:
    return "暂缓的日子到了。"


def call_reporter(ticket: Ticket, news: str) -> str:
    """To staff, when the reporter cannot be reached by any channel."""
    return f"#{ticket.number} 报告人在微信上联系不到，请电话告知：{news}"
