"""The words and rules are data, and their mistakes are told with file and line."""

from collections.abc import Sequence

import pytest

from bot.domain import errors
from bot.domain.tickets import Kind
from intents import lexicon, rules, sources


def test_every_category_opens_a_kind_of_ticket_that_exists() -> None:
    assert {one.kind for one in lexicon.categories().values()} <= {kind.value for kind in Kind}


def mistakes(monkeypatch: pytest.MonkeyPatch, file: str, text: str) -> Sequence[str]:
    """What is said of the words and rules when that text stands in one of their files."""
    real = sources.text_of
    monkeypatch.setattr(sources, "text_of", lambda name: text if name == file else real(name))
    read = rules.rules if file == "rules.toml" else lexicon.lexicon
    read.cache_clear()
    try:
        with pytest.raises(errors.BadConfiguration) as caught:
            read()
    finally:
        read.cache_clear()
    return caught.value.mistakes


def test_every_mistake_is_named_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = '[moonlight]\nthings = "月亮"\n\n[lighting]\nsparkles = "闪"\n'
    assert mistakes(monkeypatch, "objects.toml", broken) == (
        "objects.toml:1: no such category moonlight",
        "objects.toml:4: sparkles is not a list of words here",
    )


def test_a_rule_about_unknown_words_is_refused_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = '# 一\n[[rule]]\nname = "甲"\nall = ["nonsense"]\nhazard = 1.0\n[[rule]]\nname = "乙"\n'
    assert mistakes(monkeypatch, "rules.toml", broken) == (
        "rules.toml:3: no such class of words: nonsense",
        "rules.toml:7: no weight for hazard or wish or meal or other",
    )


def test_a_syntax_error_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "text_of", lambda name: "words = [")
    with pytest.raises(errors.BadConfiguration, match=r"acts\.toml"):
        sources.table_of("acts.toml")
