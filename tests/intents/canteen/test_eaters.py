"""How many eat."""

import pytest

from intents.canteen import eaters


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("俩大一小", 3),
        ("2个大人1个老人", 3),
        ("我们家四口", 4),
        ("老两口", 2),
        ("兄弟五个", 5),
        ("吃了两口", None),
        ("两份", None),
    ],
)
def test_people_are_counted(said: str, number: int | None) -> None:
    assert eaters.counted(said) == number


@pytest.mark.parametrize(
    ("said", "number"),
    [("我和我妈", 2), ("王姐、老孙跟我", 3), ("外婆吃素,外公吃荤,", 2), ("我妈", None), ("明天中午", None)],
)
def test_those_named_one_by_one_are_counted(said: str, number: int | None) -> None:
    assert eaters.listed(said) == number


@pytest.mark.parametrize(("said", "number"), [("我跟我家那口子,晚上", 2), ("我和老伴", 2), ("我跟我妈说一声", None)])
def test_the_speaker_and_one_of_the_family_are_two(said: str, number: int | None) -> None:
    assert eaters.pair(said) == number


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("帮楼下李大爷订一份明天中午的", "李大爷"),
        ("帮对门张阿姨订一份", "张阿姨"),
        ("给隔壁老王带一份", "老王"),
        ("帮对门订一份", "对门"),
        ("给我儿子也加一份", "儿子"),
        ("给我妈再加一份", "妈"),
        ("老伴那份送家里", "老伴"),
        ("我那份不要辣", ""),
        ("明天中午一份", ""),
    ],
)
def test_for_whom_it_is_ordered_is_kept(said: str, who: str) -> None:
    assert eaters.for_whom(said) == who


@pytest.mark.parametrize(
    ("who", "at_home"),
    [("", True), ("我妈", True), ("老伴", True), ("张奶奶", False), ("对门", False), ("老王", False)],
)
def test_a_neighbour_does_not_live_at_the_speakers(who: str, at_home: bool) -> None:
    assert eaters.at_speakers(who) is at_home


@pytest.mark.parametrize(
    ("said", "to_speaker"),
    [
        ("送到我家", True),
        ("送我这", True),
        ("送给我,谢谢", True),
        ("送到家", False),
        ("送到我妈家", False),
        ("送她家", False),
    ],
)
def test_the_speakers_own_door_is_told_from_another(said: str, to_speaker: bool) -> None:
    assert eaters.to_speaker(said) is to_speaker


@pytest.mark.parametrize(
    ("said", "each"),
    [
        ("明天中午给李大爷也带一份,我一份", (("李大爷", 1), ("", 1))),
        ("帮张奶奶订两份,我要一份", (("张奶奶", 2), ("", 1))),
        ("给李大爷带一份", ()),
        ("我要一份", ()),
        ("给李大爷一份,给王阿姨一份,我一份", ()),
    ],
)
def test_a_neighbours_share_and_ones_own_are_told_apart(said: str, each: tuple[tuple[str, int], ...]) -> None:
    assert eaters.shares(said) == each


@pytest.mark.parametrize("said", ["帮我妈明天中午订一份", "给我妈周五订一份", "帮李大爷晚饭订一份", "替我爸午饭要一份"])
def test_when_may_stand_between_whom_it_is_for_and_the_order(said: str) -> None:
    assert eaters.for_whom(said) in {"我妈", "李大爷", "我爸", "妈", "爸"}
