"""What is said about rounds walked."""

from bot.domain.patrols import Tally


def logged(place: str, findings: int, *, settled: bool = False) -> str:
    """The receipt, in one line. `place` is what a group may see. `settled`: nobody needs to be sent."""
    where = f"{place}，" if place else ""
    found = f"发现{findings}处{'，当场处理了，不再派人' if settled else ''}" if findings else "没有问题"
    return f"巡查记下了：{where}{found}。辛苦了。"


def unnamed() -> str:
    """Hazards were counted, but not said what they are."""
    return "没说是什么隐患，所以还没派人。要派人处理，请直接说，例如“3栋 楼道飞线”。"


def mine(month: Tally, year: Tally) -> str:
    return f"您本月巡查 {month.patrols} 次，发现隐患 {month.findings} 处；今年 {year.patrols} 次，{year.findings} 处。"


def counted(tally: Tally) -> str:
    """A line of the secretary's figures."""
    return f"巡查 {tally.patrols} 次，发现隐患 {tally.findings} 处（口径：这段时间里登记的巡查）"
