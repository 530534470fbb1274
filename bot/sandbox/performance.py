"""Plays the scripted day with any bot on the stage, and prints what was typed and received."""

import sys
import tempfile
from pathlib import Path

from bot.sandbox import script, stage
from bot.sandbox.caller import VerificationFailed
from bot.sandbox.clock import ClockStuck
from bot.sandbox.script import Missing
from bot.sandbox.stage import BuildBot
from bot.sandbox.terminal import Terminal, printing

DAY = Path(__file__).with_name("day.toml")
EXAMPLE = Path(__file__).parents[2] / "communities" / "example.toml"


async def play(build: BuildBot, *, port: int, once: bool, patience: float = script.PATIENCE) -> int:
    """Raise everything around the bot that `build` makes, play the day, and stay unless `once`.

    0 when every step came true, 1 at the first that did not. `patience` in real seconds for each thing to see.
    """
    day = script.load(DAY)
    with tempfile.TemporaryDirectory(prefix="lianxin-demo-") as folder:
        try:
            async with stage.raised(Path(folder), EXAMPLE, day.begins, port, build) as sandbox:
                terminal = Terminal(sandbox.world, sys.stdout, sys.stdout.isatty())
                code = await _played(script.Player(sandbox, patience), day, terminal)
                if not once:
                    terminal.say(f"\n聊天页面：{sandbox.world.origin}/   （Ctrl-C 结束）")
                    await terminal.follow()
                return code
        except VerificationFailed as refused:
            sys.stderr.write(f"回调地址没有通过验证：{refused}\n")
        except OSError as taken:
            sys.stderr.write(f"端口 {port} 用不了：{taken.strerror}。换一个：lianxin demo --port 8081\n")
        return 1


async def _played(player: script.Player, day: script.Day, terminal: Terminal) -> int:
    following = await printing(terminal)
    try:
        steps = await player.play(day)
    except (Missing, ClockStuck) as missing:
        terminal.catch_up()
        terminal.say(f"\n✗ {missing}")
        return 1
    finally:
        following.cancel()
    terminal.catch_up()
    terminal.say(f"\n✓ {steps} 步都看到了。")
    return 0
