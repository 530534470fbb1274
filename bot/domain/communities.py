"""All communities of one installation, and whose a message is."""

from dataclasses import dataclass
from functools import cached_property

from bot.domain.cards import task_of
from bot.domain.messages import Incoming
from bot.domain.roster import Community, Group


@dataclass(frozen=True)
class Communities:
    """The files are read again only at a restart. Without slots, so that the look-ups below are built once."""

    by_code: dict[str, Community]

    def locate(self, incoming: Incoming) -> tuple[str, bool]:
        """(code of the community, "" if not known yet; True if we may keep the text)."""
        if incoming.in_group:
            code = self._of_chat.get(incoming.chat, "")
            return code, bool(code)
        about = task_of(incoming.event.task_id) if incoming.event else None
        named = self.by_code.get(about.community) if about else None
        if named and named.person(incoming.person):  # a card says whose ticket it is
            return named.code, True
        only = next(iter(self.by_code)) if len(self.by_code) == 1 else ""
        return self._of_person.get(incoming.person, only), True

    def group(self, chat_id: str) -> Group | None:
        """The group of a chat id, in whichever community lists it."""
        community = self.by_code.get(self._of_chat.get(chat_id, ""))
        return community.group(chat_id) if community else None

    def robot_limit(self, chat_id: str) -> int:
        """How much the robot of a chat may say in a minute."""
        community = self.by_code.get(self._of_chat.get(chat_id, ""))
        return community.push.robot_per_minute if community else 0

    @cached_property
    def _of_chat(self) -> dict[str, str]:
        return {group.chat_id: one.code for one in self.by_code.values() for group in one.groups}

    @cached_property
    def _of_person(self) -> dict[str, str]:
        return {person.userid: one.code for one in self.by_code.values() for person in one.people}
