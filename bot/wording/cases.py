"""Figures that were asked for freely: the answer first, then each, then the definition."""

from collections.abc import Sequence
from datetime import date

from bot.domain.cases import BEGINNING, NOW, RATES, TIMES, By, Measure, Score
from bot.domain.tickets import State
from bot.wording import words

_NAMES = {
    Measure.OPENED: "新增",
    Measure.CLOSED: "办结",
    Measure.WAITING: "没办完",
    Measure.UNACCEPTED: "没接单",
    Measure.DUE: "要到期",
    Measure.OVERDUE: "超时",
    Measure.RECURRING: "复发",
    Measure.UNFOUNDED: "误报",
    Measure.OVERDUE_RATE: "超时率",
    Measure.RECURRING_RATE: "复发率",
    Measure.CLOSE_RATE: "办结率",
    Measure.SATISFACTION: "满意率",
    Measure.ACCEPTING: "接单",
    Measure.FINISHING: "办理",
}
_DEFINITIONS = {
    Measure.OPENED: "新增=这段时间收到的工单（合并的算一件）",
    Measure.CLOSED: "办结=这段时间里办结的，不管哪天收到",
    Measure.WAITING: "没办完=现在还没有办结、撤回、不受理的，不管哪天收到",
    Measure.UNACCEPTED: "没接单=现在还没有人接的，不管哪天收到",
    Measure.DUE: "要到期=还没超时、在这以前到期限的；没人接的看接单期限，别的看办理期限；暂缓和待确认的不算",
    Measure.OVERDUE: "超时=这段时间收到的工单里，过了办理期限的",
    Measure.RECURRING: "复发=这段时间收到的工单里，三十天内办过同样的事的",
    Measure.UNFOUNDED: "误报=这段时间收到的工单里，去看了没有事、办结时这样说的，和改成“不是隐患”的",
    Measure.OVERDUE_RATE: "超时率=过了办理期限的÷这段时间收到的",
    Measure.RECURRING_RATE: "复发率=三十天内办过同样的事的÷这段时间收到的",
    Measure.CLOSE_RATE: "办结率=其中已办结的÷这段时间收到的",
    Measure.SATISFACTION: "满意率=办结后说满意的÷说过满意或一般的，只算这段时间收到的",
    Measure.ACCEPTING: "接单用时=从收到到第一次有人接，夜里和周末也算；还没人接的不算",
    Measure.FINISHING: "办理用时=从收到到最后一次说办好，夜里和周末也算；只算这段时间办结的",
}
_SPLITS = {By.WORKER: "网格员", By.GRID: "网格", By.CATEGORY: "类别", By.BUILDING: "楼", By.KIND: "种类"}
_NUMBERED = 10
#: What spans begin with whose year nobody doubts: 本周, 这个月, 今年, 昨天, 上个月, 最近7天, 过去三个月.
_RUNNING = frozenset("本这今昨上最近过之")


def ahead(last: date) -> str:
    """What falls due until then."""
    return f"{words.day(last)}24点前"


def span(first: date | None, last: date | None, label: str, *, named: bool = False) -> str:
    """本周（11月23日周一）; without days it is how things stand now. 12月 and 去年 are told with their year.

    `named`: without a `label` these are days that somebody named, and not the month that runs.
    """
    if first is None or last is None:
        return "现在"
    days = words.days(first, last)
    year = "" if not label or first == BEGINNING or label[0] in _RUNNING else f"{first.year}年"
    return f"{label or ('这段时间' if named else '本月')}（{year}{days}）"


def total(
    head: str,
    measure: Measure,
    figure: Score | None,
    numbers: Sequence[int],
    counted: str,
    lines: Sequence[str] = (),
    state: State | None = None,
) -> str:
    """One figure of all; `numbers` of the tickets that were counted, where they may be seen, or a line of each.
    `counted`: how."""
    if figure is None:
        return f"{head}还算不出{title(measure)}：没有可算的工单。\n{counted}"
    rest = numbers[len(lines) :]
    which = [f"{'另有' if lines else ''}{_numbered(rest)}"] if rest else []
    called = f"{words.STATES[state]}的" if state else title(measure)
    return "\n".join([f"{head}{called} {value(measure, figure)}。", *lines, *which, counted])


def few(head: str, measure: Measure, counted: str) -> str:
    """In a group, where a few would be somebody in particular."""
    return f"{head}{_nothing(measure, small=True)}\n{counted}"


def ranking(
    head: str,
    measure: Measure,
    by: By,
    ranked: Sequence[tuple[str, Score]],
    counted: str,
    *,
    lowest: bool,
    small: bool = False,
) -> str:
    """`ranked`: by name, in the order that was asked for. `small`: some were too few to be named here."""
    if not ranked:
        return f"{head}{_nothing(measure, small=small)}\n{counted}"
    top = ranked[0][1]
    best = "、".join([name for name, figure in ranked if figure.value == top.value][:5])
    first = f"{head}{title(measure)}{_order(measure, lowest=lowest)}的{_SPLITS[by]}：{best}，{value(measure, top)}。"
    lines = [f"{place}. {name} {value(measure, figure)}" for place, (name, figure) in enumerate(ranked[:_NUMBERED], 1)]
    hidden = ["不到3件的没有列出，私聊我可以看全部。"] if small else []
    return "\n".join([first, *lines, *hidden, counted])


def _nothing(measure: Measure, *, small: bool) -> str:
    if small:
        return f"{title(measure)}：不到3件，群里不细说，私聊我可以看。"
    if measure in TIMES | RATES:
        return f"还算不出{title(measure)}：没有可算的工单。"
    return f"没有{title(measure)}的。"


def value(measure: Measure, figure: Score) -> str:
    """12件, 83.3%（12件）, 平均2天3小时（5件）"""
    if measure in TIMES:
        return f"平均{span_of(figure.value)}（{figure.of}件）"
    if measure in RATES:
        return f"{figure.value:.1%}（{figure.of}件）"
    return f"{round(figure.value)}件"


def definition(
    measure: Measure,
    by: By | None,
    over: date | None,
    *,
    state: State | None = None,
    disputes: bool = False,
    alone: bool = True,
) -> str:
    """`state`: only tickets of that state are counted.

    `over`: the last day of a span that is over. `disputes`: only they are counted. `alone`: said 1:1."""
    whose = f"；按{'当时' if over else '现在'}的经办人算" if by is By.WORKER else ""
    until = f"；{words.up_to(over)}" if over else ""
    kinds = "；纠纷里也有对人、对住户的投诉" if disputes else ""
    defined = _DEFINITIONS[measure]
    if state:
        which = "不管哪天收到" if measure in NOW else "只算这段时间收到的"
        defined = f"{words.STATES[state]}=现在是这个状态的，{which}"
    return f"口径：{defined}{kinds}{whose}；{left_out(alone=alone)}{until}。"


def left_out(*, alone: bool) -> str:
    """What no figure counts, whether there is any or not."""
    return "投诉您本人的不算" if alone else "投诉工作人员的不算"


def left_lying(numbers: Sequence[int], *, alone: bool) -> str:
    """Beside what is overdue; "" where there is none. The numbers only 1:1."""
    return _besides(numbers, "过了接单期限还没人接", "，不算在超时里", alone=alone)


def still_late(numbers: Sequence[int], *, alone: bool) -> str:
    """Beside what is overdue of a span: what was received before and is overdue now; "" where there is none."""
    return _besides(numbers, "以前收到的，现在还超时", "", alone=alone)


def late_already(numbers: Sequence[int], *, alone: bool) -> str:
    """Beside what falls due soon: what is late already; "" where there is none."""
    return _besides(numbers, "已经超时", "", alone=alone)


def _besides(numbers: Sequence[int], what: str, rest: str, *, alone: bool) -> str:
    if not numbers:
        return ""
    which = f"：{_numbered(numbers)}" if alone else ""
    return f"另有{len(numbers)}件{what}{which}{rest}。"


def _numbered(numbers: Sequence[int]) -> str:
    """#1、#2等: the first ones."""
    listed = "、".join(f"#{one}" for one in numbers[:_NUMBERED])
    return f"{listed}等" if len(numbers) > _NUMBERED else listed


def building(name: str) -> str:
    return f"{words.harmless(name, 8)}栋"


def own() -> str:
    """Whose work is told of: that of whoever asks."""
    return "您"


def forgotten() -> str:
    """Whoever had it, when they have been forgotten."""
    return "已删去名字的人"


def nobody() -> str:
    """Where a ticket has no assignee, grid or building."""
    return "没有写明的"


def title(measure: Measure) -> str:
    """What the figure is called."""
    return f"{_NAMES[measure]}用时" if measure in TIMES else _NAMES[measure]


def _order(measure: Measure, *, lowest: bool) -> str:
    if measure in TIMES:
        return "最短" if lowest else "最长"
    if measure in RATES:
        return "最低" if lowest else "最高"
    return "最少" if lowest else "最多"


def span_of(hours: float) -> str:
    """0.5 → 30分钟, 3.25 → 3小时15分钟, 51 → 2天3小时"""
    minutes = round(hours * 60)
    days, rest = divmod(minutes, 24 * 60)
    whole, left = divmod(rest, 60)
    if days:
        return f"{days}天{whole}小时" if whole else f"{days}天"
    if whole:
        return f"{whole}小时{left}分钟" if left else f"{whole}小时"
    return f"{left}分钟"
