"""Whether anything of the same person in the same chat is in hand."""

from dataclasses import replace

import pytest

from bot.domain.messages import Channel
from bot.talks import Talks
from tests.contracts.values import incoming

SAID = incoming()


def test_who_speaks_first_is_alone_and_who_comes_meanwhile_is_not() -> None:
    talks = Talks()
    assert (talks.begin(SAID), talks.begin(replace(SAID, msgid="m2"))) == (True, False)
    talks.end(SAID)
    assert talks.begin(SAID) is False


def test_who_speaks_after_everything_has_ended_is_alone_again() -> None:
    talks = Talks()
    for _ in range(2):
        talks.begin(SAID)
    for _ in range(2):
        talks.end(SAID)
    assert talks.begin(SAID) is True


def test_all_that_is_in_hand_is_counted() -> None:
    talks = Talks()
    for one in (SAID, SAID, replace(SAID, sender="li")):
        talks.begin(one)
    assert len(talks) == 3
    talks.end(SAID)
    assert len(talks) == 2


@pytest.mark.parametrize("other", [{"chat": "group2"}, {"sender": "li"}, {"channel": Channel.APP}])
def test_another_person_or_chat_is_another_talk(other: dict[str, str]) -> None:
    talks = Talks()
    talks.begin(SAID)
    assert talks.begin(replace(SAID, **other)) is True  # type: ignore[arg-type]


def test_a_talk_is_calm_while_all_that_went_before_was_met_with_silence() -> None:
    talks = Talks()
    for _ in range(2):
        talks.begin(SAID)
    assert talks.calm(SAID)
    talks.handle(SAID)
    assert not talks.calm(SAID)
    talks.handled(SAID, told=False)
    talks.end(SAID)
    assert talks.calm(SAID)


def test_a_talk_in_which_something_was_said_is_calm_only_once_it_has_ended() -> None:
    talks = Talks()
    for _ in range(2):
        talks.begin(SAID)
    talks.handle(SAID)
    talks.handled(SAID, told=True)
    talks.end(SAID)
    assert not talks.calm(SAID)
    talks.end(SAID)
    talks.begin(SAID)
    assert talks.calm(SAID)
