"""Requests hand on the person's own characters."""

from bot.domain.requests import MoveTicket, NoteTicket, ShowHelp
from bot.domain.tickets import Move
from intents import verbatim
from intents.normalise import normalise


def test_a_full_width_comma_comes_back_as_it_was_written() -> None:
    said = MoveTicket(Move.RESOLVE, 12, "已换灯泡,很亮")
    assert verbatim.restored(said, normalise("12 办结 已换灯泡，很亮")) == MoveTicket(
        Move.RESOLVE, 12, "已换灯泡，很亮"
    )


def test_dialect_and_traditional_characters_come_back() -> None:
    normal = normalise("備註：俺問過了")
    said = NoteTicket(12, normal.text.rpartition(":")[2])
    assert verbatim.restored(said, normal) == NoteTicket(12, "俺問過了")


def test_a_request_without_words_stays_as_it_is() -> None:
    assert verbatim.restored(ShowHelp(), normalise("帮助")) == ShowHelp()


def test_words_that_the_line_does_not_hold_stay_as_they_are() -> None:
    said = MoveTicket(Move.RESOLVE, 12, "已处理")
    assert verbatim.restored(said, normalise("办结")) == said
