"""What the couriers of WeCom send, and what they make of the answers."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import structlog
from structlog.testing import LogCapture

from bot import remote
from bot.domain.cards import Button, Card, Press
from bot.domain.delivery import REST, Outcome, Route, Verdict
from bot.wecom import cards, client
from tests.wecom import remotes
from tests.wecom.callers import NOW, FixedClock
from tests.wecom.remotes import Remote, post

WEBHOOK, SEND, TOKEN, RESPONSE = (
    "/cgi-bin/webhook/send",
    "/cgi-bin/message/send",
    "/cgi-bin/gettoken",
    "/cgi-bin/aibot/response",
)
UPDATE = "/cgi-bin/message/update_template_card"
OK = {"errcode": 0, "errmsg": "ok"}
CARD = Card("t-1", "#12 【一般·隐患】照明", buttons=(Button(Press.ACCEPT, "受理", main=True),))
Place = tuple[Remote, aiohttp.ClientSession]


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with remotes.running() as one:
        yield one


CODES = [
    (-1, Verdict.RETRY),
    (45033, Verdict.RETRY),
    (45009, Verdict.PAUSED),
    (93000, Verdict.DEAD_ROUTE),
    (93004, Verdict.DEAD_ROUTE),
    (93008, Verdict.DEAD_ROUTE),
    (40058, Verdict.FINAL),
    (44004, Verdict.FINAL),
    (60020, Verdict.BARRED),
    (123456, Verdict.FINAL),
]


class TestTheRobot:
    async def test_says_it_with_real_mentions(self, place: Place) -> None:
        there, session = place
        there.answers(WEBHOOK, OK)
        courier = client.RobotCourier(session, there.origin)
        said = post(Route.ROBOT, mentions=("wangwu", "zhaoliu"))
        assert await courier.carry(said, "KEY") == Outcome(Verdict.SENT, 0)
        (asked,) = there.asked
        assert asked.query == {"key": "KEY"}
        assert asked.json == {
            "msgtype": "text",
            "text": {"content": "#12 路灯", "mentioned_list": ["wangwu", "zhaoliu"]},
        }

    async def test_mentions_nobody_when_nobody_is_meant(self, place: Place) -> None:
        there, session = place
        there.answers(WEBHOOK, OK)
        await client.RobotCourier(session, there.origin).carry(post(Route.ROBOT), "KEY")
        assert there.asked[0].json["text"] == {"content": "#12 路灯"}

    @pytest.mark.parametrize(("code", "verdict"), CODES)
    async def test_reads_each_code(self, place: Place, code: int, verdict: Verdict) -> None:
        there, session = place
        there.answers(WEBHOOK, {"errcode": code, "errmsg": "Warning: 0 ok"})
        outcome = await client.RobotCourier(session, there.origin).carry(post(Route.ROBOT), "KEY")
        assert outcome == Outcome(verdict, code, REST if verdict is Verdict.PAUSED else timedelta())

    async def test_without_a_key_there_is_no_route(self, place: Place) -> None:
        there, session = place
        outcome = await client.RobotCourier(session, there.origin).carry(post(Route.ROBOT), "")
        assert outcome == Outcome(Verdict.DEAD_ROUTE)
        assert there.asked == []

    async def test_stays_within_the_bytes_allowed(self, place: Place) -> None:
        there, session = place
        there.answers(WEBHOOK, OK)
        await client.RobotCourier(session, there.origin).carry(post(Route.ROBOT, body="灯" * 2000), "KEY")
        assert len(there.asked[0].json["text"]["content"].encode()) <= 2048


class TestTheReply:
    def courier(self, place: Place) -> client.ReplyCourier:
        return client.ReplyCourier(place[1], place[0].origin, FixedClock())

    async def test_goes_to_the_messages_own_url(self, place: Place) -> None:
        there, _ = place
        there.answers(RESPONSE, OK)
        url = f"{there.origin}{RESPONSE}?response_code=C%2B1"
        outcome = await self.courier(place).carry(post(Route.REPLY, response_url=url), "")
        assert outcome == Outcome(Verdict.SENT, 0)
        (asked,) = there.asked
        assert asked.query == {"response_code": "C+1"}
        assert asked.json == {"msgtype": "markdown", "markdown": {"content": "#12 路灯"}}

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "nonsense",
            "//",
            "/cgi-bin/aibot/response",
            "http://169.254.169.254/latest",
            "https://127.0.0.1:{port}/cgi-bin/aibot/response",
            "http://127.0.0.1:1/cgi-bin/aibot/response",
            "http://localhost:{port}/cgi-bin/aibot/response",
            "http://127.0.0.1:{port}@evil.example/cgi-bin/aibot/response",
            "http://user@127.0.0.1:{port}/cgi-bin/aibot/response",
            "file:///etc/passwd",
            "http://127.0.0.1:99999999/",
        ],
    )
    async def test_goes_nowhere_else(self, place: Place, url: str) -> None:
        there, _ = place
        asked = url.format(port=there.origin.rpartition(":")[2])
        assert await self.courier(place).carry(post(Route.REPLY, response_url=asked), "") == Outcome(Verdict.FINAL)
        assert there.asked == []

    async def test_is_not_tried_after_its_hour(self, place: Place) -> None:
        there, _ = place
        late = post(Route.REPLY, response_url=f"{there.origin}{RESPONSE}", expires_at=NOW)
        assert await self.courier(place).carry(late, "") == Outcome(Verdict.FINAL)
        assert there.asked == []

    async def test_that_was_used_before_is_final(self, place: Place) -> None:
        there, _ = place
        there.answers(RESPONSE, {"errcode": 40140, "errmsg": "used"})
        outcome = await self.courier(place).carry(post(Route.REPLY, response_url=f"{there.origin}{RESPONSE}"), "")
        assert outcome == Outcome(Verdict.FINAL, 40140)

    @pytest.mark.parametrize(
        ("second", "outcome"),
        [
            (OK, Outcome(Verdict.SENT, 0)),
            ({"errcode": 40058}, Outcome(Verdict.UNKNOWN)),
            ("hang up", Outcome(Verdict.UNKNOWN)),
        ],
        ids=str,
    )
    async def test_whose_answer_was_lost_is_tried_once_again_for_its_url_is_good_once(
        self, place: Place, second: Any, outcome: Outcome
    ) -> None:
        there, _ = place
        there.answers(RESPONSE, "hang up", second)
        assert await self.courier(place).carry(post(Route.REPLY, response_url=f"{there.origin}{RESPONSE}"), "") == (
            outcome
        )
        assert len(there.calls(RESPONSE)) == 2


class TestTheApp:
    def courier(self, place: Place) -> client.AppCourier:
        there, session = place
        tokens = [{"errcode": 0, "access_token": f"T{n}", "expires_in": 7200} for n in (1, 2, 3)]
        there.answers(TOKEN, *tokens)
        token = client.app_token(session, there.origin, "CORP", "SECRET", FixedClock())
        return client.AppCourier(session, there.origin, 1000002, token)

    async def test_writes_to_a_member(self, place: Place) -> None:
        there, _ = place
        there.answers(SEND, OK | {"invaliduser": "", "msgid": "m"})
        assert await self.courier(place).carry(post(Route.APP, "wangwu"), "") == Outcome(Verdict.SENT, 0)
        asked_token, asked = there.asked
        assert asked_token.query == {"corpid": "CORP", "corpsecret": "SECRET"}
        assert asked.query == {"access_token": "T1"}
        assert asked.json == {
            "touser": "wangwu",
            "msgtype": "text",
            "agentid": 1000002,
            "text": {"content": "#12 路灯"},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": 60,
        }

    async def test_shows_a_card_where_there_is_one(self, place: Place) -> None:
        there, _ = place
        there.answers(SEND, OK | {"response_code": "R"})
        shown = Outcome(Verdict.SENT, 0, response_code="R")
        assert await self.courier(place).carry(post(Route.APP, card=CARD), "") == shown
        (asked,) = there.calls(SEND)
        assert (asked.json["msgtype"], asked.json["template_card"]) == ("template_card", cards.payload(CARD))
        assert "text" not in asked.json

    @pytest.mark.parametrize("code", [40008, 40058, 48002, 123456])
    async def test_a_refused_card_goes_out_as_text_at_once(self, place: Place, code: int) -> None:
        there, _ = place
        there.answers(SEND, {"errcode": code}, OK)
        assert await self.courier(place).carry(post(Route.APP, card=CARD), "") == Outcome(Verdict.SENT, 0)
        assert [one.json["msgtype"] for one in there.calls(SEND)] == ["template_card", "text"]

    @pytest.mark.parametrize(
        ("answer", "verdict"),
        [
            ({"errcode": -1}, Verdict.RETRY),
            ({"errcode": 45009}, Verdict.PAUSED),
            ({"errcode": 81013}, Verdict.FINAL),
            ({"errcode": 0, "invaliduser": "t1"}, Verdict.FINAL),
        ],
    )
    async def test_what_text_could_not_mend_is_not_tried_as_text(
        self, place: Place, answer: Any, verdict: Verdict
    ) -> None:
        there, _ = place
        there.answers(SEND, answer)
        assert (await self.courier(place).carry(post(Route.APP, card=CARD), "")).verdict is verdict
        assert len(there.calls(SEND)) == 1

    async def test_a_clicked_card_is_replaced_by_its_code_and_nothing_is_said(self, place: Place) -> None:
        there, _ = place
        there.answers(UPDATE, OK)
        changed = post(Route.APP, card=CARD, response_code="R")
        assert await self.courier(place).carry(changed, "") == Outcome(Verdict.SENT, 0)
        (asked,) = there.calls(UPDATE)
        assert asked.json == {
            "userids": ["t1"],
            "agentid": 1000002,
            "response_code": "R",
            "template_card": cards.replacement(CARD),
        }
        assert there.calls(SEND) == []

    async def test_a_worn_out_code_is_final_and_nothing_is_said(self, place: Place) -> None:
        there, _ = place
        there.answers(UPDATE, {"errcode": 40058})
        changed = post(Route.APP, card=CARD, response_code="R")
        assert (await self.courier(place).carry(changed, "")).verdict is Verdict.FINAL
        assert there.calls(SEND) == []

    async def test_keeps_its_token(self, place: Place) -> None:
        there, _ = place
        there.answers(SEND, OK)
        courier = self.courier(place)
        await courier.carry(post(Route.APP), "")
        await courier.carry(post(Route.APP), "")
        assert len(there.calls(TOKEN)) == 1

    @pytest.mark.parametrize("code", sorted(client.WORN_OUT))
    async def test_takes_a_new_token_once(self, place: Place, code: int) -> None:
        there, _ = place
        there.answers(SEND, {"errcode": code}, OK)
        assert await self.courier(place).carry(post(Route.APP), "") == Outcome(Verdict.SENT, 0)
        assert [one.query["access_token"] for one in there.calls(SEND)] == ["T1", "T2"]

    async def test_does_not_ask_for_tokens_for_ever(self, place: Place) -> None:
        there, _ = place
        there.answers(SEND, {"errcode": 42001})
        assert await self.courier(place).carry(post(Route.APP), "") == Outcome(Verdict.RETRY, 42001)
        assert len(there.calls(SEND)) == 2

    @pytest.mark.parametrize(
        ("answer", "outcome"),
        [
            ({"errcode": 0, "invaliduser": "b"}, Outcome(Verdict.SENT, 0, invalid=("B",))),
            ({"errcode": 0, "invaliduser": "a|b"}, Outcome(Verdict.FINAL, 0, invalid=("a", "B"))),
            ({"errcode": 0, "invaliduser": "a", "unlicenseduser": "b"}, Outcome(Verdict.FINAL, 0, invalid=("a", "B"))),
            ({"errcode": 0, "invaliduser": "other"}, Outcome(Verdict.SENT, 0)),
            ({"errcode": 0, "invaliduser": None}, Outcome(Verdict.SENT, 0)),
            ({"errcode": 81013}, Outcome(Verdict.FINAL, 81013, invalid=("a", "B"))),
            ({"errcode": 45009}, Outcome(Verdict.PAUSED, 45009, REST)),
        ],
    )
    async def test_notices_who_did_not_get_it(self, place: Place, answer: dict[str, Any], outcome: Outcome) -> None:
        place[0].answers(SEND, answer)
        assert await self.courier(place).carry(post(Route.APP, "a|B"), "") == outcome

    @pytest.mark.parametrize(
        ("second", "verdict"),
        [
            (OK, Verdict.SENT),
            ({"errcode": -1}, Verdict.UNKNOWN),
            ({"errcode": 40058}, Verdict.UNKNOWN),
            ("hang up", Verdict.UNKNOWN),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("card", [None, CARD], ids=["text", "card"])
    async def test_a_lost_answer_is_asked_for_once_again_in_the_same_words(
        self, place: Place, second: Any, verdict: Verdict, card: Card | None
    ) -> None:
        place[0].answers(SEND, "hang up", second)
        assert (await self.courier(place).carry(post(Route.APP, card=card), "")).verdict is verdict
        first, again = place[0].calls(SEND)
        assert first.json == again.json

    async def test_a_wrong_secret_bars_the_way_and_says_only_its_code(
        self, place: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said = LogCapture()
        monkeypatch.setattr(remote, "log", structlog.wrap_logger(None, processors=[said]))
        courier = self.courier(place)
        place[0].answers(TOKEN, {"errcode": 40001, "errmsg": "invalid credential SECRET"})
        assert await courier.carry(post(Route.APP), "") == Outcome(Verdict.BARRED, 40001)
        assert place[0].calls(SEND) == []
        assert [entry["errcode"] for entry in said.entries] == [40001]
        assert "SECRET" not in str(said.entries)
