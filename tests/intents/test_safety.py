"""What endangers life fires; what only sounds like it does not."""

import pytest

from intents import dangers, safety
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


@pytest.mark.parametrize(
    "line",
    [
        "这不是演习 3栋真的着火了",
        "没开玩笑 楼上有人要跳楼",
        "昨天就有煤气味 到现在还在漏",
        "火灭不了 快打119 仓库着着呢",
        "旧命啊 电题里关着人",
        "隔壁阿婆喊不应 躺在地上",
        "两天没见王大爷出门 敲门没人应",
        "满屋子臭鸡蛋味 头晕",
        "对面楼冒黑烟 是不是着火了",
        "你们有没有闻到煤气味",
        "火灭了又着起来了",
        "没有明火但是浓烟滚滚 快来人",
        "孩子被陌生人接走了",
        "教学楼着火了",
        "电影院里有人晕倒了",
        "灯亮了三天 隔壁阿婆没见人出来",
    ],
)
def test_a_danger_said_beside_a_look_alike_or_misspelt_still_fires(line: str) -> None:
    assert safety.danger(normalise(line).text) is not None


@pytest.mark.parametrize(
    "line",
    [
        "防触电保护器怎么装",
        "这坡容易摔倒 修修吧",
        "他家火锅店火得一塌糊涂",
        "晚上打麻将三缺一",
        "昏暗的楼道加个灯吧",
        "这个价格真是跳楼价",
        "弗是着火",
    ],
)
def test_a_word_that_is_guarded_against_or_part_of_another_word_is_no_danger(line: str) -> None:
    assert safety.danger(normalise(line).text) is None


def test_the_kind_with_the_most_evidence_is_named() -> None:
    found = safety.danger(normalise("充电器冒烟 电瓶鼓包 滋滋响").text)
    assert found is not None
    assert found.kind == "ev_battery"


def test_the_words_of_one_rule_must_stand_near_each_other() -> None:
    near, between, far = "阿婆", "，大家都很认真" * 10, "站不稳"
    assert safety.danger(normalise(near + far).text) is not None
    assert safety.danger(normalise(near + between + far).text) is None


def test_every_kind_has_its_own_category() -> None:
    assert len(dangers.book().categories) == 15
    assert all(dangers.book().categories.values())
