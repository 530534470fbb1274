"""From words to requests: Chinese text in, frozen requests (or silence) out; no clock, no database, no network.

May import `bot.domain` and itself; jieba is imported by `intents.tokens` alone, the automaton by `intents.finder`.
"""
