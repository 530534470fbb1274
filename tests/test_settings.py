"""Settings: environment over .env over default; a movable clock stays at home; secrets are never printed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import settings
from bot.domain.errors import BadConfiguration
from bot.domain.keeping import DEFAULT

KEY = "a" * 43
EXAMPLE = Path(__file__).parent.parent / ".env.example"
MANUAL = {
    "CLOCK": "manual:2026-11-23T08:00:00+08:00",
    "WECOM_API_BASE": "http://127.0.0.1:9001",
    "WECHAT_API_BASE": "http://127.0.0.1:9001",
}


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"LIANXIN_{name.upper()}", raising=False)


def load(monkeypatch: pytest.MonkeyPatch, **values: str) -> settings.Settings:
    for name, value in values.items():
        monkeypatch.setenv(f"LIANXIN_{name}", value)
    return settings.load()


def mistakes(monkeypatch: pytest.MonkeyPatch, **values: str) -> tuple[str, ...]:
    with pytest.raises(BadConfiguration) as caught:
        load(monkeypatch, **values)
    return caught.value.mistakes


def test_without_anything_it_listens_at_home_and_every_channel_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    found = load(monkeypatch)
    assert (found.host, found.port, found.timezone, found.clock) == ("127.0.0.1", 8080, "Asia/Shanghai", "system")
    assert found.wecom_api_base == "https://qyapi.weixin.qq.com"
    assert found.media_patterns == ("*.myqcloud.com", "*.qpic.cn")
    assert not any((found.aibot_on, found.app_on, found.app_sends, found.oa_on, found.oa_sends))


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("LIANXIN_PORT=1000\nLIANXIN_AIBOT_NAME=小连\n", encoding="utf-8")
    found = load(monkeypatch, PORT="2000")
    assert (found.port, found.aibot_name) == (2000, "小连")


def test_a_name_that_is_no_setting_is_told_with_the_nearest_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("LIANXIN_PROT=1000\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("LIANXIN_ALARM_SECERT", "s")
    monkeypatch.setenv("LIANXIN_WEATHER", "rain")
    monkeypatch.setenv("LIANXIN_PORT", "1000")
    assert settings.unknown() == [
        "LIANXIN_ALARM_SECERT is no setting; did you mean LIANXIN_ALARM_SECRET?",
        "LIANXIN_PROT is no setting; did you mean LIANXIN_PORT?",
        "LIANXIN_WEATHER is no setting",
    ]


@pytest.mark.parametrize(
    "base", ["WECOM_API_BASE=http://qyapi.weixin.qq.com", "WECHAT_API_BASE=http://api.weixin.qq.com"]
)
def test_secrets_go_to_the_platform_under_seal_only(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    name, _, value = base.partition("=")
    (mistake,) = mistakes(monkeypatch, **{name: value})
    assert "https://" in mistake


def test_a_manual_clock_is_for_loopback_and_away_from_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, **MANUAL).clock == MANUAL["CLOCK"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"HOST": "0.0.0.0"},
        {"HOST": "10.0.0.5"},
        {"WECOM_API_BASE": "https://qyapi.weixin.qq.com"},
        {"WECHAT_API_BASE": "https://api.weixin.qq.com"},
        {"WECHAT_API_BASE": "https://API.weixin.qq.com"},
        {"CLOCK": "sometimes"},
    ],
    ids=" ".join,
)
def test_a_manual_clock_is_refused_wherever_it_could_be_reached_or_do_harm(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]
) -> None:
    (mistake,) = mistakes(monkeypatch, **{**MANUAL, **wrong})
    assert "CLOCK" in mistake


@pytest.mark.parametrize("name", ["AIBOT_AES_KEY", "APP_AES_KEY", "OA_AES_KEY"])
@pytest.mark.parametrize("key", ["a" * 42, "a" * 44, "a" * 42 + "="])
def test_a_key_has_43_letters_and_digits_and_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, key: str
) -> None:
    (mistake,) = mistakes(monkeypatch, **{name: key})
    assert mistake.startswith(f"LIANXIN_{name}: ")
    assert key not in mistake


@pytest.mark.parametrize("base", ["qyapi.weixin.qq.com", "ftp://x", "https://x/cgi-bin"])
def test_a_base_is_an_origin(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    (mistake,) = mistakes(monkeypatch, WECOM_API_BASE=base)
    assert mistake.startswith("LIANXIN_WECOM_API_BASE: ")


def test_every_wrong_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = mistakes(monkeypatch, PORT="70000", WECOM_API_BASE="x", AIBOT_AES_KEY="short")
    assert sorted(one.split(":")[0] for one in found) == [
        "LIANXIN_AIBOT_AES_KEY",
        "LIANXIN_PORT",
        "LIANXIN_WECOM_API_BASE",
    ]


def test_a_channel_is_on_when_all_its_secrets_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    found = load(
        monkeypatch, AIBOT_TOKEN="t", AIBOT_AES_KEY=KEY, OA_APP_ID="wx", OA_TOKEN="t", APP_CORP_ID="ww", APP_TOKEN="t"
    )
    assert (found.aibot_on, found.oa_on, found.app_on) == (True, True, False)


def test_an_agent_id_of_nought_can_send(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, APP_CORP_ID="ww", APP_SECRET="s", APP_AGENT_ID="0").app_sends


def test_secrets_are_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = load(monkeypatch, AIBOT_TOKEN="hidden-token", APP_SECRET="hidden-secret", AIBOT_AES_KEY=KEY)
    for shown in (repr(found), str(found), found.model_dump_json()):
        assert "hidden" not in shown
        assert KEY not in shown


def test_settings_do_not_change(monkeypatch: pytest.MonkeyPatch) -> None:
    found = load(monkeypatch)
    with pytest.raises(ValueError, match="frozen"):
        found.port = 1  # type: ignore[misc]


def test_a_time_zone_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadConfiguration, match=r"LIANXIN_TIMEZONE: .*Asia/Shanghai"):
        load(monkeypatch, TIMEZONE="Asia/Nowhere")


def test_the_shipped_example_file_is_read_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    loaded = load(monkeypatch)
    assert not loaded.aibot_on
    assert loaded.clock == "system"


def test_how_long_things_are_kept_can_be_set_and_logs_never_less_than_the_law_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert load(monkeypatch).keep == DEFAULT
    assert load(monkeypatch, KEEP_PHOTOS_DAYS="90").keep == replace(DEFAULT, photos=timedelta(days=90))
    [mistake] = mistakes(monkeypatch, KEEP_LOGS_DAYS="30")
    assert mistake.startswith("LIANXIN_KEEP_LOGS_DAYS: ")


def test_nothing_is_kept_for_so_long_that_no_date_is_old_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    [mistake] = mistakes(monkeypatch, KEEP_TICKETS_DAYS="999999")
    assert mistake.startswith("LIANXIN_KEEP_TICKETS_DAYS: ")


def test_a_log_level_is_one_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, LOG_LEVEL="Warning").log_level == "warning"
    (told,) = mistakes(monkeypatch, LOG_LEVEL="loud")
    assert told == "LIANXIN_LOG_LEVEL: is one of debug, info, warning, error"


def test_a_file_of_settings_in_another_encoding_is_to_be_saved_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("LIANXIN_AIBOT_NAME=小连\n", encoding="gb18030")
    (told,) = mistakes(monkeypatch)
    assert "UTF-8" in told


def test_a_file_of_settings_that_cannot_be_opened_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", ".env")

    (tmp_path / ".env").write_text("LIANXIN_PORT=1000\n", encoding="utf-8")
    monkeypatch.setattr("dotenv.main.open", refused, raising=False)
    (told,) = mistakes(monkeypatch)
    assert told.startswith(".env: Permission denied; let it belong to")


def test_keys_of_groups_may_stand_beside_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("GRID1_KEY=k-1\nGRID2_KEY=k-2\nGRID3_KEY=\n", encoding="utf-8")
    monkeypatch.setenv("GRID2_KEY", "k-0")
    found = settings.environment()
    assert (found["GRID1_KEY"], found["GRID2_KEY"], "GRID3_KEY" in found) == ("k-1", "k-0", False)
