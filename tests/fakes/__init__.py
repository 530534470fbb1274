"""Stand-ins of the same shape as the real parts, for tests."""
