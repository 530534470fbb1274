"""jieba behind its one door."""

from hypothesis import given
from hypothesis import strategies as st

from intents import tokens

WORD = st.text("灯桥板绳", min_size=1, max_size=4)


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


def test_a_finder_gives_what_stands_behind_each_word() -> None:
    finder = tokens.finder({"路灯": 1, "灯": 2})
    assert list(finder.iter("路灯")) == [(1, 1), (1, 2)]


def test_a_word_is_found_where_a_longer_one_begins_and_is_not_finished() -> None:
    words = tokens.finder({word: (len(word),) for word in ("擦窗户", "窗")})
    assert [(start, end) for start, end, _ in tokens.leftmost_longest(words.iter("擦窗"))] == [(1, 2)]


@given(words=st.sets(WORD, min_size=1, max_size=8), text=st.text("灯桥板绳。", max_size=30))
def test_of_words_on_top_of_each_other_the_leftmost_counts_and_of_those_the_longest(words: set[str], text: str) -> None:
    found = tokens.leftmost_longest(tokens.finder({word: (len(word), word) for word in words}).iter(text))
    expected, place = [], 0
    while place < len(text):
        here = max((word for word in words if text.startswith(word, place)), key=len, default="")
        if here:
            expected.append((place, here))
        place += len(here) or 1
    assert [(start, word) for start, _, (_, word) in found] == expected
