"""Questions about the service itself have one true answer, and a plea for a human reaches one."""

import pytest

from bot.domain.requests import CallSecretary, Explain, ShowHelp, ShowMyPoints
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    "line", ["删除我的数据", "忘了我吧", "别再记我的话", "我不想让你们记我说的话", "我的资料给我一份"]
)
def test_data_rights_in_own_words(read: Read, line: str) -> None:
    assert read(line, who="wang").requests == (CallSecretary(data=True),)


@pytest.mark.parametrize("line", ["不同意", "隐私政策", "别把我名字发群里", "我要退出"])
def test_what_may_be_meant_otherwise_is_explained(read: Read, line: str) -> None:
    assert read(line, who="wang").requests == (Explain("privacy"),)


@pytest.mark.parametrize("line", ["转人工", "人工", "书记电话", "叫你们主任来", "我想见书记", "叫领导来", "不跟机器说"])
def test_a_plea_for_a_human_reaches_one(read: Read, line: str) -> None:
    assert read(line, in_group=False).requests == (CallSecretary(),)


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("别告诉他们是我说的", "secrecy"),
        ("积分能换什么", "points_use"),
        ("把我的分转给周姐", "points_use"),
        ("排名第几", "points_use"),
        ("怎么挣分", "points_earn"),
        ("你是真人吗", "machine"),
        ("居委会几点上班", "office"),
    ],
)
def test_one_sentence_each(read: Read, line: str, topic: str) -> None:
    assert read(line, who="wang").requests == (Explain(topic),)


def test_points_that_have_not_come_are_shown(read: Read) -> None:
    assert read("为什么还没给我分", who="wang").requests == (ShowMyPoints(), Explain("points_when"))


def test_a_greeting_is_answered_one_to_one_only(read: Read) -> None:
    assert read("你好", in_group=False).requests == (Explain("hello"),)
    assert read("你好").requests == ()


@pytest.mark.parametrize(
    "line",
    ["群里有人抢红包真热闹", "楼上群租房别说是我报的", "3栋门口人工湖臭了", "书记在电视上讲话了", "把分给我的菜退了"],
)
def test_longer_lines_speak_for_themselves(read: Read, line: str) -> None:
    asked = read(line, who="wang").requests
    assert not any(isinstance(one, Explain | CallSecretary) for one in asked)


def test_what_the_directory_answers_is_left_to_it(read: Read) -> None:
    assert not isinstance(read("老年证电话多少", who="wang").requests[0], Explain)


@pytest.mark.parametrize("line", ["我不会用", "听不懂"])
def test_whoever_cannot_use_it_is_shown_how(read: Read, line: str) -> None:
    assert read(line, who="wang").requests == (ShowHelp(),)


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("谁捡到一串钥匙，上面有个小熊，在4栋楼下丢的", "lost"),
        ("我在3栋楼下捡到一个钱包，谁的来领", "lost"),
        ("我手机丢了", "lost"),
        ("钥匙掉了", "lost"),
        ("钱包不见了", "lost"),
        ("我家猫跑丢了 橘色的", "stray"),
        ("我家狗丢了", "stray"),
        ("谁看见我家的金毛了", "stray"),
        ("我今天站岗两小时", "hours"),
        ("昨晚在大门口值守了三个小时", "hours"),
        ("我志愿时长有多少了", "hours"),
        ("能换钱不", "points_use"),
        ("群主发个红包呗", "points_use"),
        ("这个有积分吗", "points_earn"),
    ],
)
def test_what_is_kept_elsewhere_is_said_to_be(read: Read, line: str, topic: str) -> None:
    assert read(line, who="wang").requests == (Explain(topic),)


@pytest.mark.parametrize(
    "line",
    [
        "4栋楼下井盖丢了",
        "垃圾乱丢在楼道",
        "我捡到一条金毛",
        "老年证丢了怎么补办",
        "饭卡丢了先记账给我来一份",
        "孩子丢了",
        "我家狗咬人跑了",
        "值班室没人两小时了",
        "楼下野狗跑来跑去",
    ],
)
def test_other_losses_are_told_apart_from_things_lost(read: Read, line: str) -> None:
    assert not any(isinstance(one, Explain) for one in read(line, who="wang").requests)


def test_lost_things_are_answered_only_to_whoever_asks_us(read: Read) -> None:
    assert read("谁捡到一串钥匙", who="wang", addressed=False).requests == ()
