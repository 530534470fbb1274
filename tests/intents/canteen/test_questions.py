"""What a newcomer asks about the canteen."""

import pytest

from bot.domain.requests import Asked, ShowMealTimes
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    "said",
    [
        "怎么订饭",
        "几点截止",
        "能送吗",
        "外卖能送到家不",
        "送饭要钱吗",
        "订了能退吗",
        "过了十点还能不能订",
        "能不能给送到家",
        "送唔送上樓㗎",
        "今晚有冇饭",
    ],
)
def test_how_to_order_is_known_here(read: Read, said: str) -> None:
    assert read(said).requests == (ShowMealTimes(Asked.HOW),)


@pytest.mark.parametrize(
    "said",
    [
        "明天吃啥",
        "今天有什么菜",
        "食堂电话",
        "老人有优惠吗",
        "70岁以上多少钱",
        "周末开吗",
        "能不能微信付",
        "菜单发一下",
    ],
)
def test_what_only_the_canteen_can_say_keeps_its_words(read: Read, said: str) -> None:
    assert read(said).requests == (ShowMealTimes(Asked.CANTEEN, said),)


@pytest.mark.parametrize(
    "said", ["明天中午一份，菜单上那个红烧肉", "送到家", "有没有人来修灯", "老年证怎么办", "法律咨询几点"]
)
def test_an_order_and_other_questions_are_left_alone(read: Read, said: str) -> None:
    assert not any(isinstance(one, ShowMealTimes) for one in read(said).requests)
