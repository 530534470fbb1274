"""A corp and everybody in it: members, groups, robots, the app, the Official Account. Values, and who may see what."""

import re
import secrets
import string
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.domain import roster
from bot.sandbox.transcript import Transcript

CALLER_IP = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the corp. `openid` when the person also follows the Official Account."""

    userid: str
    name: str
    roles: tuple[str, ...] = ("resident",)
    openid: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A group chat. An `external` one has WeChat residents in it, and no robot hears it."""

    chat_id: str
    name: str
    kind: str
    members: tuple[str, ...]
    webhook_key: str = field(default="", repr=False)
    external: bool = False


@dataclass(frozen=True, slots=True)
class Aibot:
    """The 智能机器人: `name` is what people write after @."""

    id: str
    name: str
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    url: str = ""


@dataclass(frozen=True, slots=True)
class App:
    corp_id: str
    agent_id: int
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    url: str = ""


@dataclass(frozen=True, slots=True)
class OfficialAccount:
    """`aes_key` empty: callbacks travel as plain XML."""

    app_id: str
    gh_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(repr=False, default="")
    url: str = ""


@dataclass
class World:
    """`origin` is where the sandbox itself answers: response and media URLs begin with it. `refuses_cards`: as apps
    without the right to send them."""

    members: dict[str, Member]
    rooms: dict[str, Room]
    aibot: Aibot
    app: App
    account: OfficialAccount
    origin: str = ""
    transcript: Transcript = field(default_factory=Transcript)
    refuses_cards: bool = False

    def room_of_key(self, key: str) -> Room | None:
        return next((room for room in self.rooms.values() if key and room.webhook_key == key), None)

    def follower(self, openid: str) -> Member | None:
        return next((one for one in self.members.values() if openid and one.openid == openid), None)

    def name(self, userid: str) -> str:
        member = self.members.get(userid)
        return member.name if member else userid

    def remove_robot(self, chat_id: str) -> None:
        """Somebody throws the push robot out of the group: its key is dead from now on."""
        self.rooms[chat_id] = replace(self.rooms[chat_id], webhook_key="")

    def really_mentioned(self, room: Room, listed: Iterable[str], text: str) -> tuple[str, ...]:
        """Members of the room among the listed userids and the inline `<@userid>`; strangers are ignored silently."""
        named = [*listed, *re.findall(r"<@([^<>\s]+)>", text)]
        everybody = room.members if "@all" in named else ()
        return tuple(dict.fromkeys([*(one for one in named if one in room.members), *everybody]))

    def shown(self, text: str) -> str:
        """`text` as people see it: `<@userid>` becomes @name."""
        return re.sub(r"<@([^<>\s]+)>", lambda found: f"@{self.name(found[1])}", text)


def of_community(community: roster.Community, aibot: Aibot, app: App, account: OfficialAccount) -> World:
    """Everybody on the register, seated in the groups where such people sit; all groups are internal."""
    members = {
        one.userid: Member(one.userid, one.name, tuple(sorted(one.roles)), f"openid-{one.userid}")
        for one in community.people
    }
    rooms = {
        group.chat_id: Room(group.chat_id, group.name, group.kind.value, _seats(community, group), group.webhook_key)
        for group in community.groups
    }
    return World(members, rooms, aibot, app, account)


def _seats(community: roster.Community, group: roster.Group) -> tuple[str, ...]:
    return tuple(one.userid for one in community.people if _sits(community, group, one))


def _sits(community: roster.Community, group: roster.Group, person: roster.Person) -> bool:
    if roster.Role.SECRETARY in person.roles:
        return True
    if group.kind is roster.GroupKind.CANTEEN:
        return roster.Role.CANTEEN in person.roles
    if group.kind is roster.GroupKind.STAFF:
        return person.is_staff and (not group.grid or person.grid in ("", group.grid, *group.others))
    if roster.Role.CANTEEN in person.roles:
        return False
    grids = [one for one in community.grids if one.code in (group.grid, *group.others)]
    return not grids or any(_of_grid(person, one) for one in grids)


def _of_grid(person: roster.Person, grid: roster.Grid) -> bool:
    at_home = person.building in grid.buildings if person.building else person.grid in ("", grid.code)
    return at_home or person.userid in (grid.worker, grid.leader, grid.stand_in)


def fresh_aibot(name: str, url: str = "") -> Aibot:
    """A robot with secrets nobody has used before."""
    return Aibot(f"aib{secrets.token_hex(8)}", name, secrets.token_hex(12), fresh_aes_key(), url)


def fresh_app(url: str = "") -> App:
    return App(f"ww{secrets.token_hex(8)}", 1000002, secrets.token_hex(20), secrets.token_hex(12), fresh_aes_key(), url)


def fresh_account(url: str = "", *, aes: bool = True) -> OfficialAccount:
    key = fresh_aes_key() if aes else ""
    app_id, gh_id = f"wx{secrets.token_hex(8)}", f"gh_{secrets.token_hex(6)}"
    return OfficialAccount(app_id, gh_id, secrets.token_hex(16), secrets.token_hex(12), key, url)


def fresh_aes_key() -> str:
    """43 letters and digits. The last one may leave trailing bits set, as in real keys."""
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(43))
