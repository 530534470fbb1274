"""What is said about meals: read-back with weekday, the kitchen's count, the delivery list."""

from collections.abc import Sequence
from datetime import date

from bot.domain.meals import KitchenRoll, Order, of_some
from bot.wording import words

#: What anybody may know of somebody's meal; the rest may tell of an illness or a belief.
_TASTES = frozenset(
    {
        *("不辣", "微辣", "加辣", "少盐", "少油", "少饭", "多饭", "半份"),
        *("不要葱", "不要香菜", "不要蒜", "不要姜", "不要洋葱", "不要花椒", "不要味精", "不要胡椒"),
    }
)


def _what(order: Order, *, alone: bool) -> str:
    when = f"{words.day(order.day)}{words.service(order.service)}"
    named = _dishes(order, alone=alone)
    return f"{when}：{named}，共{order.quantity}份" if named else f"{when}{order.quantity}份"


def _dishes(order: Order, *, alone: bool) -> str:
    """ "红烧肉 2、青菜 1"; in a group without what may tell of somebody."""
    shown = [(name, count) for name, count in order.dishes if alone or words.fit_for_residents(name, ())]
    return "、".join(f"{_dish(name)} {count}" for name, count in shown)


def _dish(name: str) -> str:
    return words.discreet(name, 10)


def _how(order: Order, *, alone: bool) -> str:
    """Where it goes and what is special about it. In a group neither the door, nor a third person, nor a diet."""
    where = words.where(order.place, exact=alone)
    parts = [f"送到{where}" if where else "送餐上门"] if order.delivery else ["到食堂取"]
    if order.for_whom:
        parts.append(f"给{words.harmless(order.for_whom, 8)}" if alone else "替别人订的")
    return "，".join([*parts, *_diet(order, alone=alone)])


def _diet(order: Order, *, alone: bool) -> list[str]:
    """The notes; in a group only those of taste, and that the others are noted down as well."""
    shown = [note for note in order.diet if alone or of_some(note)[1] in _TASTES]
    kept = "" if len(shown) == len(order.diet) else "别的忌口也记下了" if shown else "忌口记下了"
    return [*(words.harmless(note, 8) for note in shown), *([kept] if kept else [])]


def ordered(orders: Sequence[Order], *, alone: bool) -> str:
    """Alike but for the day. `alone`: said 1:1, not in a group; so for all below."""
    first = orders[0]
    what = _what(first, alone=alone) if len(orders) == 1 else _each_day(orders, alone=alone)
    priced = first.price_fen and not first.dishes  # the price is that of a set meal
    cost = f"，共{words.yuan(sum(one.price_fen * one.quantity for one in orders))}" if priced else ""
    told = f"订好了：{what}，{_how(first, alone=alone)}{cost}。"
    return f"{told}不对请{'' if alone else '@我'}说“改成…”或“取消”。"


def daily(orders: Sequence[Order], *, alone: bool) -> str:
    """Those of a working week, alike but for the day, for somebody who wants one every day from then on."""
    what = f"{_each_day(orders, alone=alone)}，{_how(orders[0], alone=alone)}"
    again = f"一次只能订到{words.day(orders[-1].day)}，往后的到时请再说一声“天天订一份”。"
    return f"订好了：{what}。{again}不对请{'' if alone else '@我'}说“改成…”或“取消”。"


def _each_day(orders: Sequence[Order], *, alone: bool) -> str:
    """ "11月24日周二、11月26日周四—11月28日周六，每天午餐1份"; by day, alike but for it."""
    runs: list[list[date]] = []
    for day in (one.day for one in orders):
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    when = "、".join(days(run[0], run[-1]) for run in runs)
    named = _dishes(orders[0], alone=alone)
    portions = f"：{named}，共{orders[0].quantity}份" if named else f"{orders[0].quantity}份"
    return f"{when}，每天{words.service(orders[0].service)}{portions}"


def same_again(order: Order, *, alone: bool) -> str:
    return f"已经订着了：{_what(order, alone=alone)}，{_how(order, alone=alone)}。不用重复订。"


def another() -> str:
    """Whose the part of an order is that goes to another door."""
    return "另一份"


def changed(order: Order, *, alone: bool) -> str:
    return f"改好了：{_what(order, alone=alone)}，{_how(order, alone=alone)}。"


def gone(order: Order, *, alone: bool) -> str:
    """A question: their line is in the list no more."""
    return f"接龙里没有您的那份了，{_what(order, alone=alone)}还要吗？回“要”就留着，回“不要”就取消；不回也给您留着。"


def kept(order: Order, *, alone: bool) -> str:
    return f"好的，给您留着：{_what(order, alone=alone)}，{_how(order, alone=alone)}。"


def no_such_dish(order: Order, name: str, *, alone: bool) -> str:
    """Nothing has been changed: the order does not hold the dish."""
    dish = _dish(name) if alone or words.fit_for_residents(name, ()) else "这个菜"
    return f"您订的里面没有{dish}，没有改：{_what(order, alone=alone)}。整份不要请说“取消”。"


def cancelled(orders: Sequence[Order], *, alone: bool) -> str:
    return "取消了：" + "；".join(_what(one, alone=alone) for one in orders) + "。"


def mine(orders: Sequence[Order], *, alone: bool) -> str:
    if not orders:
        return "您没有订餐。要订请说“明天中午订一份”。"
    return "您订的：" + "；".join(f"{_what(one, alone=alone)}（{_how(one, alone=alone)}）" for one in orders) + "。"


def kitchen(service: str, day: date, roll: KitchenRoll, names: dict[str, str], *, so_far: bool = False) -> str:
    """To the canteen group at the cut-off. `names` are surnames by person, for the door. `so_far`: asked for before."""
    until = "到现在" if so_far else "截止"
    head = f"{words.day(day)}{words.service(service)}{until}：共{roll.total}份"
    if not roll.total:
        return f"{head}。"
    delivered = roll.total - roll.collections
    lines = [f"{head}，自取{roll.collections}份，送餐{delivered}份。"]
    if roll.dishes:
        lines.append("点了菜的：" + "，".join(f"{_dish(name)}{count}份" for name, count in roll.dishes))
    if roll.diets:
        lines.append("忌口：" + "，".join(f"{words.harmless(note, 8)}{count}份" for note, count in roll.diets))
    if roll.for_others:
        lines.append("替人订、自取的：" + "，".join(_eater(one, names) for one in roll.for_others))
    for building, orders in roll.stops:
        stop = f"{building}栋" if building else "别处"
        lines.append(
            f"送{stop} {sum(one.quantity for one in orders)}份：" + "；".join(_door(one, names) for one in orders)
        )
    return "\n".join(lines)


def _eater(order: Order, names: dict[str, str]) -> str:
    by = names.get(order.person, "")
    return f"{words.harmless(order.for_whom, 8)}{order.quantity}份{f'（{by}订）' if by else ''}"


def _door(order: Order, names: dict[str, str]) -> str:
    where = words.where(order.place, exact=True)
    diet = f"（{'、'.join(words.harmless(note, 8) for note in order.diet)}）" if order.diet else ""
    dishes = _dishes(order, alone=True)
    named = f"：{dishes}" if dishes else ""
    eater = f"（给{words.harmless(order.for_whom, 8)}）" if order.for_whom else ""
    return f"{where} {names.get(order.person, '')}{eater} {order.quantity}份{named}{diet}".replace("  ", " ")


def days(first: date, last: date) -> str:
    return words.day(first) if first == last else f"{words.day(first)}—{words.day(last)}"


def counted(span: str, named: Sequence[tuple[str, int]], *, few: bool, over: bool) -> str:
    """`span` as `cases.span` tells it; by service. `few`: one of them is too small to be named in a group. `over`: all
    of these days are."""
    told = "，".join(f"{words.service(name)} {count} 份" for name, count in named)
    total = f"，共 {sum(count for _, count in named)} 份" if len(named) > 1 else ""
    figure = "有一顿不到3份，群里不细说，私聊我可以看。" if few else f"{told or '没有开订餐'}{total}。"
    later = "这些天都过了，份数不会再变。" if over else "还没截止的那几顿还会变。"
    return f"{span}{figure}\n口径：订了没有取消的份数，按吃饭那天算；{later}"


def forecast(service: str, day: date, total: int) -> str:
    return f"{words.day(day)}{words.service(service)}还有十分钟截止，现在{total}份。"
