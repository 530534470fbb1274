"""Who works in the community, as its file says."""

from collections.abc import Sequence

from bot.domain.roster import Community, Role
from bot.wording import words

_CALLED = {Role.VOLUNTEER: "志愿者", Role.WORKER: "网格员", Role.LEADER: "网格长", Role.PROPERTY: "物业"}


def listed(role: Role, community: Community, people: Sequence[str], *, by_name: bool) -> str:
    """How many there are, and who, with the grids they are named in."""
    head = f"{_CALLED[role]}登记了 {len(people)}人"
    if not people:
        return f"{head}。要添人，请管理员写进社区文件。"
    if not by_name:
        return f"{head}。是谁，请私聊问我。"
    lines = [f"{_name(community, one)}{_grids(community, one)}" for one in people]
    return "\n".join([f"{head}：", *lines, "口径：社区文件里登记的；没登记的不算。"])


def _name(community: Community, userid: str) -> str:
    person = community.person(userid)
    return words.harmless(person.name if person else userid, 12)


def _grids(community: Community, userid: str) -> str:
    named = [one.name for one in community.grids if userid in {one.worker, one.leader, *one.volunteers}]
    return f"（{'、'.join(words.harmless(one, 20) for one in named)}）" if named else ""
