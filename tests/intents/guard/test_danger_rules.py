"""Which rules of danger a line can meet at all, and which it meets."""

from hypothesis import given
from hypothesis import strategies as st

from intents.guard import dangers
from intents.guard.danger_rules import Rule, Rules

WORDS = st.sets(st.text("火车水人", min_size=1, max_size=3), min_size=1, max_size=4)
LISTS = st.lists(WORDS, min_size=4, max_size=4).map(
    lambda lists: {1 << n: sorted(words) for n, words in enumerate(lists)}
)
ROWS = st.lists(st.lists(st.sampled_from([1, 2, 4, 8]), min_size=1, max_size=3), min_size=1, max_size=4)


def _rules(rows: list[list[int]]) -> list[Rule]:
    return [Rule(place, "fire", tuple(row), sum(set(row))) for place, row in enumerate(rows)]


@given(lists=LISTS, rows=ROWS, text=st.text("火车水人。", max_size=12))
def test_a_rule_is_looked_at_wherever_a_word_of_each_of_its_lists_stands(
    lists: dict[int, list[str]], rows: list[list[int]], text: str
) -> None:
    said = {bit for bit, words in lists.items() if any(word in text for word in words)}
    expected = {sum(set(row)) for row in rows if said.issuperset(row)}
    rules = Rules(_rules(rows), lists)
    there = rules.there(text)
    assert (set(there.masks) if there else set()) == expected
    if there:
        needed = {word for bit in lists if any(bit & mask for mask in expected) for word in lists[bit]}
        hits = rules.hits(text, there, least=4)
        places = range(len(text))
        assert {(one.begin, one.word) for one in hits} == {
            (place, word) for word in needed for place in places if text.startswith(word, place)
        }


def test_words_that_stand_apart_and_near_each_other_meet_a_rule() -> None:
    rules = Rules(_rules([[1, 2]]), {1: ["电梯"], 2: ["困", "梯困"]})
    there = rules.there("电梯困人")
    assert there is not None
    assert rules.worst(rules.hits("电梯困人", there, least=4), there.masks) == ("fire", "电梯×困")


def test_most_lines_hold_the_words_of_no_rule() -> None:
    assert dangers.book().rules.there("订一份饭") is None
    assert Rules(_rules([[1, 2]]), {1: ["电梯"], 2: ["困"]}).there("电梯坏了") is None
