"""Quiet hours: when an ordinary post may go out."""

from datetime import datetime, time, timedelta


def inside(now: datetime, quiet: tuple[time, time]) -> bool:
    """Does `now`, in the community's own time zone, fall into the quiet hours?"""
    begin, end = quiet
    clock = now.time()
    return begin <= clock or clock < end if begin > end else begin <= clock < end


def next_open(now: datetime, quiet: tuple[time, time]) -> datetime:
    """`now`, or the end of the quiet hours it falls into. `now` in the community's own time zone."""
    if not inside(now, quiet):
        return now
    end = quiet[1]
    day = now.date() + timedelta(days=1) if now.time() >= end else now.date()
    return datetime.combine(day, end, now.tzinfo)
