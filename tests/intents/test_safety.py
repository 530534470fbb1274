"""What endangers life fires; what only sounds like it does not."""

import pytest

from intents import dangers, safety
from intents.normalise import normalise


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("3栋着火了快来人", "fire"),
        ("孩子找不到了", "missing_person"),
        ("我孙女找不到了", "missing_person"),
        ("孩子背着书包找不到了", "missing_person"),
        ("我老公打我", "violence"),
        ("老公喝了酒就打我", "violence"),
        ("我又被老头子打了", "violence"),
        ("水漫到配电箱了", "electric"),
        ("水都流到电表箱里了", "electric"),
        ("3栋楼下一辆电动车在冒烟", "ev_battery"),
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
        "演习刚完，真有人晕倒了",
        "孩子捞上来了 可是没呼吸",
        "孩子被一个不认识的女的领走了",
        "昨天摔的 今早开始说胡话 人叫不醒",
        "看完电影出来 门口有个大爷躺着没反应",
        "写字楼着火了",
        "忘关火了 屋里全是烟",
        "刚才说没事 现在又烧起来了",
        "以为是演习 走廊真有烟",
        "呼吸机停电了 家里没有备用的",
        "大爷早上起来流口水 只会啊啊叫",
        "岸上就剩一只鞋 人没了",
    ],
)
def test_a_danger_said_beside_a_look_alike_or_misspelt_still_fires(line: str) -> None:
    assert safety.danger(normalise(line).text) is not None


@pytest.mark.parametrize(
    "line",
    [
        "合唱团排练呢李阿姨突然倒了叫不醒",
        "画画班的孩子从窗户掉下去了",
        "游戏厅着火了好多孩子在里面",
        "一群人在拍视频没人救，孩子还在水里",
        "通知一下，北门广告牌掉下来砸到人了",
        "停电通知没人说，我妈的呼吸机停了",
        "请求救援 我们五个人被困在山上了",
        "保姆在我家晕倒了，嘴唇发紫",
        "小狗掉冰窟窿里了，我爸下去救也没上来",
        "人找到了，在河里，一动不动",
        "孩子找到了，卡在空调外机后面下不来",
        "昨天装的热水器，今天洗澡我老婆倒在里面了",
        "下周修的那个墙现在倒了，压住人了",
        "哈哈哈个屁，真着火了，快下楼",
    ],
)
def test_words_that_quiet_other_lines_do_not_silence_a_danger_of_now(line: str) -> None:
    assert safety.danger(normalise(line).text) is not None


@pytest.mark.parametrize(
    "line",
    [
        "跳板断了",
        "孩子有自闭症，想找人结对子",
        "儿子打我手机我没听见",
        "孩子的作业找不到了",
        "笑得我快断气了",
        "河面上漂着一个球",
        "《法医》里把人捂着嘴那段吓人",
        "下礼拜开急救课，教怎么救噎住的孩子",
        "不知道电梯抖一下正常吗",
        "谁有暖宝宝，手都冻僵了",
    ],
)
def test_a_figure_of_speech_a_plan_or_a_lost_thing_rings_for_nobody(line: str) -> None:
    assert safety.danger(normalise(line).text) is None


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


@pytest.mark.parametrize(
    "line",
    [
        "以前用煤炉子 熏倒过一回 现在都集中供暖了",
        "喘不上气那会儿喷了药 现在缓过来了",
        "电动车进楼 哪天烧起来可咋整 得管管",
        "没谁要跳楼 工人在装空调",
        "打孩子他爸电话 让他带把伞",
        "周四下午活动室讲脑中风识别",
        "灭四害 老鼠药蟑螂药 安全高效",
        "头发集体离家出走",
        "生孩子的时候羊水破在半路上",
        "上次楼道冒烟是谁家煮糊了锅",
        "堵在高架上动不了",
        "红烧肉烧糊了",
        "鸽子困在空调外机里",
    ],
)
def test_a_cause_for_calm_that_comes_later_or_a_purpose_keeps_the_line_quiet(line: str) -> None:
    assert safety.danger(normalise(line).text) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [("救命！！！", "violence"), ("着火了！", "fire"), ("🆘救护车🆘", "medical"), ("来人 快 6-1-101", "violence")],
)
def test_a_cry_that_is_all_a_line_says_fires(line: str, kind: str) -> None:
    found = safety.danger(normalise(line).text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("line", ["那个灯好几天没人管了 3栋", "路灯好几天没人修", "燃气公司检测无泄漏"])
def test_a_lamp_nobody_repairs_and_a_leak_that_is_none_are_quiet(line: str) -> None:
    assert safety.danger(normalise(line).text) is None


def test_a_light_that_burns_for_days_behind_a_closed_door_rings() -> None:
    found = safety.danger(normalise("他家灯一直亮着三天了，敲门没人应").text)
    assert found is not None


def test_a_long_row_of_words_written_as_product_is_spelled_out() -> None:
    found = [(start, end) for _, start, end in safety.dangers.book().dangers.every("栽到河了")]
    assert (0, 3) in found


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
