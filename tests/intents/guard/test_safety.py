"""What endangers life fires; what only sounds like it does not."""

import pytest

from intents.guard import dangers, safety
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
        "遇到电梯困人不要扒门，按下呼叫按钮等人来",
        "听说城西的化工厂着火了，离咱们远着呢",
        "老公做饭跟放火一样，满屋油烟",
        "谢谢保安老刘，昨晚楼道冒烟他第一个冲上去",
        "我上学那会掉河里一回，现在看见水还发怵",
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
        "三单元起火了",
        "谁家需要灭火器，三单元起火了",
        "刚救出两名，里面还有人被困",
        "他就在我旁边倒下了，叫不醒",
        "我打算今晚十二点前结束自己",
        "帮我找到我妈，她有老年痴呆，走丢了",
        "煤气泄漏已造成两人昏迷，快来",
        "我是律师，楼下有人拿刀砍人",
        "我跟他聊得好好的他突然倒地没反应了",
        "洪水淹了我们家，老人还在屋里",
        "过生日呢，孩子被蛋糕噎住了，脸都紫了",
        "今天用气安全检查完，晚上就闻到很浓的煤气味，头晕",
        "新闻里那种电池，我家正在冒烟",
        "孩子找到了，卡在空调外机后面下不来",
        "昨天装的热水器，今天洗澡我老婆倒在里面了",
        "下周修的那个墙现在倒了，压住人了",
        "哈哈哈个屁，真着火了，快下楼",
        "物业打人 头破血流了 可以起诉吗",
        "高空抛物砸到人了 流血 能起诉吗",
        "我家猫不见了 煤气味很大",
        "我家狗跑了 把老人撞倒了",
        "看书看着看着人晕过去了",
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
    there = dangers.book().rules.there("栽到河了 人没上来")
    assert there is not None
    assert (0, 3) in [(start, end) for _, start, end in there.words]


def test_the_kind_with_the_most_evidence_is_named() -> None:
    found = safety.danger(normalise("充电器冒烟 电瓶鼓包 滋滋响").text)
    assert found is not None
    assert found.kind == "ev_battery"


def test_the_words_of_one_rule_must_stand_near_each_other() -> None:
    near, between, far = "阿婆", "，大家都很认真" * 10, "站不稳"
    assert safety.danger(normalise(near + far).text) is not None
    assert safety.danger(normalise(near + between + far).text) is None


def test_every_kind_has_its_own_category() -> None:
    assert len(dangers.book().categories) == 17
    assert all(dangers.book().categories.values())


@pytest.mark.parametrize(
    ("line", "kind", "told"),
    [
        ("修好了谢谢，4栋着火了", "fire", "4栋"),
        ("修好了谢谢4栋冒黑烟", "smoke", "4栋"),
        ("昨天的灯修好了 今天老伴晕过去了", "medical", ""),
        ("已经处理好了谢谢 电梯又关人了", "lift_trapped", ""),
        ("垃圾清走了 楼上有人要跳楼", "self_harm", ""),
        ("昨天有煤气味已修好 今天孩子丢了", "missing_person", ""),
        ("6栋水修好了 5栋有人触电了", "medical", "5栋"),
        ("4栋着火了，昨天的灯修好了谢谢", "fire", "4栋"),
        ("老伴晕倒了，对了马桶修好了谢谢", "medical", ""),
        ("孩子找到了谢谢 4栋着火了", "fire", "4栋"),
        ("火灭了谢谢 我老伴晕倒了", "medical", ""),
    ],
)
def test_a_good_end_speaks_of_its_own_matter_only(line: str, kind: str, told: str) -> None:
    found = safety.danger(normalise(line).text)
    assert found is not None
    assert found.kind == kind
    assert told in found.told


@pytest.mark.parametrize(
    "line",
    [
        "插座冒火花，电工修好了谢谢",
        "昨天电梯困人，已修好",
        "电梯修好了，上次还关了人呢",
        "煤气灶修好了，昨天漏气吓死我",
        "路灯修好了，上次有人在这摔倒",
        "井盖装好了，差点有人掉下去",
        "谢谢师傅，漏电的插座换好了",
        "着火了 修好了谢谢",
        "孩子找到了，刚才丢了急死我",
        "火灭了，是烧纸，烟很大",
    ],
)
def test_a_good_end_ends_what_it_is_about(line: str) -> None:
    assert safety.danger(normalise(line).text) is None


def test_what_denies_a_danger_is_known_by_its_name() -> None:
    assert safety.denied_by("今天我们搞消防演习,2栋楼道冒烟大家不要慌") == "drill"
    assert safety.denied_by("4栋垃圾桶着火了 已经灭了") == "solved"
    assert safety.denied_by("3栋着火了") == safety.denied_by("3栋灯坏了") == ""


@pytest.mark.parametrize(
    "line",
    [
        "我老伴走了以后 天天想跟着去",
        "想下去陪老伴",
        "遗书写好了",
        "药我都攒好了",
        "想一了百了",
        "我死了谁给我收尸",
        "他说要从楼上跳下去",
        "有人要跳河",
        "楼上有人要跳",
        "还不如死了干净",
        "一个人活着有啥劲",
        "没我了大家都好过",
    ],
)
def test_whoever_wants_to_die_is_heard_in_plain_words(line: str) -> None:
    assert safety.danger_of(line) == "self_harm"


@pytest.mark.parametrize(
    "line",
    [
        "想下去陪老伴散步",
        "我老伴去买菜了 我想跟着去",
        "想去找老伴 他在活动室",
        "楼上有人要跳舞 咚咚响",
        "楼上有人跳绳太吵",
        "孩子要跳级",
        "楼上要跳闸了吧",
        "药攒好了一起扔哪",
        "遗嘱写好了想公证",
        "一了百了 把旧灯全换了吧",
    ],
)
def test_what_only_sounds_like_it_is_not(line: str) -> None:
    assert safety.danger_of(line) == ""


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("楼道里有火", "fire"),
        ("楼下垃圾桶有火", "fire"),
        ("厨房轰的一下", "fire"),
        ("厨房砰的一声玻璃都碎了", "fire"),
        ("楼下有人放炮 炸到人了", "fire"),
        ("灶台嘶嘶响", "gas"),
        ("有条疯狗咬人", "violence"),
        ("儿子不给我饭吃", "violence"),
        ("媳妇不给婆婆饭吃", "violence"),
        ("前夫在楼下堵我", "violence"),
        ("有个男的在楼下等我 我不敢回家", "violence"),
        ("我妈一个人在家 打电话不接 我在外地", "no_answer"),
        ("老人在家没人应门", "no_answer"),
        ("我爸独居 电话一直没人接", "no_answer"),
        ("楼上老太太两天没见着了", "no_answer"),
        ("我妈要给骗子转钱 拦不住", "fraud"),
        ("有人打电话说我中奖了 让转钱", "fraud"),
        ("说是我孙子 让我汇款", "fraud"),
        ("公安说我涉嫌洗钱 让我转账", "fraud"),
        ("对方说孩子出车祸要打钱", "fraud"),
        ("刷单被骗了", "fraud"),
        ("孩子差点被淹死 没呼吸了", "medical"),
        ("差点摔死了 现在动不了", "fall"),
    ],
)
def test_dangers_in_plain_words_have_their_kind(line: str, kind: str) -> None:
    assert safety.danger_of(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "水烧开了",
        "灯点着了",
        "炉子点着了",
        "天气热得着火了",
        "手机炸了 全是消息",
        "今天走了两万步 腿断了",
        "山上有火车",
        "楼道有火灾隐患",
        "门砰的一声关上了",
        "我妈一个人在家 想订餐",
        "快递员打电话不接",
        "食堂不给打饭吗",
        "我在楼下等你",
        "反诈宣传讲座几点",
        "上次被骗的钱追回来了",
        "给孙子汇款在哪个银行",
        "邻居的狗老叫",
        "看到4栋门口井盖翘起来了差点绊了我一跤你们叫人来弄弄",
        "差点摔我一跟头 路面有坑",
    ],
)
def test_everyday_words_ring_for_nobody(line: str) -> None:
    assert safety.danger_of(line) == ""


@pytest.mark.parametrize("text", ["楼上漏水把我家淹了", "楼上水管爆了，水把屋里泡了"])
def test_a_leak_from_upstairs_drowns_nobody(text: str) -> None:
    assert safety.danger(normalise(text).text) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("姆妈推推伊勿动 嘴唇皮发白", "medical"),
        ("我老公低着头 摇他半天 眼睛半睁不睁", "medical"),
        ("保安老李手捂着心窝窝蹲地上 脸灰灰的", "medical"),
        ("宝宝从床上掉下来之后吐了三次 现在老想睡觉", "medical"),
        ("地里被长虫咬了 两个牙印 手肿发黑", "medical"),
        ("几个人骂起来了 一个去后备箱摸铁棍", "violence"),
        ("姐夫说木炭点上了 让我别来 打不通了", "self_harm"),
        ("有人抓着路灯杆松不开手 浑身打颤", "electric"),
        ("机械车位启动了 里面有个小孩没出来", "lift_trapped"),
        ("邮递员敲302 老爷子从不出门的 今天怎么敲都不开", "no_answer"),
        ("姑姑手环心率报警 打不通 敲门没应", "no_answer"),
        ("儿子说去同学家 两个小时了 同学妈妈说没来过", "missing_person"),
        ("六楼的窗扇刚掉下来 离婴儿车就一步", "collapse"),
        ("验证码念给他了 他又要我开屏幕共享 电话还没挂", "fraud"),
        ("刷单要再充五千才能提现 我正准备充", "fraud"),
        ("奶奶说中了大奖 要先付手续费 她正在扫码", "fraud"),
        ("我妈在跟一个警察视频 说要把存款转过去核查 我拦不住", "fraud"),
        ("手机里的钱一笔一笔往外扣 我什么也没点", "fraud"),
        ("对面说租房先交定金两千 房子没看过 我要不要现在转", "fraud"),
    ],
)
def test_a_danger_is_known_by_what_people_see(line: str, kind: str) -> None:
    assert safety.danger_of(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "温馨提示 3号楼电梯里现在困了两个人 别去按",
        "老人牵着金毛过马路被车撞了",
        "会员店门口货架倒了 压住个理货的",
        "他说点完这盆炭就不疼了 电话挂了 谁在6号楼",
        "儿子在国外 家里监控看不到老爸 打十几个电话不接",
        "有个男的拿裁纸刀划孩子",
        "有美工刀顶着我脖子",
        "你能打120吗 我老伴没气了",
        "变压器着火了 离咱们远吗",
        "第一个冲上去的人被砍伤了",
        "工作人员点赞的功夫孩子掉水里了",
        "都是骗子 我妈已经去银行转账了",
        "不要扒门是吧 我们在电梯里被困",
        "九八年的楼塌了 压住人了",
        "部门提醒 3栋燃气泄漏快撤",
        "法律上怎么办 他拿刀堵门口",
    ],
)
def test_what_is_said_beside_a_danger_does_not_silence_it(line: str) -> None:
    assert safety.danger_of(line)


@pytest.mark.parametrize(
    "line",
    [
        "叫伊吃饭伊勿应 嫌我烧得勿好吃",
        "让老公洗碗没反应 装听不见",
        "喊物业半天没人应 电话也打不通",
        "她捂着胸口说太感动了",
        "从高低床上爬下来找玩具 结果又睡着了",
        "花坛里有条蛇 跑掉了",
        "吵架吵不过老公 气得我去厨房拿菜刀剁饺子馅",
        "这盆炭烧完就收摊 烤串还有二十串",
        "变压器上粘着小广告 谁来清理",
        "机械车位坏了 车取不出来",
        "王大爷家敲门没人应 昨天的快递先放我这了",
        "手表报时不准 打客服电话没人接",
        "老公说去打酱油 打了一个钟头 结果在下棋",
        "差两步就赶上公交了",
        "验证码收不到 帮我看看是不是停机了",
        "屏幕共享怎么开 想教我妈用手机",
        "房东要两千押金 合理吗",
        "我妈去银行转账给我交学费 已经到账了",
        "温馨提示 电梯维保 请走楼梯",
        "泰迪走丢了 谁看见了",
    ],
)
def test_what_is_nearly_so_rings_for_nobody(line: str) -> None:
    assert safety.danger_of(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "广场舞音响太吵了 就在我阳台底下跳",
        "游泳池漂白粉味有点大",
        "人行天桥的扶手锈了，门口减速带掉了一块",
        "垃圾桶满了三天没人收，都臭了",
    ],
)
def test_words_that_only_look_like_danger_ring_nobody(line: str) -> None:
    assert safety.danger(normalise(line).text) is None


@pytest.mark.parametrize(
    "line", ["我要从阳台跳下去", "他误喝了漂白水", "天桥塌了一块掉下去个人", "对门老太太三天没见，屋里都臭了"]
)
def test_the_dangers_beside_them_ring(line: str) -> None:
    assert safety.danger(normalise(line).text) is not None


def test_whoever_is_locked_out_with_a_pot_on_the_fire_is_in_danger() -> None:
    found = safety.danger("我家的门被风吹上了 钥匙在里面 锅里炖着肉")
    assert found is not None
    assert found.kind == "fire"
    assert safety.danger("我家的门被风吹上了 钥匙在里面") is None
