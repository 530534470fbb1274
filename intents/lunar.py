"""Days of the lunar calendar that people name (初八, 除夕, 腊八), from the dates of the new moons of coming years."""

from datetime import date, timedelta

from intents import numbers

#: First days of lunar months (正月 first), as published by the Purple Mountain Observatory (GB/T 33661-2017).
#: The names are month numbers; a leap month repeats the number.
_MONTHS: tuple[tuple[date, int], ...] = (
    (date(2026, 2, 17), 1), (date(2026, 3, 19), 2), (date(2026, 4, 17), 3), (date(2026, 5, 17), 4),
    (date(2026, 6, 15), 5), (date(2026, 7, 14), 6), (date(2026, 8, 13), 7), (date(2026, 9, 11), 8),
    (date(2026, 10, 10), 9), (date(2026, 11, 9), 10), (date(2026, 12, 9), 11), (date(2027, 1, 8), 12),
    (date(2027, 2, 6), 1), (date(2027, 3, 8), 2), (date(2027, 4, 7), 3), (date(2027, 5, 6), 4),
    (date(2027, 6, 5), 5), (date(2027, 7, 4), 6), (date(2027, 8, 2), 7), (date(2027, 9, 1), 8),
    (date(2027, 9, 30), 9), (date(2027, 10, 29), 10), (date(2027, 11, 28), 11), (date(2027, 12, 28), 12),
    (date(2028, 1, 26), 1),
)  # fmt: skip
_NAMED = {"正月": 1, "腊月": 12}


def next_day(month: str, day: str, today: date) -> date | None:
    """The next such day from `today` on; None outside the table. `month` is 正月, 腊月 or "" (any)."""
    if day in ("除夕", "大年三十", "年三十"):
        eves = (first - timedelta(days=1) for first, number in _MONTHS if number == 1)
        return next((eve for eve in eves if eve >= today), None)
    wanted, number = _NAMED.get(month), numbers.value_of(day.removeprefix("初"))
    if day == "腊八":
        wanted, number = 12, 8
    if number is None:
        return None
    starts = (first + timedelta(days=number - 1) for first, name in _MONTHS if wanted is None or name == wanted)
    return next((found for found in starts if found >= today), None)
