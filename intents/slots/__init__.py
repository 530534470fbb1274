"""What a line holds: where, when, how many days, whom to call, how pressing."""
