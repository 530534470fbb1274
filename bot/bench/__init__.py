"""Measures the service against a floor written here, both under the same load and in the same run.

May import `bot.app`'s neighbours below it (`bot.wecom`, `bot.clock`) but not the service itself: that runs as a process
of its own, started as an operator would start it.
"""
