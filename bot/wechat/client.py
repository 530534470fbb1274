"""Sending through the Official Account: customer messages, 1:1, only to people who wrote in the last 48 hours."""

from collections.abc import Mapping

import aiohttp

from bot import limits, ports, remote
from bot.domain.delivery import Outcome, Post, Verdict

#: What an errcode means for a message. Anything not named here is a refusal: FINAL.
VERDICTS: Mapping[int, Verdict] = {
    0: Verdict.SENT,
    -1: Verdict.RETRY,  # the platform is busy
    45009: Verdict.PAUSED,  # too many calls
    40003: Verdict.FINAL,  # no such openid
    40125: Verdict.BARRED,  # wrong secret
    40013: Verdict.BARRED,  # wrong appid
    40164: Verdict.BARRED,  # our address is not on the account's list
    43101: Verdict.FINAL,  # the person refused
    45015: Verdict.FINAL,  # the person has not written for 48 hours
    45047: Verdict.FINAL,  # too many to this person since they last wrote
    48001: Verdict.FINAL,  # this account may not call this
}
#: The access token is missing, wrong, superseded or has run out; 40001 is one of them here, unlike in WeCom.
WORN_OUT = frozenset({40001, 40014, 41001, 42001})


def oa_token(
    session: aiohttp.ClientSession, base: str, app_id: str, secret: str, clock: ports.Clock
) -> remote.AccessToken:
    """The account's token. The stable kind, which a second process may ask for without spoiling ours;
    where the platform (a gateway before it, an older one) does not know it, the plain kind.
    """

    async def fetch() -> remote.Reached:
        asked = {"grant_type": "client_credential", "appid": app_id, "secret": secret}
        reached = await remote.call(session, "POST", f"{base}/cgi-bin/stable_token", payload=asked)
        given = isinstance(reached, remote.Answer) and "access_token" in reached.body
        if given or reached is Verdict.RETRY:
            return reached
        plain = await remote.call(session, "GET", f"{base}/cgi-bin/token", params=asked)
        return plain if isinstance(plain, remote.Answer) else reached

    return remote.AccessToken(fetch, clock, VERDICTS)


class OaCourier:
    """Route.OA: message/custom/send. `post.target` is an openid."""

    def __init__(self, session: aiohttp.ClientSession, base: str, token: remote.AccessToken) -> None:
        self._session = session
        self._url = f"{base}/cgi-bin/message/custom/send"
        self._token = token

    async def carry(self, post: Post, key: str) -> Outcome:
        payload: dict[str, object] = {
            "touser": post.target,
            "msgtype": "text",
            "text": {"content": limits.clip(post.body, limits.OA_TEXT)},
        }

        async def send(token: str) -> remote.Reached:
            params = {"access_token": token}
            return await remote.call(self._session, "POST", self._url, params=params, payload=payload)

        reached = await self._token.use(send, WORN_OUT)
        return reached if isinstance(reached, Outcome) else remote.outcome_of(reached, VERDICTS)
