"""Words in their clauses: boundaries, negation, what carries over."""

import pytest

from intents import evidence


def _classes(text: str) -> list[set[str]]:
    scanner = evidence.scanner()
    bits = scanner.lexicon.bits
    return [{name for name, bit in bits.items() if held & bit} for held, _ in scanner.scan(text).clauses]


def test_a_thing_and_its_defect_share_a_clause() -> None:
    (clause,) = _classes("路灯又坏了")
    assert {"object", "defect"} <= clause


def test_clauses_part_at_punctuation() -> None:
    first, second = _classes("路灯很亮,垃圾桶破了")
    assert "defect" not in first
    assert "defect" in second


def test_a_defect_after_a_pause_speaks_of_the_thing_before_it() -> None:
    classes = _classes("三号楼那个电梯,又坏了")
    assert {"object", "defect"} <= classes[-1]


@pytest.mark.parametrize("text", ["没有漏水", "没漏水", "不是漏水"])
def test_a_denied_trouble_is_none(text: str) -> None:
    (clause,) = _classes(text)
    assert "trouble" not in clause
    assert "negated" in clause


def test_not_repaired_is_the_contrary_of_repaired() -> None:
    (clause,) = _classes("路灯没有修好")
    assert "unsolved" in clause
    assert "solved" not in clause


def test_a_one_character_word_inside_another_word_does_not_count() -> None:
    classes = _classes("电话号码多少")
    assert not any("object" in clause for clause in classes)


def test_a_word_of_ours_is_found_whole_though_the_dictionary_does_not_know_it() -> None:
    ((_, hits),) = evidence.scanner().scan("楼道里飞线充电").clauses
    assert "飞线充电" in [word for word, *_ in hits]
