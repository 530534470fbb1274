import pytest

from bot.domain.concerns import Mood
from intents import signs
from intents.talk import moods


def _cued(line: str) -> tuple[int, int]:
    return moods.cued(line, signs.look(line) >> signs.MOODS)


@pytest.mark.parametrize(
    ("section", "key", "mood"),
    [("done", "words", Mood.DONE), ("place", "home", Mood.PLACE), ("over", "bare", Mood.OVER)],
)
def test_every_word_of_a_list_that_hints_is_a_hint(section: str, key: str, mood: Mood) -> None:
    assert all(_cued(f"就{word}嘛")[1] & moods.BITS[mood] for word in moods.words(section, key))


@pytest.mark.parametrize(("section", "mood"), [("gives_up", Mood.GIVES_UP), ("urges", Mood.URGES), ("over", Mood.OVER)])
def test_every_word_that_is_enough_by_itself_is_enough(section: str, mood: Mood) -> None:
    assert all(_cued(f"就{word}嘛")[0] & moods.BITS[mood] for word in moods.words(section, "words"))


def test_what_is_said_twice_around_a_verb_is_in_doubt() -> None:
    assert _cued("亮是亮了")[0] == moods.BITS[Mood.DOUBT]


def test_words_of_other_things_hint_at_nothing() -> None:
    assert _cued("楼下路灯") == (0, 0)


@pytest.mark.parametrize(
    ("mood", "line"),
    [(Mood.UNDONE, "还是很冷"), (Mood.ASKS, "修了没有"), (Mood.URGES, "都报了三天"), (Mood.GIVES_UP, "我们自己修好了")],
)
def test_two_words_that_stand_apart_are_one_mood(mood: Mood, line: str) -> None:
    found = {bit for bit, pattern in moods.patterns() if pattern.search(line)}
    assert found == {moods.BITS[mood]}
