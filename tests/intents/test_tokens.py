"""jieba behind its one door."""

from intents import tokens


def test_boundaries_stand_between_words() -> None:
    assert tokens.boundaries("电梯坏了", tokens.segmenter()) == {0, 2, 3, 4}


def test_a_character_inside_a_word_of_the_dictionary_is_no_word_by_itself() -> None:
    assert tokens.inside_words("一块橡皮", 0, 4, [2, 3], tokens.segmenter()) == {2, 3}


def test_a_character_that_stands_alone_is_a_word_without_asking_jieba() -> None:
    assert tokens.inside_words("橘灯", 0, 2, [1], tokens.segmenter()) == set()


def test_what_begins_inside_a_stretch_and_ends_outside_is_no_word_of_it() -> None:
    assert tokens.inside_words("橡皮", 0, 1, [0], tokens.segmenter()) == set()


def test_the_dictionary_holds_no_word_longer_than_the_search_for_words_reaches() -> None:
    assert max(map(len, tokens.frequencies())) == 4
