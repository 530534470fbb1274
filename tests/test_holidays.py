from datetime import date
from pathlib import Path

import pytest

from bot import holidays
from bot.domain import errors


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 10, 1), False),  # National Day, a Thursday
        (date(2026, 10, 10), True),  # a Saturday worked in exchange
        (date(2026, 11, 21), False),  # a plain Saturday
        (date(2026, 11, 23), True),  # a plain Monday
    ],
)
def test_published_years_know_holidays_and_worked_weekends(day: date, worked: bool) -> None:
    assert holidays.ChineseCalendar().is_workday(day) is worked


def test_a_year_nobody_published_is_worked_monday_to_friday_and_reported() -> None:
    calendar = holidays.ChineseCalendar()
    assert [calendar.is_workday(date(2099, 10, day)) for day in range(1, 5)] == [True, True, False, False]
    assert calendar.missing([2099, 2026, 1999]) == (1999, 2099)


def test_days_of_a_file_win_and_make_their_year_known(tmp_path: Path) -> None:
    path = tmp_path / "days.toml"
    path.write_text('worked = [2099-10-03]\nfree = ["2099-10-01"]\n', encoding="utf-8")
    calendar = holidays.load(path)
    assert calendar.is_workday(date(2099, 10, 3))
    assert not calendar.is_workday(date(2099, 10, 1))
    assert calendar.missing([2099]) == ()


def test_the_file_may_be_json(tmp_path: Path) -> None:
    path = tmp_path / "days.json"
    path.write_text('{"free": ["2026-11-23"]}', encoding="utf-8")
    assert not holidays.load(path).is_workday(date(2026, 11, 23))


def test_without_a_file_the_package_alone_speaks() -> None:
    assert holidays.load() == holidays.ChineseCalendar()


def test_every_mistake_in_the_file_is_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "days.toml"
    path.write_text('worked = ["2027-02-30", 2027-05-01]\nfree = [2027-05-01, 3]\nfrei = []\n', encoding="utf-8")
    with pytest.raises(errors.BadConfiguration) as raised:
        holidays.load(path)
    assert len(raised.value.mistakes) == 4
    assert all("days.toml" in mistake for mistake in raised.value.mistakes)


@pytest.mark.parametrize(("name", "text"), [("days.json", "{"), ("days.toml", "worked ="), ("days.json", "[1]")])
def test_an_unreadable_file_is_bad_configuration(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(errors.BadConfiguration):
        holidays.load(tmp_path / name)


def test_an_absent_file_is_bad_configuration(tmp_path: Path) -> None:
    with pytest.raises(errors.BadConfiguration):
        holidays.load(tmp_path / "days.toml")
