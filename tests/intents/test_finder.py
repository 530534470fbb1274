"""Many words found in one pass."""

from hypothesis import given
from hypothesis import strategies as st

from intents.finder import Finder

WORD = st.text("灯桥板绳", min_size=1, max_size=4)
WORDS = st.sets(WORD, min_size=1, max_size=8)
TEXT = st.text("灯桥板绳。", max_size=30)


def test_each_word_is_found_with_what_stands_behind_it() -> None:
    assert Finder({"路灯": 1, "灯": 2}).every("开路灯") == [(1, 1, 3), (2, 2, 3)]


def test_a_word_is_found_where_a_longer_one_begins_and_is_not_finished() -> None:
    assert Finder(dict.fromkeys(("擦窗户", "窗"))).apart("擦窗") == [(None, 1, 2)]


def test_an_empty_word_is_nowhere() -> None:
    assert Finder({"": 1, "窗": 2}).every("擦窗") == [(2, 1, 2)]


@given(words=WORDS, text=TEXT)
def test_every_word_is_found_wherever_it_stands(words: set[str], text: str) -> None:
    places = range(len(text))
    expected = {(word, start) for word in words for start in places if text.startswith(word, start)}
    finder = Finder({word: word for word in words})
    found = finder.every(text)
    assert {(word, start) for word, start, _ in found} == expected
    assert len(found) == len(expected)
    assert [end for *_, end in found] == sorted(start + len(word) for word, start in expected)
    assert finder.any(text) is bool(expected)


@given(words=WORDS, text=TEXT)
def test_of_words_on_top_of_each_other_the_leftmost_counts_and_of_those_the_longest(words: set[str], text: str) -> None:
    expected, place = [], 0
    while place < len(text):
        here = max((word for word in words if text.startswith(word, place)), key=len, default="")
        if here:
            expected.append((here, place, place + len(here)))
        place += len(here) or 1
    assert Finder({word: word for word in words}).apart(text) == expected
