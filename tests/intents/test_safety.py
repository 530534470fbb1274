"""What endangers life fires; what only sounds like it does not."""

import pytest

from intents import safety
from intents.normalise import normalise


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("3栋着火了快来人", "fire"),
        ("厨房全是浓烟", "smoke"),
        ("楼道里一股煤气味", "gas"),
        ("电线掉下来冒火花了", "electric"),
        ("我被困在电梯里出不来", "lift_trapped"),
        ("老人摔倒了起不来", "fall"),
        ("我爸胸口疼喘不上气", "medical"),
        ("楼下有人拿刀追人", "violence"),
        ("有孩子掉河里了", "water_rescue"),
        ("围墙倒了下面压着人", "collapse"),
        ("孩子走丢了大家帮忙找", "missing_person"),
        ("我不想活了", "self_harm"),
        ("一个老人被车撞了躺在地上", "traffic_injury"),
        ("电瓶车冒烟了", "ev_battery"),
        ("煤气味昨天就有，现在还在，快来人", "gas"),
    ],
)
def test_a_danger_of_now_fires(line: str, kind: str) -> None:
    found = safety.danger(normalise(line).text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "昨天有煤气味，已修好",
        "没有着火，是隔壁做饭",
        "今天消防演练，冒烟是假的",
        "新闻说外地有个小区着火了",
        "这个月生意火爆",
        "气得我七窍生烟",
        "如果着火了怎么办",
        "温馨提示：严禁电动车上楼充电，谨防起火",
        "燃气报警器优惠出售，防漏气",
        "电影里那个人掉河里了",
        "哈哈哈笑死我了",
        "大家早上好",
    ],
)
def test_the_past_the_denied_and_the_figurative_stay_quiet(line: str) -> None:
    assert safety.danger(normalise(line).text) is None
