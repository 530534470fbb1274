"""Which channels are on, and what stands behind each: a door in, a way out, a way to fetch photos."""

import hashlib
import importlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

import aiohttp

from bot import door, ports, remote
from bot.domain.communities import Communities
from bot.domain.delivery import Outcome, Post, Route
from bot.domain.messages import Channel
from bot.settings import Settings
from bot.wechat import client as wechat_client
from bot.wecom import aibot, crypto, media
from bot.wecom import client as wecom_client
from bot.wording import delays
from scheduler import needs

#: What each channel needs. The ids belong to two of them; of the rest each stands for one channel alone.
_NEEDED = {
    "/wecom/aibot": ("aibot_token", "aibot_aes_key"),
    "/wecom/app": ("app_corp_id", "app_token", "app_aes_key"),
    "app messages": ("app_corp_id", "app_secret", "app_agent_id"),
    "/wechat/oa": ("oa_app_id", "oa_token"),
    "oa messages": ("oa_app_id", "oa_app_secret"),
    "/alarms": ("alarm_secret",),
}
_SHARED = frozenset({"app_corp_id", "oa_app_id"})
#: The doors that speak XML, by module and class, loaded only where they are on: wechatpy takes a sixteenth of a second
#: and 15 MiB.
_APP_DOOR = ("bot.wecom.app_callback", "AppDoor")
_OA_DOOR = ("bot.wechat.oa", "OaDoor")


@dataclass(frozen=True, slots=True)
class Switch:
    """A channel and the settings it still needs, as they are written; on when there are none.

    `begun`: what is set already stands for this channel alone, so that it was meant to be on.
    """

    name: str
    missing: tuple[str, ...]
    begun: bool

    @property
    def told(self) -> str:
        """On, or off and what to set."""
        return f"off (set {', '.join(self.missing)})" if self.missing else "on"


def switches(settings: Settings) -> list[Switch]:
    """Every channel, on or off."""
    return [_switch(settings, name, needed) for name, needed in _NEEDED.items()]


def _switch(settings: Settings, name: str, needed: tuple[str, ...]) -> Switch:
    missing = [one for one in needed if getattr(settings, one) in {None, ""}]
    begun = bool(set(needed) - set(missing) - _SHARED)
    return Switch(name, tuple(f"LIANXIN_{one.upper()}" for one in missing), begun)


def doors(settings: Settings) -> dict[str, door.Door | None]:
    """The callback paths of the contract; None for a channel that is off (404)."""
    return {
        "/wecom/aibot": _aibot_door(settings),
        "/wecom/app": _app_door(settings),
        "/wechat/oa": _oa_door(settings),
    }


def alarm_secret(settings: Settings) -> str | None:
    """What alarms are signed with; None: no alarm comes in."""
    return settings.alarm_secret.get_secret_value() if settings.alarm_secret else None


def _aibot_door(settings: Settings) -> door.Door | None:
    if not (settings.aibot_token and settings.aibot_aes_key):
        return None
    token, key = settings.aibot_token.get_secret_value(), settings.aibot_aes_key.get_secret_value()
    return aibot.AibotDoor(crypto.Envelope(token, key, ""), settings.aibot_name)


def _app_door(settings: Settings) -> door.Door | None:
    if not (settings.app_on and settings.app_token and settings.app_aes_key):
        return None
    token, key = settings.app_token.get_secret_value(), settings.app_aes_key.get_secret_value()
    return _xml_door(_APP_DOOR, crypto.Envelope(token, key, settings.app_corp_id))


def _oa_door(settings: Settings) -> door.Door | None:
    """Without an AES key the account speaks in the clear; sealed callbacks are then refused."""
    if not (settings.oa_on and settings.oa_token):
        return None
    token, key = settings.oa_token.get_secret_value(), settings.oa_aes_key
    sealing = crypto.Envelope(token, key.get_secret_value(), settings.oa_app_id) if key else None
    return _xml_door(_OA_DOOR, token, sealing)


def _xml_door(named: tuple[str, str], *parts: door.Envelope | str | None) -> door.Door:
    module, name = named
    return cast("door.Door", getattr(importlib.import_module(module), name)(*parts))


def routes(settings: Settings) -> frozenset[Route]:
    """The ways out that are on, for a process that queues what another one sends."""
    on = {Route.ROBOT: True, Route.REPLY: True, Route.APP: settings.app_sends, Route.OA: settings.oa_sends}
    return frozenset(route for route, is_on in on.items() if is_on)


@dataclass(frozen=True, slots=True)
class Outside:
    """`routes`: what may be said unasked. `photographers` by channel."""

    routes: frozenset[Route]
    courier: ports.Courier
    photographers: Mapping[str, ports.Photographer]


def open_outside(settings: Settings, session: aiohttp.ClientSession, clock: ports.Clock) -> Outside:
    """Couriers and photographers for every channel that is on."""
    base, patterns = settings.wecom_api_base, settings.media_patterns
    couriers: dict[Route, ports.Courier] = {Route.ROBOT: wecom_client.RobotCourier(session, base)}
    photographers: dict[str, ports.Photographer] = {Channel.OA.value: media.UrlPhotographer(session, patterns)}
    if settings.aibot_aes_key:
        key = settings.aibot_aes_key.get_secret_value()
        photographers[Channel.AIBOT.value] = media.UrlPhotographer(
            session, patterns, lambda content: crypto.open_media(key, content)
        )
    if settings.app_secret and settings.app_agent_id is not None and settings.app_corp_id:
        secret = settings.app_secret.get_secret_value()
        token = wecom_client.app_token(session, base, settings.app_corp_id, secret, clock)
        couriers[Route.APP] = wecom_client.AppCourier(session, base, settings.app_agent_id, token)
        photographers[Channel.APP.value] = media.AppPhotographer(session, base, token)
    if settings.oa_app_secret and settings.oa_app_id:
        secret, origin = settings.oa_app_secret.get_secret_value(), settings.wechat_api_base
        oa_token = wechat_client.oa_token(session, origin, settings.oa_app_id, secret, clock)
        couriers[Route.OA] = wechat_client.OaCourier(session, origin, oa_token)
    couriers[Route.REPLY] = LateReplies(wecom_client.ReplyCourier(session, base, clock), couriers)
    return Outside(frozenset(couriers), Belated(remote.Switchboard(couriers), clock), photographers)


class Belated:
    """A Courier that says, on what goes out late, for when it was meant."""

    def __init__(self, courier: ports.Courier, clock: ports.Clock) -> None:
        self._courier = courier
        self._clock = clock

    async def carry(self, post: Post, key: str) -> Outcome:
        return await self._courier.carry(delays.timely(post, self._clock.now()), key)


class LateReplies:
    """An answer that missed its callback: by response_url where there is one, else 1:1 to whoever asked."""

    def __init__(self, by_url: ports.Courier, couriers: Mapping[Route, ports.Courier]) -> None:
        self._by_url = by_url
        self._couriers = couriers

    async def carry(self, post: Post, key: str) -> Outcome:
        if post.response_url:
            return await self._by_url.carry(post, key)
        person = post.fallback[0] if post.fallback else ""
        route = Route.OA if person.startswith("oa:") else Route.APP
        return await remote.Switchboard(self._couriers).carry(_to(post, route, person.removeprefix("oa:")), key)


def _to(post: Post, route: Route, target: str) -> Post:
    return replace(post, route=route, target=target, card=None)  # the answer is the text; a card would take its place


def robot(communities: Communities, chat: str) -> needs.Robot | None:
    """The robot of a group. Its identity is a digest of its key: two groups with one key share one window."""
    group = communities.group(chat)
    if group is None or not group.webhook_key:
        return None
    identity = hashlib.sha256(group.webhook_key.encode()).hexdigest()[:32]
    return needs.Robot(identity, group.webhook_key, communities.robot_limit(chat))
