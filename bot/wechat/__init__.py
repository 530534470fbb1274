"""The edge to the WeChat Official Account: its callbacks and its customer messages. A stranger to `bot.wecom`."""
