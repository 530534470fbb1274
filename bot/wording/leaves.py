"""What is said about leaves and those who stand in."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time

from bot.domain import leaves
from bot.domain.leaves import Leave
from bot.domain.roster import Community, Grid
from bot.domain.tickets import Ticket
from bot.wording import tickets as say
from bot.wording import words

_LISTED = 12


def noted(community: Community, leave: Leave, *, gap: bool, unknown: bool, self_said: bool) -> str:
    """The read-back, with weekdays. `unknown`: the stand-in that was named is nobody of the staff; a group may not
    hear whom somebody named there."""
    who = "您" if self_said else name(community, leave.person)
    missing = "工作人员里没有找到您说的人，" if unknown else ""
    if gap:
        those = "那时候" if not leave.whole_days else "那几天" if leave.first < leave.last else "那天"
        reason = f"{name(community, leave.stand_in)}{those}也请假" if leave.stand_in else "还没有人替"
        cover = f"{missing}{reason}，已告诉书记。"
        return f"记下了：{who}{span(leave)}请假。{cover}换个人替就再说一遍，例如“我{_again(leave)}请假，张三替”。"
    stand_in = name(community, leave.stand_in)
    cover = f"{missing}先由{stand_in}替" if missing else f"由{stand_in}替"
    return f"记下了：{who}{span(leave)}请假，{cover}。假满自动转回；提前回来说一声“我回来了”。"


def away_already(leave: Leave, *, self_said: bool, community: Community) -> str:
    """Some hours of a longer leave: nothing changes."""
    who = "您" if self_said else name(community, leave.person)
    return f"{who}{span(leave)}本来就请假，已经算在里面，不用再记。提前回来说一声“我回来了”。"


def needs_day() -> str:
    return "请哪一天假？例如“我周五请假，张三替”。"


def until_when(leave: Leave) -> str:
    """One question, once the first day is noted: until when was not said."""
    return f"先记{words.day(leave.first)}这一天。要请到哪一天？回一句就行，例如“到周五”。"


def needs_hours(first: date) -> str:
    """Half a day, or some hours: which?"""
    day = f"{first.month}月{first.day}日"
    return f"{words.day(first)}哪一段请假？例如“我{day}下午请假，张三替”，或“我{day}14:00到16:00请假，张三替”。"


def needs_order(days: Sequence[date]) -> str:
    """Several days in one sentence: one question rather than a wrong note."""
    told, first = "、".join(words.day(one) for one in days), days[0]
    return f"您说了{told}，怕记错，还没有记。请一次说一段，例如“我{first.month}月{first.day}日请假，张三替”。"


def instead_of(leave: Leave) -> str:
    """Added to the read-back: what was noted before for that time."""
    return f"原来记的{span(leave)}不算了，还要请就再说一遍。"


def cancelled(leave: Leave) -> str:
    return f"好的，{span(leave)}的请假不算了，照常派给您。"


def which(leaves_: Sequence[Leave]) -> str:
    """One question: several leaves are noted."""
    listed = "、".join(span(one) for one in leaves_)
    first = leaves_[0].first
    return f"您记着{listed}请假，不请哪一次？例如“我{first.month}月{first.day}日不请假了”。"


def released(community: Community, leave: Leave) -> str:
    return f"{name(community, leave.person)}{span(leave)}的事不用您替了。"


def not_away() -> str:
    return "没有记着您请假，照常派给您。"


def welcome_back() -> str:
    return "好的，您的事从现在起转回给您。"


def asked_to_stand_in(community: Community, leave: Leave) -> str:
    who = name(community, leave.person)
    return f"{who}{span(leave)}请假，{_these(leave)}的事请您替一下。到时会转给您，假满自动转回。"


def _these(leave: Leave) -> str:
    if not leave.whole_days:
        return "这段时间"
    if leave.first < leave.last:
        return "这几天"
    return "今天" if leave.first == leave.noted_at.date() else "那天"


def gap(community: Community, leave: Leave) -> str:
    """To the secretary, at once."""
    person = name(community, leave.person)
    reason = f"说好替的{name(community, leave.stand_in)}也请假" if leave.stand_in else "没有人替"
    return f"{person}{span(leave)}请假，{reason}。请指定一个人：回“{person}{_again(leave)}请假，张三替”。"


def gap_of_grid(community: Community, grid: Grid, away: Sequence[Leave], since: datetime | None, assignee: str) -> str:
    """To the secretary, at once: a matter came, and nobody of the grid is there. `since` None: it names nobody."""
    first = f"这里的事先派给{name(community, assignee)}。" if assignee else ""
    if since is None:
        return f"{grid.name}没有网格员，也没有顶班的。{first}请让管理员写进社区文件；手上的事回“编号 转给 张三”。"
    gone = "、".join(name(community, one.person) for one in away)
    reason = f"{gone}请假，没有人替"
    start = words.moment(since) if since.time() > time.min else words.day(since.date())
    return f"{grid.name}从{start}起没有人在岗：{reason}。{first}要找人替，回复：张三替{grid.name}"


def covered_already(grid: Grid) -> str:
    return f"{grid.name}有人在岗，不用替。哪一位要请假，例如“陈静周五请假，张三替”。"


def takes_over(community: Community, leave: Leave) -> str:
    return f"您替{name(community, leave.person)}到{_end(leave)}，转给您："


def gets_back(community: Community, leave: Leave) -> str:
    return f"{name(community, leave.person)}的假期结束，没办完的转回："


def listed(community: Community, away: Sequence[Leave], gaps: Collection[int | None], now: datetime) -> str:
    """Now and later; `gaps` are the leaves in which nobody acts at some moment."""
    if not away:
        return "现在没有人请假，以后几天也没有。"
    return "\n".join(["请假的：", *(_line(community, one, now, gap=one.id in gaps) for one in away)])


def nobody_away(community: Community, person: str) -> str:
    """Somebody was asked about by name, and no leave of theirs is noted."""
    who = name(community, person)
    own = next((one.stand_in for one in community.grids if one.worker == person and one.stand_in), "")
    stand_in = f"平时顶班的是{name(community, own)}。" if own else ""
    return f"没有记着{who}请假，事照常派给{who}。{stand_in}要记请说“{who}今天请假，张三替”。"


def _line(community: Community, leave: Leave, now: datetime, *, gap: bool) -> str:
    who, stand_in = name(community, leave.person), name(community, leave.stand_in)
    cover = f"{stand_in}替" if stand_in else "没有人替"
    if gap:
        cover = f"{cover}，但{stand_in}也请假，请另指定" if stand_in else f"{cover}，请指定"
    return f"{who}{'（现在不在）' if leave.covers(now) else ''} {span(leave)}：{cover}"


def tickets(head: str, moved: Sequence[tuple[Ticket, str]], sight: say.Sight) -> str:
    lines = [f"#{one.number} {say.subject(one, label, sight)}：{words.STATES[one.state]}" for one, label in moved]
    more = [f"还有{len(lines) - _LISTED}件，回“我的”看全部。"] if len(lines) > _LISTED else []
    return "\n".join([head, *lines[:_LISTED], *more, "接单、办结请带上编号，例如“12 办结 已换灯泡”。"])


def handed_over(community: Community, leave: Leave) -> str:
    """For the ticket's history."""
    return f"{name(community, leave.person)}请假到{_end(leave)}，{name(community, leave.stand_in)}代办"


def given_back(community: Community, leave: Leave) -> str:
    return f"{name(community, leave.person)}回来了"


def span(leave: Leave) -> str:
    """11月27日周五, 11月24日周二到11月25日周三, 11月27日周五下午（12:00—18:00）, 11月27日周五 14:00—16:00"""
    first, last = words.day(leave.first), words.day(leave.last)
    if leave.first == leave.last:
        return f"{first}{_part(leave.since, leave.until)}"
    return f"{first}{_part(leave.since, None)}到{last}{_part(None, leave.until)}"


def _part(since: time | None, until: time | None) -> str:
    """What of a day: by its name if it has one, and always by the clock."""
    if since is None and until is None:
        return ""
    clock = _clock(since, until, "—")
    half = _half(since, until)
    return f"{half}（{clock}）" if half else f" {clock}"


def _half(since: time | None, until: time | None) -> str:
    if since is None:
        return "上午" if until == leaves.NOON else ""
    if since == leaves.NOON and (until is None or until >= leaves.AFTERNOON):
        return "下午"
    return "晚上" if since >= leaves.AFTERNOON and until is None else ""


def _clock(since: time | None, until: time | None, to: str) -> str:
    if since and until:
        return f"{since:%H:%M}{to}{until:%H:%M}"
    return f"{since:%H:%M}后" if since else f"{until:%H:%M}前" if until else ""


def _end(leave: Leave) -> str:
    """11月27日周五, or 11月27日周五 18:00"""
    return f"{words.day(leave.last)} {leave.until:%H:%M}" if leave.until else words.day(leave.last)


def _again(leave: Leave) -> str:
    """The time in words that are understood again."""
    first = f"{leave.first.month}月{leave.first.day}日"
    if leave.first == leave.last:
        return f"{first}{_clock(leave.since, leave.until, '到')}"
    last = f"{leave.last.month}月{leave.last.day}日"
    return f"{first}{_clock(leave.since, None, '')}到{last}{_clock(None, leave.until, '')}"


def name(community: Community, userid: str) -> str:
    person = community.person(userid)
    return words.harmless(person.name if person else userid, 12)
