"""The scheduler on a clock that the test moves."""
