"""[[words]] and [[categories]] in a community file: what they give, and that every mistake has its line."""

from pathlib import Path

import pytest

from bot import community
from bot.domain.errors import BadConfiguration
from bot.domain.roster import Community
from bot.domain.vocabulary import NOTHING, Category, Words
from tests.builders import EXAMPLE

EVERYBODYS = EXAMPLE.read_text(encoding="utf-8")
DOCK = '[[categories]]\nslug = "dock"\nlabel = "码头"\nkind = "hazard"\n'


def written(folder: Path, own: str) -> Path:
    path = folder / "c.toml"
    path.write_text(f"{EVERYBODYS}\n{own}\n", encoding="utf-8")
    return path


def loaded(folder: Path, own: str) -> Community:
    return community.load(written(folder, own), {})


def mistakes(folder: Path, own: str) -> list[str]:
    """Each without the path, its line counted from the first line of `own`."""
    path = written(folder, own)
    with pytest.raises(BadConfiguration) as caught:
        community.load(path, {})
    before = len(EVERYBODYS.splitlines()) + 1
    told = [one.removeprefix(f"{path}:").split(":", 1) for one in caught.value.mistakes]
    return [f"{int(line) - before}:{rest}" for line, rest in told]


def test_a_community_without_its_own_has_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path, "").vocabulary == NOTHING


def test_words_are_parted_by_spaces_and_lines_or_listed(tmp_path: Path) -> None:
    own = loaded(
        tmp_path,
        f"{DOCK}photo = true\n"
        '[[words]]\ncategory = "dock"\nthings = "浮桥 跳板"\ntroubles = """\n缆绳断了\n浮桥散架"""\n'
        '[[words]]\nclass = "food"\nwords = ["锅盔", "羊杂割"]\n'
        '[[words]]\nclass = "landmark"\nwords = "北区大樟树 浮桥"\n'
        '[[words]]\ncategory = "elder_care"\nwanted = "剪脚指甲"\n',
    ).vocabulary
    assert own.words == (
        Words("object", "dock", ("浮桥", "跳板")),
        Words("trouble", "dock", ("缆绳断了", "浮桥散架")),
        Words("food", "", ("锅盔", "羊杂割")),
        Words("wanted", "elder_care", ("剪脚指甲",)),
    )
    assert own.landmarks == ("北区大樟树", "浮桥")
    assert own.categories == (Category("dock", "码头", "hazard", photo=True),)
    assert own.size == 9


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ('[[words]]\ncategory = "moon"\nthings = "月亮"', "2: words.1.category: no category is called 'moon'"),
        ('[[words]]\nclass = "moon"\nwords = "月亮"', "2: words.1.class: no class of words is called 'moon'"),
        ('[[words]]\nclass = "object"\nwords = "月亮"', "2: words.1.class: no class of words is called 'object'"),
        (
            '[[words]]\ncategory = "lighting"\nthings = "灯塔 灯"',
            "3: words.1.things: a word has 2 to 20 characters and no space; not so: '灯'",
        ),
        (
            f'[[words]]\ncategory = "lighting"\nthings = "{"灯" * 21}"',
            f"3: words.1.things: a word has 2 to 20 characters and no space; not so: '{'灯' * 21}'",
        ),
        (
            '[[words]]\ncategory = "lighting"\nthings = "灯塔"\ntroubles = "灯塔"',
            "4: words.1.troubles: '灯塔' appears twice",
        ),
        (
            '[[words]]\ncategory = "lighting"\nwanted = "灯塔"',
            "3: words.1.wanted: 'lighting' is of kind hazard: its words are things and troubles",
        ),
        ('[[words]]\nwords = "月亮"', "1: words.1: needs either category or class"),
        (
            '[[words]]\ncategory = "lighting"\nclass = "food"\nwords = "月亮"',
            "1: words.1: needs either category or class",
        ),
        (
            '[[words]]\ncategory = "lighting"\nwords = "月亮"',
            "1: words.1: words of a category are written as things, troubles, wanted or asks",
        ),
        ('[[words]]\nclass = "food"\nthings = "月亮"', "1: words.1: words of a class are written as words"),
        ('[[words]]\nclass = "food"\nword = "月饼"\nwords = "月饼"', "3: words.1.word: Extra inputs are not permitted"),
        (DOCK.replace("dock", "lighting"), "2: categories.1.slug: 'lighting' is taken by everybody's"),
        (DOCK.replace("码头", "照明"), "3: categories.1.label: '照明' is taken by everybody's"),
        (DOCK + DOCK.replace("码头", "渡口"), "6: categories.2.slug: 'dock' is taken by number 1"),
        (DOCK + DOCK.replace("dock", "ferry"), "7: categories.2.label: '码头' is taken by number 1"),
    ],
)
def test_every_mistake_is_told_with_its_line(tmp_path: Path, own: str, told: str) -> None:
    assert mistakes(tmp_path, own) == [told]


@pytest.mark.parametrize(
    ("own", "where"),
    [
        (DOCK.replace('"dock"', '"Dock 1"'), "2: categories.1.slug: "),
        (DOCK.replace("码头", "@全体成员"), "3: categories.1.label: "),
        (DOCK.replace("hazard", "alarm"), "4: categories.1.kind: "),
        (DOCK + 'urgency = "purple"', "5: categories.1.urgency: "),
    ],
)
def test_what_a_category_cannot_be_is_told_with_its_line(tmp_path: Path, own: str, where: str) -> None:
    (told,) = mistakes(tmp_path, own)
    assert told.startswith(where)


def test_too_many_are_refused(tmp_path: Path) -> None:
    words = " ".join(f"菜{number}" for number in range(5_001))
    assert mistakes(tmp_path, f'[[words]]\nclass = "food"\nwords = "{words}"') == [
        "1: words: 5001 words are too many: at most 5000"
    ]
    many = "".join(DOCK.replace("dock", f"dock{one}").replace("码头", f"码头{one}") for one in range(101))
    assert mistakes(tmp_path, many) == ["1: categories: 101 are too many: at most 100"]


def test_a_mistake_in_one_table_does_not_hide_those_of_others_nor_make_new_ones(tmp_path: Path) -> None:
    own = (
        DOCK.replace("hazard", "alarm")
        + '[[words]]\ncategory = "dock"\nthings = "浮桥"\n[[words]]\nclass = "food"\n'
        + '[[words]]\nclass = "moon"\nwords = "月亮"\n'
        + '[[parties]]\ncode = "port"\nname = "港务"\npeople = ["gaowuye"]\ncategories = ["dock"]\n'
    )
    places = {told.split(": ")[1] for told in mistakes(tmp_path, own)}
    assert places == {"categories.1.kind", "words.2", "words.3.class"}


def test_parties_and_deadlines_may_name_a_category_of_the_community(tmp_path: Path) -> None:
    rest = (
        '[[parties]]\ncode = "port"\nname = "港务"\npeople = ["gaowuye"]\ncategories = ["dock"]\n'
        '[[tickets.deadlines]]\ncategory = "dock"\nresolve_hours = 6\n'
    )
    ours = loaded(tmp_path, DOCK + rest)
    party = ours.party_for("dock")
    assert party is not None
    assert party.name == "港务"
    assert [one.category for one in ours.tickets.deadlines] == ["dock"]
    assert [told.split(": ", 2)[2] for told in mistakes(tmp_path, rest)] == ["no category is called 'dock'"] * 2
