"""The secretary's figures, each with its span and definition."""

from collections.abc import Sequence
from datetime import date

from bot.domain.account import Heading
from bot.domain.stats import FEW, Figures
from bot.domain.tickets import PRIVATE_KINDS, Kind
from bot.wording import cases, promises, words

_THIS_MONTH = "本月"
_COUNTED = "口径：新增=这段时间收到的工单（合并的算一件）；办结率=其中已办结的÷新增；超时=过了办理期限的；"


def statistics(
    figures: Figures,
    first: date,
    last: date,
    label: str,
    labels: Sequence[tuple[str, int]],
    kept: tuple[int, int] = (0, 0),
    *,
    alone: bool = True,
    over: bool = False,
    still_late: Sequence[int] = (),
) -> str:
    """`labels`: categories by name, most frequent first; counts under 3 are not named, in a group not even those of
    private kinds. `kept`: promises for days of the span, (kept, all). `still_late`: numbers of tickets from before
    the span that are late now. `alone`: said 1:1. `over`: the span has ended, and is counted as it was then."""
    span = words.days(first, last)
    head = f"{label or _THIS_MONTH}（{span}）"
    told = "、".join(
        f"{words.KINDS[Kind(name)]}{count}" for name, count in figures.by_kind if alone or _tellable(name, count)
    )
    named = "、".join(f"{name}{count}" for name, count in labels if count >= FEW)
    rate = "无" if figures.close_rate is None else f"{figures.close_rate:.1%}"
    lines = [
        head,
        f"新增工单 {figures.opened} 件{f'（{told}）' if told else ''}",
        f"其中已办结 {figures.closed} 件，办结率 {rate}",
        *_late(figures, still_late, alone=alone),
        f"订餐 {figures.meals} 份",
    ]
    if figures.satisfaction is not None:
        lines.append(_content(figures, figures.satisfaction))
    if kept[1]:
        lines.append(promises.rate(kept))
    if named:
        lines.append(f"较多的：{named}")
    lines.append(f"{_COUNTED}{cases.left_out(alone=alone)}。{f'{words.up_to(last)}。' if over else ''}")
    lines += ["满意率=办结后说满意的÷说过满意或一般的；没说话的不算，说没修好的重新办。"] if figures.rated else []
    lines += ["承诺兑现=说好在这段时间里办好、按时办好没有返工的÷全部这样说好的。"] if kept[1] else []
    return "\n".join(lines)


def label(grid: str, said: str, *, dated: bool) -> str:
    """Of what and when the figures are: 3网格本周. `said`: the span as somebody called it; "" for the month that runs
    and, if `dated`, for days without a name."""
    return f"{grid}{said or ('' if dated else _THIS_MONTH)}"


def _late(figures: Figures, still_late: Sequence[int], *, alone: bool) -> list[str]:
    lying = cases.left_lying(figures.left_lying, alone=alone)
    before = cases.still_late(still_late, alone=alone)
    return [f"超时 {figures.overdue} 件", *(line for line in (lying, before) if line)]


def _content(figures: Figures, rate: float) -> str:
    return f"评价 {figures.rated} 件，满意 {figures.satisfied} 件，满意率 {rate:.1%}"


def _tellable(kind: str, count: int) -> bool:
    """One quarrel this week: everybody in the group would know whose."""
    return count >= FEW or Kind(kind) not in PRIVATE_KINDS


#: More than these and nobody reads them.
_NAMED = 10

_ACCOUNT = (
    (Heading.TICKET, "建单"),
    (Heading.ADDITION, "补充"),
    (Heading.MEAL, "订餐"),
    (Heading.QUESTION, "问答"),
    (Heading.COMMAND, "命令"),
    (Heading.ASKED, "待确认"),
    (Heading.OTHER, "其他"),
)


def unanswered(day: date, texts: Sequence[str]) -> str:
    """Questions the directory had no answer for; at most ten are named."""
    listed = "；".join(f"“{text}”" for text in texts[:_NAMED])
    more = "等" if len(texts) > _NAMED else ""
    return f"{words.day(day)}有{len(texts)}个问题没答上：{listed}{more}。能答的可以写进社区文件的“问答”。"


def holidays_unknown(years: Sequence[int]) -> str:
    """Years whose holidays nobody has told us; "" when all are known."""
    if not years:
        return ""
    named = "、".join(f"{year}年" for year in years)
    return f"还不知道{named}的节假日，先按周一到周五算时限；请管理员补上（lianxin doctor 写明怎么补）。"


def daily_account(day: date, counts: dict[str, int]) -> str:
    """昨日收到 N 条＝…; the sum always holds. What did not reach the bot is not counted, and that is said."""
    total = sum(counts.values())
    parts = "＋".join(f"{label}{counts.get(key, 0)}" for key, label in _ACCOUNT if counts.get(key, 0)) or "0"
    return f"{words.day(day)} 收到 {total} 条＝{parts}。（只算送到机器人的消息；群里没有@我的收不到。）"
