"""The commands of `lianxin`, one module each, loaded by name when used."""
