"""How many portions a line asks for."""

import pytest

from intents import portions


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
    ],
)
def test_dishes_add_up_and_their_kinds_do_not(said: str, quantity: int) -> None:
    assert portions.quantity_of(said)[0] == quantity
