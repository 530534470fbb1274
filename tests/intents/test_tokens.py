"""jieba behind its one door."""

from intents import tokens


def test_boundaries_stand_between_words() -> None:
    segmenter = tokens.segmenter(frozenset({"路灯", "不亮"}))
    assert tokens.boundaries("路灯不亮", segmenter) == {0, 2, 4}


def test_our_own_words_are_never_cut() -> None:
    segmenter = tokens.segmenter(frozenset({"飞线充电"}))
    assert 2 not in tokens.boundaries("飞线充电", segmenter)
