from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import sqlite

from storage.columns import Moment


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment().process_bind_param(datetime(2026, 11, 23), sqlite.dialect())  # noqa: DTZ001 the very thing refused


def test_a_moment_is_the_same_after_a_journey_in_utc() -> None:
    moment = datetime(2026, 11, 23, 8, tzinfo=timezone(timedelta(hours=8)))
    kept = Moment().process_bind_param(moment, sqlite.dialect())
    assert kept is not None
    back = Moment().process_result_value(kept.replace(tzinfo=None), sqlite.dialect())
    assert back == moment
    assert back.utcoffset() == timedelta(0)
