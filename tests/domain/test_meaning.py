"""Which of somebody's matters their own words are about, and what is asked for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import meaning, requests
from bot.domain.concerns import Concern, Mood
from bot.domain.places import Place
from bot.domain.requests import AddToTicket, AnswerClosing, Clarify, Rating, ShowMyTickets, ShowTicket, UrgeTicket
from bot.domain.tickets import Kind, State, Ticket
from bot.domain.urgency import Urgency
from tests.builders import BLOCK, NINE, WANG

LAMP = Ticket(
    *("xingfuli", 1, Kind.HAZARD, "lighting", Urgency.BLUE, State.ASSIGNED, "3栋2单元的路灯不亮", WANG, "aibot", NINE),
    place=BLOCK,
)
COVER = replace(LAMP, number=2, category="road", text="3栋门口井盖松了")


def _said(*moods: Mood, **more: object) -> Concern:
    return replace(Concern("…", frozenset(moods)), **more)  # type: ignore[arg-type]


def _meant(concern: Concern, *mine: Ticket, fresh: frozenset[int] = frozenset()) -> requests.Request | None:
    return meaning.meant(concern, mine, fresh, NINE)


@pytest.mark.parametrize(
    ("mood", "state", "request_"),
    [
        (Mood.UNDONE, State.CONFIRMING, AnswerClosing(Rating.DISSATISFIED, 1, "…")),
        (Mood.UNDONE, State.WORKING, UrgeTicket(1, "…")),
        (Mood.DENIED, State.WORKING, None),
        (Mood.ASKS, State.REFERRED, ShowTicket(1)),
        (Mood.ASKS, State.CONFIRMING, ShowTicket(1)),
        (Mood.URGES, State.ASSIGNED, UrgeTicket(1, "…")),
        (Mood.DONE, State.CONFIRMING, AnswerClosing(Rating.SATISFIED, 1, "…")),
        (Mood.GIVES_UP, State.ASSIGNED, requests.WithdrawTicket(1, "…")),
        (Mood.GIVES_UP, State.CONFIRMING, None),
        (Mood.AGAIN, State.WITHDRAWN, requests.RefileTicket(1)),
        (Mood.AGAIN, State.CONFIRMING, AnswerClosing(Rating.DISSATISFIED, 1, "…")),
        (Mood.PLEASED, State.CONFIRMING, None),
        (Mood.ASKS, State.CLOSED, None),
    ],
)
def test_what_is_asked_depends_on_how_far_it_is(mood: Mood, state: State, request_: requests.Request | None) -> None:
    assert _meant(_said(mood), replace(LAMP, state=state)) == request_


def test_pleased_counts_only_right_after_the_news() -> None:
    done = replace(LAMP, state=State.CONFIRMING)
    assert _meant(_said(Mood.PLEASED), done, fresh=frozenset({1})) == AnswerClosing(Rating.SATISFIED, 1, "…")


def test_a_denial_that_names_the_thing_reopens_it_and_a_bare_one_is_asked_about() -> None:
    done = replace(LAMP, state=State.CONFIRMING)
    named = _said(Mood.DENIED, things=frozenset({"路灯"}))
    assert _meant(named, done) == AnswerClosing(Rating.DISSATISFIED, 1, "…")
    assert isinstance(_meant(_said(Mood.DENIED), done), Clarify)


@pytest.mark.parametrize("state", [State.CONFIRMING, State.CLOSED])
def test_a_doubt_is_one_question(state: State) -> None:
    mood = Mood.DOUBT if state is State.CONFIRMING else Mood.UNDONE
    asked = _meant(_said(mood), replace(LAMP, state=state))
    assert asked == Clarify("undone", AnswerClosing(Rating.DISSATISFIED, 1, "…"), ("1",))


@pytest.mark.parametrize(
    "named",
    [{"things": frozenset({"井盖"})}, {"things": frozenset({"盖"}), "categories": frozenset({"road"})}, {"number": 2}],
)
def test_of_several_the_named_one_is_meant(named: dict[str, object]) -> None:
    assert _meant(_said(Mood.URGES, **named), COVER, LAMP) == UrgeTicket(2, "…")


@pytest.mark.parametrize("mood", [Mood.ASKS, Mood.URGES, Mood.GIVES_UP])
def test_of_what_is_over_it_is_told_that_it_is(mood: Mood) -> None:
    assert _meant(_said(mood, number=1), replace(LAMP, state=State.WITHDRAWN)) == ShowTicket(1)
    assert _meant(_said(mood), replace(LAMP, state=State.CLOSED)) is None


def test_a_denial_before_the_work_is_done_is_added_unless_it_names_another_place() -> None:
    said = _said(Mood.DENIED, things=frozenset({"路灯"}), report="lighting")
    assert _meant(said, LAMP) == AddToTicket("…", 1)
    assert _meant(replace(said, place=BLOCK), LAMP) is None


def test_of_several_without_a_name_the_handler_asks_or_shows_all() -> None:
    assert _meant(_said(Mood.URGES), COVER, LAMP) == UrgeTicket(None, "…")
    assert _meant(_said(Mood.ASKS), COVER, LAMP) == ShowMyTickets()


@pytest.mark.parametrize(
    "named",
    [
        {"things": frozenset({"垃圾"}), "categories": frozenset({"waste"})},
        {"report": "waste"},
        {"number": 7},
        {"place": Place("5栋", "5")},
    ],
)
def test_another_thing_place_or_number_is_another_matter(named: dict[str, object]) -> None:
    assert _meant(_said(Mood.UNDONE, **named), replace(LAMP, state=State.CONFIRMING)) is None


def test_a_place_goes_to_the_newest_matter_without_one() -> None:
    where = Place("东门", landmark="东门")
    older, newer = replace(LAMP, place=None), replace(COVER, created_at=NINE)
    assert _meant(_said(Mood.PLACE, place=where), newer, older) == AddToTicket("…", 1, where)
    stale = replace(older, created_at=NINE - timedelta(days=2))
    assert _meant(_said(Mood.PLACE, place=where), stale) is None
