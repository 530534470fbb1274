"""How a stored row is shown: moments in one zone, persons as pseudonyms, words only on request."""

import json
import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Row

from storage.pseudonyms import pseudonym

#: What `delivery.cause_for` and `cards.task_id` put in the place of a person.
_MARK = re.compile(r"(?<=[:@])[0-9a-f]{12,16}(?=:|$)")
#: A row as it is shown.
Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """How rows are shown: moments in `zone`; persons as pseudonyms and without words unless `private`.

    `salt` is that of the community whose row it is.
    """

    zone: tzinfo
    private: bool = False
    community: str = ""
    salt: str = ""

    def at(self, moment: datetime | None) -> str | None:
        return moment.astimezone(self.zone).isoformat() if moment else None

    def who(self, person: str) -> str:
        """The same person has the same pseudonym everywhere in a community; "" stays ""."""
        return person if self.private or not person else pseudonym(self.salt, person)

    def cause(self, cause: str) -> str:
        """Whose mark it holds could be found out by trying userids: it gets another one."""
        return _MARK.sub(lambda found: self.who(found[0]), cause)

    def words(self, text: str) -> str | None:
        return text if self.private else None

    def place(self, text: str | None) -> Shown | None:
        place = json.loads(text) if text else None
        if place and not self.private:
            place |= {"text": None, "room": None, "landmark": None}
        return place

    def requests(self, text: str) -> list[Shown]:
        found: list[Shown] = json.loads(text or "[]")
        return found if self.private else [{"type": one["type"]} for one in found]


def leave_shown(row: Row[Any], _parts: list[Row[Any]], view: View) -> Shown:
    """Staff are shown by their userid, as in tickets. `since` and `until`: of the first and last day, null for whole
    days."""
    return {
        "id": row.id,
        "person": row.person,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "since": row.since or None,
        "until": row.until or None,
        "stand_in": row.stand_in,
        "noted_by": row.noted_by,
        "noted_at": view.at(row.noted_at),
        "ended_at": view.at(row.ended_at),
    }


def promise_shown(row: Row[Any], _parts: list[Row[Any]], view: View) -> Shown:
    return {
        "ticket": row.ticket,
        "person": row.person,
        "made_at": view.at(row.made_at),
        "due_at": view.at(row.due_at),
        "done_at": view.at(row.done_at),
    }
