"""A local WeCom that is as strict as the real one: it delivers only what the platform would, seals and retries,
checks every answer, and keeps the limits. Nothing imports it; it shares no wire code with the bot."""
