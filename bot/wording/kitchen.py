"""What is said with the canteen, and for it."""

from collections.abc import Sequence
from datetime import date

from bot.domain.meals import Order
from bot.domain.places import Place
from bot.domain.roster import MealService, Person
from bot.wording import words


def _meals(days: Sequence[date], named: Sequence[str]) -> str:
    return f"{'、'.join(map(words.day, days))}{'和'.join(words.service(name) for name in named)}"


def whether_closed(days: Sequence[date], named: Sequence[str], portions: int) -> str:
    """The question before a meal is closed, without its mark."""
    ordered = f"已经订的{portions}份会取消，并告诉订的人和书记" if portions else "现在还没有人订"
    return f"{_meals(days, named)}不做了，{ordered}"


def left_open() -> str:
    return "好的，照常，没有动。"


def nothing_to_close() -> str:
    return "没有这一顿。请说哪一天哪一顿，例如“今天中午不开火”。"


def closed(days: Sequence[date], named: Sequence[str], portions: int, missed: int, unreached: Sequence[str]) -> str:
    """`unreached`: surnames of those whom nothing reaches, where they may be seen; `missed`: how many they are."""
    told = f"，{portions}份都取消了，正在告诉订的人和书记" if portions else "，已告诉书记"
    by_name = f"（{'、'.join(one or '没登记的' for one in unreached)}）" if unreached else ""
    call = f"有{missed}人在微信上联系不到{by_name}，请打电话说一声。" if missed else ""
    return f"记下了：{_meals(days, named)}不做，不能再订{told}。{call}又能做了请说“今天照常开饭”。"


def opened_again(days: Sequence[date], named: Sequence[str]) -> str:
    if not named:
        return "没有停过，照常。"
    return f"好的，{_meals(days, named)}又可以订了。前面取消的不会自动恢复，要吃的请重新订。"


def not_cooked(days: Sequence[date], named: Sequence[str]) -> str:
    """To those who had ordered."""
    return f"对不起，{_meals(days, named)}食堂做不了饭，您订的取消了，不收钱。请另想办法，有困难请说“找书记”。"


def closed_for_secretary(days: Sequence[date], named: Sequence[str], portions: int) -> str:
    ordered = f"原来订了{portions}份，已经取消，正在告诉订的人" if portions else "没有人订"
    return f"食堂说{_meals(days, named)}做不了饭。{ordered}。"


def whose_meal() -> str:
    return "名单里没有找到这个人，请说门牌，例如“3栋2单元501的饭没来拿”。"


def knock(who: Person | None, said: str, home: Place | None, *, alone: bool, unanswered: bool = False) -> str:
    """To the worker. Name and phone 1:1; in a group of staff the door and the surname."""
    name = (who.name if who else said) if alone else (who.name if who else said)[:1]
    where = words.where(home, exact=True)
    phone = f"，电话{who.phone}" if alone and who and who.phone else ""
    about = " ".join(one for one in (where, words.harmless(name, 12)) if one)
    what = "，送饭去敲门没人应" if unanswered else "的饭没来拿"
    return f"食堂说：{about}{what}{phone}。请打个电话或上门看看。"


def whether_told(day: date, service: str, people: int, news: str) -> str:
    """The question before those who ordered are told, without its mark."""
    return f"告诉订了{words.day(day)}{words.service(service)}的{people}人：“{news}”"


def news(day: date, service: str, said: str) -> str:
    """To those who ordered."""
    return f"食堂说（{words.day(day)}{words.service(service)}）：{said}。您订的还在，不要了请打电话给食堂。"


def not_for_everybody() -> str:
    """What is to be told names a person, a door, a number or somebody's health, and residents read it."""
    return "这句里有人、门牌、号码或身体情况，订饭的人都会看到，我没有发。请换个说法，例如“青菜没了换成豆腐”。"


def not_told() -> str:
    return "好的，没有告诉大家。"


def nobody_to_tell(day: date, service: str, *, carried: bool) -> str:
    what = "要送的" if carried else "订的"
    meal = f"{words.day(day)}{words.service(service)}"
    return f"{meal}没有{what}人，不用告诉。别的哪一顿，请说出来，例如“晚饭青菜换成豆腐”。"


def told(people: int, missed: int, unreached: Sequence[str]) -> str:
    """As `closed`."""
    by_name = f"（{'、'.join(one or '没登记的' for one in unreached)}）" if unreached else ""
    call = f"有{missed}人在微信上联系不到{by_name}，请打电话说一声。" if missed else ""
    return f"好的，正在告诉{people}人。{call}" if people else call


def knocked(worker: str) -> str:
    return f"好的，已经告诉网格员{words.harmless(worker, 12)}去看看。"


def mishap(order: Order, said: str, surname: str) -> str:
    """To the canteen, who has the door on its list anyhow."""
    where = words.where(order.place, exact=True) if order.delivery else "到食堂取"
    about = " ".join(one for one in (where, words.harmless(surname, 4)) if one)
    return f"{about}，{words.service(order.service)}{order.quantity}份：{words.masked(said)}\n请看看怎么补上。"


def mishap_told() -> str:
    return "已经告诉食堂了，请稍等。"


def mishap_unheard() -> str:
    """Nothing of ours reaches the canteen."""
    return "我这里联系不上食堂，请打电话或者去说一声。"


def own_month(month: int, portions: int, fen: int) -> str:
    """What somebody has ordered this month, up to today, at the price of the day it was ordered."""
    if not portions:
        return f"{month}月到今天，您没有订过饭。"
    return f"{month}月到今天，您订了{portions}份，共{words.yuan(fen)}。钱怎么付，请问食堂。"


def how_to_order(services: Sequence[MealService]) -> str:
    return f"{meal_times(services)}\n要订就说“明天中午一份”，要送就说“送到家”；截止前说“改成两份”“取消”都行。"


def ask_canteen(services: Sequence[MealService], cook: str, phone: str, *, alone: bool) -> str:
    """What only the canteen knows. `cook`, `phone`: who answers there, said 1:1 only."""
    shown = f"{words.harmless(cook, 12)}，电话{phone}" if alone else "点我头像私聊，说“食堂电话”就有电话"
    whom = f"（{shown}）" if phone else ""
    return f"{meal_times(services)}\n菜单、优惠、付钱这些我不知道，请问食堂{whom}。已经记下来给书记看。"


def meal_times(services: Sequence[MealService]) -> str:
    return "\n".join(
        f"{words.service(one.name)}：{f'{words.yuan(one.price_fen)}一份，' if one.price_fen else ''}"
        f"{one.serve:%H:%M}开饭，{one.cutoff:%H:%M}前订。"
        for one in services
    )
