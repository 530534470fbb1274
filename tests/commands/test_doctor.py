"""`lianxin doctor`: everything is looked at, every fault comes with what to do, nothing is posted by looking."""

import argparse
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import update

from bot import channels, clock, community, settings
from bot.commands import doctor
from bot.domain.delivery import Outcome, Route, Verdict
from bot.sandbox import server, world
from bot.sandbox.clock import StandingClock
from storage import engine, migrate, schema, troubles
from tests.contracts import values

EXAMPLE = Path(__file__).parent.parent.parent / "communities" / "example.toml"
NOW = datetime(2026, 11, 23, 8, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
async def platform() -> AsyncIterator[server.Sandbox]:
    place = world.of_community(
        community.load(EXAMPLE), world.fresh_aibot("连心"), world.fresh_app(), world.fresh_account()
    )
    async with aiohttp.ClientSession() as session:
        sandbox = server.assemble(place, StandingClock(NOW), session)
        async with server.running(sandbox):
            yield sandbox


@pytest.fixture
async def chosen(tmp_path: Path, platform: server.Sandbox) -> settings.Settings:
    app = platform.world.app
    made = settings.Settings(
        _env_file=None,
        database_url=f"sqlite:///{tmp_path / 'd.sqlite3'}",
        community_dir=EXAMPLE.parent,
        wecom_api_base=platform.world.origin,
        wechat_api_base=platform.world.origin,
        app_corp_id=app.corp_id,
        app_secret=app.secret,
        app_agent_id=app.agent_id,
        app_token=app.token,
        app_aes_key=app.aes_key,
    )
    await migrate.upgrade(made.database_url)
    return made


def todo(findings: list[doctor.Finding]) -> dict[str, str]:
    return {one.what: one.todo for one in findings if one.todo}


async def test_a_sound_installation_has_nothing_to_do(chosen: settings.Settings, platform: server.Sandbox) -> None:
    findings = await doctor.examine(chosen, offline=False)
    assert todo(findings) == {}
    assert {"settings", "community", "dictionary", "calendar", "database", "app token"} <= {
        one.what for one in findings
    }
    assert platform.world.transcript.lines == []


async def test_a_removed_robot_and_a_wrong_secret_are_found(
    chosen: settings.Settings, platform: server.Sandbox
) -> None:
    platform.world.remove_robot("wr-staff")
    wrong = chosen.model_copy(update={"app_secret": SecretStr("wrong")})
    findings = await doctor.examine(wrong, offline=False)
    assert set(todo(findings)) == {"robot of 幸福里工作群", "app token"}
    assert "wrong" not in str(findings)


async def test_a_robot_that_was_gone_is_something_to_do_until_it_is_taken_to_be_back(chosen: settings.Settings) -> None:
    async with engine.open_store(chosen.database_url) as database:
        now, place = datetime.now(NOW.tzinfo), community.load_all(chosen.community_dir)
        robot = channels.robot(place, "wr-staff")
        assert robot is not None
        await values.put(database, values.post(target="wr-staff", not_before=now))
        way = ("robot", "wr-staff", now)
        [claimed] = await database.queue.claim(*way, limit=1, span=values.MINUTE, key=robot.identity)
        await database.queue.record(claimed, Outcome(Verdict.DEAD_ROUTE, 93004), now, retry_at=None)
        assert "robot of 幸福里工作群" in todo(await doctor.examine(chosen, offline=True))
        await troubles.send_again(database.gate, [], now, now)
        assert "robot of 幸福里工作群" not in todo(await doctor.examine(chosen, offline=True))


async def test_a_channel_that_is_half_set_up_is_something_to_do(chosen: settings.Settings) -> None:
    half = chosen.model_copy(update={"aibot_token": SecretStr("t"), "oa_app_id": "wx1", "app_aes_key": None})
    findings = {one.what: one for one in await doctor.examine(half, offline=True)}
    assert findings["/wecom/aibot"].told == "off (set LIANXIN_AIBOT_AES_KEY)"
    assert findings["/wecom/aibot"].todo
    assert findings["/wecom/app"].todo
    assert (findings["/wechat/oa"].told, findings["/wechat/oa"].todo) == ("off (set LIANXIN_OA_TOKEN)", "")


def test_a_mistyped_setting_is_something_to_do(
    chosen: settings.Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor.settings, "load", lambda: chosen)
    monkeypatch.setenv("LIANXIN_ALARM_SECERT", "s")
    assert doctor.run(argparse.Namespace(offline=True)) == 1
    assert "TODO settings: LIANXIN_ALARM_SECERT is no setting" in capsys.readouterr().out


@pytest.mark.parametrize(("away", "wrong"), [(timedelta(minutes=-7), True), (timedelta(seconds=2), False)])
async def test_a_clock_that_goes_wrong_is_found_before_callbacks_are_refused(
    chosen: settings.Settings, monkeypatch: pytest.MonkeyPatch, away: timedelta, wrong: bool
) -> None:
    monkeypatch.setattr(clock.SystemClock, "now", lambda _: datetime.now(UTC) + away)
    findings = await doctor.examine(chosen, offline=False)
    assert ("NTP" in todo(findings).get("this machine's clock", "")) is wrong


async def test_a_platform_that_does_not_answer_is_said_so(chosen: settings.Settings) -> None:
    away = chosen.model_copy(update={"wecom_api_base": "http://127.0.0.1:9"})
    assert "check the network and WECOM_API_BASE" in todo(await doctor.examine(away, offline=False)).values()


async def test_what_is_wrong_with_the_database_is_told_apart(chosen: settings.Settings, tmp_path: Path) -> None:
    empty = chosen.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'other.sqlite3'}"})
    assert "run `lianxin migrate`" in todo(await doctor.examine(empty, offline=True))["database"]
    (tmp_path / "words.sqlite3").write_text("no database " * 99, encoding="utf-8")
    words = chosen.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'words.sqlite3'}"})
    assert "restore a backup" in todo(await doctor.examine(words, offline=True))["database"]


async def test_every_mistake_of_the_community_files_is_told(chosen: settings.Settings, tmp_path: Path) -> None:
    text = (
        EXAMPLE.read_text("utf-8").replace('worker = "chenjing"', 'worker = "nobody"').replace("daily_cap", "daily_cup")
    )
    (tmp_path / "example.toml").write_text(text, "utf-8")
    findings = await doctor.examine(chosen.model_copy(update={"community_dir": tmp_path}), offline=True)
    told = [one.told for one in findings if one.what == "community"]
    assert all("example.toml:" in one for one in told)
    assert any("daily_cup" in one for one in told)


async def test_a_database_that_all_users_may_read_is_something_to_do(
    chosen: settings.Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "file" not in todo(await doctor.examine(chosen, offline=True))
    (tmp_path / "d.sqlite3").chmod(0o644)
    assert "chmod 600" in todo(await doctor.examine(chosen, offline=True))["file"]


async def test_groups_that_no_community_lists_are_named(chosen: settings.Settings) -> None:
    async with engine.open_store(chosen.database_url) as database:
        said = values.incoming(chat="wr-unknown")
        await database.inbox.accept(values.delivery(said, community="", listed=False))
    [finding] = [one for one in await doctor.examine(chosen, offline=True) if one.what == "group"]
    assert "wr-unknown" in finding.told
    assert finding.todo


async def test_what_was_given_up_is_something_to_do(chosen: settings.Settings) -> None:
    async with engine.open_store(chosen.database_url) as database:
        await database.inbox.accept(values.delivery())
        now = datetime.now(values.NOW.tzinfo)
        await values.put(database, values.post(not_before=now))
        [claimed] = await database.queue.claim("robot", "group1", now, limit=1, span=values.MINUTE)
        await database.queue.record(claimed, Outcome(Verdict.FINAL), now, retry_at=None)
        async with database.gate.writing() as connection:
            await connection.execute(update(schema.inbox).values(status="failed", error="KeyError"))
    findings = await doctor.examine(chosen, offline=True)
    assert {"message", "posts"} <= set(todo(findings))
    assert "lianxin retry 1" in todo(findings)["message"]
    assert any("1 failed, of 0 nobody knows" in one.told for one in findings)


async def test_posts_that_wait_for_a_setting_and_posts_that_came_late_are_told(chosen: settings.Settings) -> None:
    now = datetime.now(values.NOW.tzinfo)
    long_ago = now - timedelta(hours=2)
    async with engine.open_store(chosen.database_url) as database:
        for cause in ("c1", "c2"):
            await values.put(database, values.post(cause, route=Route.APP, target=cause, not_before=long_ago))
        for cause, verdict in (("c1", Verdict.SENT), ("c2", Verdict.BARRED)):
            [claimed] = await database.queue.claim("app", cause, now, limit=1, span=values.MINUTE)
            retry_at = long_ago if verdict is Verdict.BARRED else None
            await database.queue.record(claimed, Outcome(verdict, 60020), now, retry_at=retry_at)
    findings = await doctor.examine(chosen, offline=True)
    [waits] = [one for one in findings if one.what == "app messages" and one.todo]
    assert "(60020), 1 posts wait" in waits.told
    assert any("1 were sent late in the last 24 hours, by up to 120 minutes" in one.told for one in findings)


async def test_a_key_that_is_none_and_a_full_disk_are_something_to_do(
    chosen: settings.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 29))
    findings = await doctor.examine(chosen.model_copy(update={"register_key": SecretStr("none")}), offline=True)
    assert {"disk", "register"} <= set(todo(findings))
    assert any("0.5 GiB" in one.told for one in findings)


def test_the_exit_code_says_whether_anything_needs_doing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIANXIN_PORT", "70000")
    assert doctor.run(doctor_args()) == 1
    assert "LIANXIN_PORT" in capsys.readouterr().out


def doctor_args() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    doctor.add_arguments(parser)
    return parser.parse_args(["--offline"])


async def test_how_long_things_are_kept_is_told(chosen: settings.Settings) -> None:
    findings = await doctor.examine(chosen.model_copy(update={"keep_photos_days": 90}), offline=True)
    [told] = [one.told for one in findings if one.what == "retention"]
    assert "photos 90" in told
    assert "tickets 1095" in told


async def test_a_communitys_own_words_and_categories_are_counted(chosen: settings.Settings, tmp_path: Path) -> None:
    own = """
[[categories]]
slug = "dock"
label = "码头"
kind = "hazard"
[[words]]
category = "dock"
things = "浮桥 跳板"
[[words]]
class = "landmark"
words = "北区大樟树"
"""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "c.toml").write_text(EXAMPLE.read_text(encoding="utf-8") + own, encoding="utf-8")
    elsewhere = chosen.model_copy(update={"community_dir": tmp_path / "own"})
    for given, said in ((elsewhere, ", 3 words and 1 categories of its own"), (chosen, " people")):
        (told,) = [one.told for one in await doctor.examine(given, offline=True) if one.what == "community"]
        assert told.endswith(said)


async def test_a_year_without_holidays_is_named_until_a_file_tells_them(
    chosen: settings.Settings, tmp_path: Path
) -> None:
    then = chosen.model_copy(update={"clock": "manual:2027-03-01T08:00:00+08:00"})
    found = {one.what: one for one in await doctor.examine(then, offline=True)}["calendar"]
    assert "2027" in found.told
    assert "LIANXIN_HOLIDAYS_FILE" in found.todo
    days = tmp_path / "days.toml"
    days.write_text("free = [2027-02-08, 2028-01-26]\n", encoding="utf-8")
    told = then.model_copy(update={"holidays_file": days})
    assert {one.what: one for one in await doctor.examine(told, offline=True)}["calendar"].told == "known"
    days.write_text("frei = []\n", encoding="utf-8")
    assert "frei" in todo_of(await doctor.examine(told, offline=True), "calendar")


def todo_of(findings: list[doctor.Finding], what: str) -> str:
    return next(one.told for one in findings if one.what == what and one.todo)
