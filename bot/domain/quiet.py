"""Quiet hours: when an ordinary post may go out."""

from datetime import datetime, time, timedelta


def next_open(now: datetime, quiet: tuple[time, time]) -> datetime:
    """`now`, or the end of the quiet hours it falls into. `now` in the community's own time zone."""
    begin, end = quiet
    clock = now.time()
    inside = begin <= clock or clock < end if begin > end else begin <= clock < end
    if not inside:
        return now
    day = now.date() + timedelta(days=1) if clock >= end else now.date()
    return datetime.combine(day, end, now.tzinfo)
