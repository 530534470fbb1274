"""Sending through WeCom: group robot, response_url, self-built app. One class a way, each a Courier."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

import aiohttp
import structlog
import yarl

from bot import limits, ports, remote
from bot.domain.cards import Card
from bot.domain.delivery import Outcome, Post, Verdict
from bot.wecom import cards

#: What an errcode means for a message [DOC 90455, 99110]. Anything not named here is a refusal: FINAL.
VERDICTS: Mapping[int, Verdict] = {
    0: Verdict.SENT,
    -1: Verdict.RETRY,  # the platform is busy
    45033: Verdict.RETRY,  # too many calls at once
    45009: Verdict.PAUSED,  # too many calls a minute: this key rests
    93000: Verdict.DEAD_ROUTE,  # webhook invalid, or the robot was removed from the group
    93004: Verdict.DEAD_ROUTE,  # robot switched off
    93008: Verdict.DEAD_ROUTE,  # robot not in the group
    40001: Verdict.BARRED,  # wrong secret
    40003: Verdict.FINAL,  # no such userid
    40008: Verdict.FINAL,  # no such message type
    40013: Verdict.BARRED,  # wrong corpid
    40031: Verdict.FINAL,  # no such userids
    40058: Verdict.FINAL,  # bad parameter, an overlong text among them
    44004: Verdict.FINAL,  # empty text
    45002: Verdict.FINAL,  # overlong text
    48002: Verdict.FINAL,  # this app may not call this
    60011: Verdict.FINAL,  # no right to write to them
    60020: Verdict.BARRED,  # our address is not on the app's list
    81013: Verdict.FINAL,  # none of the recipients exists
    93005: Verdict.FINAL,  # robot may not write to this person
}
NOBODY = 81013
#: Seconds in which the platform takes the same words to the same person for a repetition, and drops it: enough to ask
#: again for an answer that was lost. Its own half hour would swallow what is said twice on purpose.
SAME_FOR = 60
#: The access token is missing, wrong or has run out.
WORN_OUT = frozenset({40014, 41001, 42001})

_Told = TypeVar("_Told")
log = structlog.get_logger()


class RobotCourier:
    """Route.ROBOT: the group webhook. The key is the whole secret."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self._session = session
        self._url = f"{base}/cgi-bin/webhook/send"

    async def carry(self, post: Post, key: str) -> Outcome:
        """Mentions are real: `mentioned_list` takes userids of members of the group."""
        if not key:
            return Outcome(Verdict.DEAD_ROUTE)
        text: dict[str, object] = {"content": limits.clip(post.body, limits.ROBOT_TEXT)}
        if post.mentions:
            text["mentioned_list"] = list(post.mentions)
        payload = {"msgtype": "text", "text": text}
        reached = await remote.call(self._session, "POST", self._url, params={"key": key}, payload=payload)
        return remote.outcome_of(reached, VERDICTS)


class ReplyCourier:
    """Route.REPLY: the message's own response_url, good once and for an hour [DOC 101138].

    Used only when it points at the platform we were told to talk to: the URL came in a message. Since it is good once,
    an answer that was lost is asked for again: at worst it is refused.
    """

    def __init__(self, session: aiohttp.ClientSession, base: str, clock: ports.Clock) -> None:
        self._session = session
        self._origin = yarl.URL(base).origin()
        self._clock = clock

    async def carry(self, post: Post, key: str) -> Outcome:
        if not self._ours(post.response_url):
            log.warning("response_url not used", action="reply", post=post.id)
            return Outcome(Verdict.FINAL)
        if post.expires_at is not None and self._clock.now() >= post.expires_at:
            return Outcome(Verdict.FINAL)
        payload = {"msgtype": "markdown", "markdown": {"content": limits.clip(post.body, limits.AIBOT_MARKDOWN)}}
        ask = partial(remote.call, self._session, "POST", post.response_url, payload=payload)
        return remote.outcome_of(await _asked_again(ask), VERDICTS)

    def _ours(self, response_url: str) -> bool:
        try:
            url = yarl.URL(response_url)
            return url.origin() == self._origin and url.user is None and url.password is None
        except ValueError:
            return False


def app_token(
    session: aiohttp.ClientSession, base: str, corp_id: str, secret: str, clock: ports.Clock
) -> remote.AccessToken:
    """The token of the self-built app, for sending and for fetching its pictures."""

    async def fetch() -> remote.Reached:
        params = {"corpid": corp_id, "corpsecret": secret}
        return await remote.call(session, "GET", f"{base}/cgi-bin/gettoken", params=params)

    return remote.AccessToken(fetch, clock, VERDICTS)


class AppCourier:
    """Route.APP: message/send, 1:1 to members [DOC 90236]; and a card they clicked, replaced [DOC 94888]."""

    def __init__(self, session: aiohttp.ClientSession, base: str, agent_id: int, token: remote.AccessToken) -> None:
        self._session = session
        self._base = f"{base}/cgi-bin/message"
        self._agent_id = agent_id
        self._token = token

    async def carry(self, post: Post, key: str) -> Outcome:
        """`post.target`: a userid, or several joined by "|". Sent if at least one of them gets it.

        A card that the platform refuses goes out as text at once: nobody is left uncalled because of its looks.
        """
        if post.response_code:
            return await self._replace(post)
        if post.card is None:
            return await self._say(post)
        outcome = await self._show(post, post.card)
        if outcome.verdict is not Verdict.FINAL or outcome.invalid:
            return outcome
        log.warning("card refused", action="card", post=post.id, errcode=outcome.errcode)
        return await self._say(post)

    async def _say(self, post: Post) -> Outcome:
        return await self._send(post, {"msgtype": "text", "text": {"content": limits.clip(post.body, limits.APP_TEXT)}})

    async def _show(self, post: Post, card: Card) -> Outcome:
        return await self._send(post, {"msgtype": "template_card", "template_card": cards.payload(card)})

    async def _send(self, post: Post, content: dict[str, object]) -> Outcome:
        head: dict[str, object] = {"touser": post.target, "agentid": self._agent_id}
        check = {"enable_duplicate_check": 1, "duplicate_check_interval": SAME_FOR}
        reached = await _asked_again(partial(self._call, "send", head | content | check))
        if isinstance(reached, Outcome):
            return reached
        outcome = _recipients(remote.outcome_of(reached, VERDICTS), reached, tuple(post.target.split("|")))
        code = reached.body.get("response_code") if isinstance(reached, remote.Answer) else None
        shown = outcome.verdict is Verdict.SENT and isinstance(code, str)
        return replace(outcome, response_code=str(code)) if shown else outcome

    async def _replace(self, post: Post) -> Outcome:
        if post.card is None:
            return Outcome(Verdict.FINAL)
        head = {"userids": post.target.split("|"), "agentid": self._agent_id, "response_code": post.response_code}
        reached = await self._call("update_template_card", head | {"template_card": cards.replacement(post.card)})
        return reached if isinstance(reached, Outcome) else remote.outcome_of(reached, VERDICTS)

    async def _call(self, name: str, payload: Mapping[str, object]) -> remote.Reached | Outcome:
        async def send(token: str) -> remote.Reached:
            params = {"access_token": token}
            return await remote.call(self._session, "POST", f"{self._base}/{name}", params=params, payload=payload)

        return await self._token.use(send, WORN_OUT)


async def _asked_again(ask: Callable[[], Awaitable[_Told]]) -> _Told | Verdict:
    """What comes of a call that the platform carries out once, however often it is made: a lost answer is asked for
    once more. Where that does not say that it was sent, nobody knows.
    """
    told = await ask()
    if told is not Verdict.UNKNOWN:
        return told
    again = await ask()
    sent = isinstance(again, remote.Answer) and again.errcode == 0
    return again if sent else Verdict.UNKNOWN


def _recipients(outcome: Outcome, reached: remote.Reached, targets: tuple[str, ...]) -> Outcome:
    """errcode 0 may still mean that some, or the only one, did not get it."""
    if outcome.errcode == NOBODY:
        return Outcome(Verdict.FINAL, NOBODY, invalid=targets)
    if outcome.verdict is not Verdict.SENT or not isinstance(reached, remote.Answer):
        return outcome
    named = {
        one for field in ("invaliduser", "unlicenseduser") for one in str(reached.body.get(field) or "").split("|")
    }
    # The platform answers in lower case: userids are not case-sensitive.
    lowered = {one.lower() for one in named}
    invalid = tuple(one for one in targets if one.lower() in lowered)
    verdict = Verdict.FINAL if len(invalid) == len(targets) else Verdict.SENT
    return Outcome(verdict, outcome.errcode, invalid=invalid)
