"""Whether somebody speaks of their own life or of another's."""

import pytest

from intents.guard import oneself


@pytest.mark.parametrize(
    "text",
    [
        "我不想活了",
        "活着没意思",
        "儿子不管我，我真的不想活了",
        "俺实在活不下去了",
        "活够了",
        "我一个人撑不下去了",
        "我老伴走了以后 天天想跟着去",
        "想下去陪老伴",
        "我死了谁给我收尸",
        "没我了大家都好过",
    ],
)
def test_whoever_puts_i_to_it_or_names_nobody_speaks_of_themselves(text: str) -> None:
    assert oneself.speaks(text)


@pytest.mark.parametrize(
    "text",
    [
        "我儿子说他不想活了",
        "我女儿不想活了",
        "楼顶有个人要跳",
        "他说我不想活了",
        "我老伴想不开",
        "邻居小王要跳楼",
        "他说想一了百了",
    ],
)
def test_of_somebody_else_others_are_told_what_to_do(text: str) -> None:
    assert not oneself.speaks(text)
