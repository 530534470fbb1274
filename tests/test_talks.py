"""Whether anything of the same person in the same chat is in hand."""

from dataclasses import replace

import pytest

from bot.talks import Talks
from tests.contracts.values import incoming

SAID = incoming()


def test_who_speaks_first_is_alone_and_who_comes_meanwhile_is_not() -> None:
    talks = Talks()
    with talks.taking(SAID) as first, talks.taking(replace(SAID, msgid="m2")) as second:
        assert (first, second) == (True, False)
    with talks.taking(SAID) as again:
        assert again is True


def test_a_message_stays_in_hand_until_its_work_has_ended() -> None:
    talks = Talks()
    with talks.taking(SAID):
        talks.begin(SAID)
    with talks.taking(SAID) as meanwhile:
        assert meanwhile is False
    talks.end(SAID)
    with talks.taking(SAID) as afterwards:
        assert afterwards is True


def test_all_that_is_in_hand_is_counted() -> None:
    talks = Talks()
    with talks.taking(SAID), talks.taking(replace(SAID, sender="li")):
        talks.begin(SAID)
        assert len(talks) == 3
    assert len(talks) == 1


@pytest.mark.parametrize("other", [{"chat": "group2"}, {"sender": "li"}])
def test_another_person_or_chat_is_another_talk(other: dict[str, str]) -> None:
    talks = Talks()
    with talks.taking(SAID), talks.taking(replace(SAID, **other)) as alone:  # type: ignore[arg-type]
        assert alone is True
