"""The shape of every rule file is checked when it is read, and what is wrong is told with its line."""

import gc
from importlib import resources

import pytest

from bot.domain import errors
from intents import reader, schemas, sources

LISTED = 'deeds = "修"\nwhom = ""\nhanded = ""\nfinding = ""\nunfounded = ""\n'


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("results.toml", f"{LISTED}empty = 5\n", ("results.toml:6: empty should be text",)),
        ("results.toml", LISTED, ("results.toml:1: empty is missing",)),
        (
            "joining.toml",
            'alone = ""\nwords = ""\noutages = ""\nhelp = ""\n',
            ("joining.toml:4: help should be a table",),
        ),
        ("spellings.toml", '[slips]\n"路登" = "路灯"\n"电题" = 1\n', ("spellings.toml:3: 电题 should be text",)),
        ("leanings.toml", '"我" = { wish = "多" }\n', ("leanings.toml:1: wish should be a number",)),
        (
            "categories.toml",
            '[light]\nlabel = "灯"\nkind = "lamp"\nurgency = "green"\n',
            (
                "categories.toml:3: kind is one of alarm, dispute, hazard, help, hotline, wish",
                "categories.toml:4: urgency is one of blue, red, yellow",
            ),
        ),
        (
            "asides.toml",
            '[urge]\nwho = "resident"\nhelp = ""\nwords = ""\n[note]\nwho = ""\nhelp = ""\nword = ""\n',
            ("asides.toml:5: words is missing", "asides.toml:8: unknown key word"),
        ),
        (
            "commands.toml",
            '[[show]]\nrequest = "a"\nwho = ""\nhelp = ""\nwords = ""\n'
            '[[show]]\nrequest = "a"\nwho = ""\nhelp = ""\nwords = 7\n',
            ("commands.toml:1: move is missing", "commands.toml:10: words should be text"),
        ),
    ],
)
def test_what_has_not_the_shape_is_told_with_its_line(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str, told: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sources, "text_of", lambda _: written)
    with pytest.raises(errors.BadConfiguration) as caught:
        sources.table_of(name)
    assert caught.value.mistakes == told


def test_a_list_of_tables_is_asked_for_where_one_table_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "text_of", lambda _: "[rule]\n")
    with pytest.raises(errors.BadConfiguration, match=r"rules\.toml:1: rule should be a list of tables"):
        sources.table_of("rules.toml")


@pytest.mark.parametrize("name", schemas.FILES)
def test_a_file_that_only_staff_need_is_checked_at_the_start_too(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    real = sources.text_of
    monkeypatch.setattr(sources, "text_of", lambda asked: "here = [" if asked == name else real(asked))
    with pytest.raises(errors.BadConfiguration, match=name):
        reader.warm()
    assert gc.isenabled()


def test_every_rule_file_that_is_shipped_has_its_shape() -> None:
    shipped = [one.name for one in (resources.files("intents") / "data").iterdir() if one.name.endswith(".toml")]
    assert shipped
    assert all(sources.table_of(name) for name in shipped)
