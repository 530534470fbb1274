import socket

import pytest
from aiohttp import web

from bot.sandbox import performance, script
from bot.settings import Settings
from tests.sandbox.toy_bot import silent_service


async def test_the_day_fails_at_its_first_expectation_with_a_bot_that_answers_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert await performance.play(silent_service, port=0, once=True, patience=0.05) == 1
    printed = capsys.readouterr().out
    first = next(step for step in script.load(performance.DAY).step if step.see)
    assert f"「{first.title}」" in printed
    assert first.see[0].text in printed


async def test_what_people_typed_is_printed_with_whether_it_arrived(capsys: pytest.CaptureFixture[str]) -> None:
    await performance.play(silent_service, port=0, once=True, patience=0.05)
    printed = capsys.readouterr().out
    assert "大家早上好" in printed
    assert "未送达机器人：没有 @" in printed
    assert "\033[" not in printed


async def test_a_bot_that_does_not_echo_is_not_connected(capsys: pytest.CaptureFixture[str]) -> None:
    async def deaf(_: Settings) -> web.Application:
        return web.Application()

    assert await performance.play(deaf, port=0, once=True) == 1
    assert "没有通过验证" in capsys.readouterr().err


async def test_a_taken_port_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert await performance.play(silent_service, port=taken.getsockname()[1], once=True) == 1
    assert "端口" in capsys.readouterr().err


def test_the_day_holds_no_words_of_the_bot() -> None:
    """Only inputs, clock moves and expectations: the table would refuse any other key."""
    assert set(script.Step.model_fields) >= {"who", "text", "advance_minutes", "see", "silence"}
    assert not {"reply", "answer", "bot"} & set(script.Step.model_fields)
