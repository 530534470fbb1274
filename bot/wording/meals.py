"""What is said about meals: read-back with weekday, the kitchen's count, the delivery list."""

from collections.abc import Sequence
from datetime import date

from bot.domain.meals import KitchenRoll, Order
from bot.wording import words


def _what(order: Order) -> str:
    return f"{words.day(order.day)}{words.service(order.service)}{order.quantity}份"


def _how(order: Order, *, alone: bool) -> str:
    """Where it goes and what is special about it. In a group neither the door, nor a third person, nor a diet."""
    where = words.where(order.place, exact=alone)
    parts = [f"送到{where}" if where else "送餐上门"] if order.delivery else ["到食堂取"]
    if order.for_whom:
        parts.append(f"给{words.harmless(order.for_whom, 8)}" if alone else "替别人订的")
    if order.diet:
        parts.append("，".join(words.harmless(note, 8) for note in order.diet) if alone else "忌口记下了")
    return "，".join(parts)


def ordered(order: Order, *, alone: bool) -> str:
    """`alone`: said 1:1, not in a group; so for all below."""
    cost = f"，共{words.yuan(order.price_fen * order.quantity)}" if order.price_fen else ""
    return (
        f"订好了：{_what(order)}，{_how(order, alone=alone)}{cost}。不对请{'' if alone else '@我'}说“改成…”或“取消”。"
    )


def same_again(order: Order, *, alone: bool) -> str:
    return f"已经订着了：{_what(order)}，{_how(order, alone=alone)}。不用重复订。"


def changed(order: Order, *, alone: bool) -> str:
    return f"改好了：{_what(order)}，{_how(order, alone=alone)}。"


def cancelled(orders: Sequence[Order]) -> str:
    return "取消了：" + "；".join(_what(one) for one in orders) + "。"


def mine(orders: Sequence[Order], *, alone: bool) -> str:
    if not orders:
        return "您没有订餐。要订请说“明天中午订一份”。"
    return "您订的：" + "；".join(f"{_what(one)}（{_how(one, alone=alone)}）" for one in orders) + "。"


def kitchen(service: str, day: date, roll: KitchenRoll, names: dict[str, str]) -> str:
    """To the canteen group at the cut-off. `names` are surnames by person, for the door."""
    head = f"{words.day(day)}{words.service(service)}截止：共{roll.total}份"
    if not roll.total:
        return f"{head}。"
    delivered = roll.total - roll.collections
    lines = [f"{head}，自取{roll.collections}份，送餐{delivered}份。"]
    if roll.diets:
        lines.append("忌口：" + "，".join(f"{words.harmless(note, 8)}{count}份" for note, count in roll.diets))
    for building, orders in roll.stops:
        stop = f"{building}栋" if building else "地址待问"
        lines.append(
            f"送{stop} {sum(one.quantity for one in orders)}份：" + "；".join(_door(one, names) for one in orders)
        )
    return "\n".join(lines)


def _door(order: Order, names: dict[str, str]) -> str:
    where = words.where(order.place, exact=True)
    diet = f"（{'、'.join(words.harmless(note, 8) for note in order.diet)}）" if order.diet else ""
    return f"{where} {names.get(order.person, '')} {order.quantity}份{diet}".replace("  ", " ")


def forecast(service: str, day: date, total: int) -> str:
    return f"{words.day(day)}{words.service(service)}还有十分钟截止，现在{total}份。"
