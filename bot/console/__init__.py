"""Pages and small HTTP services for people and machines that are not a chat: operations, privacy, the clock."""
