"""A community's own words over everybody's: as if they were in one list, seen by nobody else."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import requests
from bot.domain.requests import Action, Intent
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from bot.domain.vocabulary import NOTHING, Category, Vocabulary, Words
from intents import categories, classify, evidence, overlay, reader
from intents.finder import Finder
from intents.lexicon import Meaning
from intents.scene import Scene

Heard = Callable[..., requests.Reading]

DOCK = Vocabulary(
    words=(Words("object", "dock", ("浮桥", "跳板")), Words("trouble", "dock", ("缆绳断了", "浮桥散架"))),
    landmarks=("北区大樟树",),
    categories=(Category("dock", "码头", "hazard", urgency="yellow", ask_place=True),),
)
SHEEP = Vocabulary(
    words=(Words("trouble", "flock", ("羊跑了", "缆绳断了")), Words("food", "", ("羊杂割",))),
    categories=(Category("flock", "羊圈", "hazard"),),
)


def _meant(words: dict[str, str]) -> Finder[Meaning]:
    return Finder({word: (False, 1, ((whose, ""),)) for word, whose in words.items()})


WORD = st.text("灯桥板绳", min_size=1, max_size=4)


@given(
    theirs=st.sets(WORD, min_size=1, max_size=8),
    ours=st.sets(WORD, min_size=1, max_size=8),
    text=st.text("灯桥板绳。", max_size=30),
)
def test_two_lists_are_read_like_one_in_which_the_communitys_word_counts(
    theirs: set[str], ours: set[str], text: str
) -> None:
    lower, upper = dict.fromkeys(theirs, "everybody"), dict.fromkeys(ours, "community")
    laid = overlay.Overlay(_meant(lower), _meant(upper)).apart(text)
    found = [(end - 1, text[start:end], one[2][0][0]) for one, start, end in laid]
    assert found == _leftmost_longest(lower | upper, text)


def _leftmost_longest(words: dict[str, str], text: str, place: int = 0) -> list[tuple[int, str, str]]:
    found = []
    while place < len(text):
        here = max((word for word in words if text.startswith(word, place)), key=len, default="")
        if here:
            found.append((place + len(here) - 1, here, words[here]))
        place += len(here) or 1
    return found


def test_without_words_of_its_own_a_community_reads_with_what_all_share() -> None:
    assert overlay.scanner(NOTHING) is evidence.scanner()
    assert overlay.scanner(replace(DOCK, words=(), landmarks=())) is evidence.scanner()


def test_what_is_built_for_a_vocabulary_is_built_once() -> None:
    assert overlay.scanner(DOCK) is overlay.scanner(replace(DOCK))


def test_a_word_means_in_each_community_what_that_one_says() -> None:
    line = "缆绳断了"
    slugs = [classify.category_of(classify.judge(line, own)) for own in (DOCK, SHEEP, DOCK)]
    assert slugs == ["dock", "flock", "dock"]
    assert "缆绳断了" not in {hit[0] for _, hits in classify.judge(line).evidence.clauses for hit in hits}


def test_a_word_that_everybody_has_means_here_what_the_community_says() -> None:
    ours = Vocabulary(words=(Words("trouble", "dock", ("路灯不亮",)),), categories=DOCK.categories)
    assert classify.category_of(classify.judge("路灯不亮了", ours)) == "dock"
    assert classify.category_of(classify.judge("路灯不亮了")) == "lighting"


def test_words_are_written_as_people_write_and_found_in_either_script() -> None:
    traditional = Vocabulary(words=(Words("trouble", "dock", ("纜繩斷了",)),), categories=DOCK.categories)
    assert classify.category_of(classify.judge("缆绳断了", traditional)) == "dock"


def test_words_of_a_class_are_evidence_like_those_of_everybody() -> None:
    assert classify.judge("羊杂割", SHEEP).has("food")
    assert not classify.judge("浮桥", SHEEP).has("object")
    assert classify.judge("浮桥", DOCK).has("object")


def test_a_category_has_a_name_for_people() -> None:
    assert [categories.label_of("lighting", own) for own in (NOTHING, DOCK)] == ["照明", "照明"]


def test_a_category_of_one_community_is_none_of_another() -> None:
    assert [categories.label_of("dock", own) for own in (DOCK, SHEEP, NOTHING)] == ["码头", "dock", "dock"]
    assert categories.find("dock", SHEEP) is None


@pytest.mark.parametrize("own", [DOCK, SHEEP, NOTHING])
def test_everybodys_categories_are_everywhere(own: Vocabulary) -> None:
    assert set(categories.known(NOTHING)) <= set(categories.known(own))


@pytest.fixture
def heard(scene: Scene) -> Heard:
    """What a line is read as in the test community with these words of its own."""

    def _heard(text: str, own: Vocabulary, who: str = "") -> requests.Reading:
        here = replace(scene.community, vocabulary=own)
        return reader.read(text, replace(scene, community=here, person=here.person(who)))

    return _heard


def test_a_line_becomes_a_ticket_of_the_communitys_category(heard: Heard) -> None:
    got = heard("3栋门口浮桥散架了", DOCK)
    assert (got.intent, got.action, got.category, got.urgency) == (Intent.HAZARD, Action.ACT, "dock", Urgency.YELLOW)
    assert heard("3栋门口浮桥散架了", SHEEP).category != "dock"


def test_its_place_is_asked_for_where_the_community_wants_one(heard: Heard) -> None:
    (asked,) = heard("浮桥散架了，缆绳断了，没人管", DOCK).requests
    assert isinstance(asked, requests.Clarify)
    assert asked.slot == "place"


def test_a_patrol_files_what_it_finds_under_it(heard: Heard) -> None:
    (logged,) = heard("巡查 3栋 浮桥散架1处", DOCK, "chen").requests
    assert isinstance(logged, requests.LogPatrol)
    assert [(one.category, one.urgency) for one in logged.hazards] == [("dock", Urgency.YELLOW)]


def test_staff_set_right_to_a_category_of_the_community(heard: Heard) -> None:
    assert heard("12 改类 码头", DOCK, "chen").requests == (requests.Correct(12, category="dock", kind=Kind.HAZARD),)
    assert not any(isinstance(one, requests.Correct) for one in heard("12 改类 码头", SHEEP, "chen").requests)


def test_figures_are_asked_for_by_its_label(heard: Heard) -> None:
    (asked,) = heard("这个月码头有几件", DOCK, "chen").requests
    assert isinstance(asked, requests.ShowFigure)
    assert asked.category == "dock"
    assert not any(isinstance(one, requests.ShowFigure) for one in heard("这个月码头有几件", SHEEP, "chen").requests)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("北区大樟树下的路灯坏了", "北区大樟树下"),
        ("北区大樟樹旁边路灯坏了", "北区大樟樹旁边"),
        ("北区大樟树下雨就积水", "北区大樟树"),
        ("路灯坏了，在北区大樟树东侧", "北区大樟树东侧"),
    ],
)
def test_a_place_of_the_community_is_a_place(heard: Heard, line: str, place: str) -> None:
    got = heard(line, DOCK)
    assert got.action is Action.ACT
    assert got.place is not None
    assert got.place.text == place


def test_the_name_of_a_place_says_where_and_not_what(heard: Heard) -> None:
    assert heard("北区大樟树下的路灯坏了", DOCK).category == "lighting"
    assert heard("北区大樟树倒了，把路都堵了", DOCK).category == heard("大樟树倒了，把路都堵了", SHEEP).category


def test_it_is_none_elsewhere_and_a_building_goes_before_it(heard: Heard) -> None:
    assert heard("北区大樟树下的路灯坏了", SHEEP).place is None
    got = heard("3栋北区大樟树下的路灯坏了", DOCK)
    assert got.place is not None
    assert got.place.building == "3"
