"""Every sentence the bot says, by topic, as functions from values to text.

May import `bot.domain` only. Short Chinese sentences an 80-year-old understands; dates with weekday.
"""
