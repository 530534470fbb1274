"""How many portions a line asks for."""

import pytest

from intents.canteen import portions


@pytest.mark.parametrize(
    ("said", "quantity"),
    [
        ("明天中午两份", (2, False)),
        ("来俩", (2, False)),
        ("两三份吧", (None, True)),
        ("几份都行", (None, True)),
        ("一共五份,三份少盐", (5, False)),
        ("午饭一份晚饭一份", (2, False)),
        ("留份饭", (1, False)),
        ("来碗热干面", (1, False)),
        ("明天吃什么", (None, False)),
        ("+2 素馅", (2, False)),
    ],
)
def test_portions_are_counted_or_asked_for(said: str, quantity: tuple[int | None, bool]) -> None:
    assert portions.quantity_of(said) == quantity


@pytest.mark.parametrize(
    ("said", "quantity"),
    [
        ("昨天两份改成三份", 3),
        ("刚说错了不是三份是四份", 4),
        ("我那俩改仨", 3),
        ("发现少了一份,补一份送上来", 1),
        ("临时来了俩客人,再加两份晚饭", 2),
        ("刚说的一份再加一份,俩人吃", 2),
        ("说错了,是三份不是两份", 3),
        ("昨儿的不算,就写四份", 4),
    ],
)
def test_after_a_correction_only_the_new_number_counts(said: str, quantity: int) -> None:
    assert portions.quantity_of(said)[0] == quantity


@pytest.mark.parametrize(
    ("said", "quantity"),
    [
        ("明儿晌午要三份,我仨老伙计一块吃", 3),
        ("六个人开会,盒饭六份", 6),
        ("仨人的饭,要仨", 3),
        ("2个大人1个老人", 3),
        ("俩大一小", 3),
        ("明天值夜班的6个保安都要夜宵", 6),
        ("师傅五个,一人一份", 5),
        ("外婆吃素,外公吃荤,各一份", 2),
        ("我和我妈各一份", 2),
        ("我跟7号的刘伯一人一份", 2),
        ("我们家四口", 4),
        ("老两口的中饭", 2),
        ("一家三口,每人两份", 6),
        ("王姐、老孙和我各一份", 3),
        ("我跟我家那口子,晚上", 2),
        ("凑够几个人做?我占俩", 2),
    ],
)
def test_people_are_counted_once_and_not_beside_their_portions(said: str, quantity: int) -> None:
    assert portions.quantity_of(said)[0] == quantity


@pytest.mark.parametrize(
    ("said", "quantity"),
    [
        ("午餐三份,分开装,一份不要饭", 3),
        ("7个包子 3个肉的4个菜的", 7),
        ("碱水的五个,咸肉的五个", 10),
        ("叉烧饭一,肠粉二,豆浆三", 6),
        ("驴火俩 加焖子", 2),
        ("蒸饺一屉", 1),
        ("一个宫保鸡丁俩米饭", 3),
        ("两荤一素两份", 2),
        ("一荤两素那种", 1),
        ("报两份,一份正常一份打成糊糊", 2),
        ("老周两份,老赵一份,小孙一份", 4),
        ("馒头要四个,一个打包", 4),
        ("中午和晚上各一份", 2),
        ("周三和周五各一份", 1),
        ("荤的素的各两份", 4),
        ("早中晚各一份", 3),
        ("中午仨,晚上一", 4),
        ("午餐+1", 1),
        ("2+1", 3),
        ("来双份", 2),
        ("三两米线", 1),
        ("再补一单", 1),
        ("给楼上张爷爷也捎个", 1),
    ],
)
def test_dishes_add_up_and_their_kinds_do_not(said: str, quantity: int) -> None:
    assert portions.quantity_of(said)[0] == quantity


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("再加一份", 1),
        ("来了俩客人,再加两份", 2),
        ("两份不够,多要一份", 1),
        ("减一份", -1),
        ("退两份晚饭", -2),
        ("刚说的一份再加一份,俩人吃", 0),
        ("改成三份", 0),
        ("明天中午两份", 0),
    ],
)
def test_more_or_fewer_is_told_from_a_new_number(said: str, more: int) -> None:
    assert portions.added(said) == more


@pytest.mark.parametrize(("line", "more"), [("加一份", 1), ("日中午加两份", 2), ("给我加两份吧", 2), ("再加一份", 1)])
def test_a_line_that_only_adds_is_more_of_what_was_ordered(line: str, more: int) -> None:
    assert portions.added(line) == more


@pytest.mark.parametrize("line", ["加一份红烧肉", "订两份加一份汤", "加班"])
def test_a_line_that_names_what_is_added_is_no_more_of_the_same(line: str) -> None:
    assert not portions.only_adds(line)


@pytest.mark.parametrize(
    ("said", "part"),
    [("其中一份送到3栋1单元202", 1), ("里面的两份请放门卫", 2), ("两份，送到3栋", None), ("其中一份不要辣", None)],
)
def test_a_part_of_an_order_may_go_elsewhere(said: str, part: int | None) -> None:
    assert portions.part_of(said) == part
