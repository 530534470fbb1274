"""`python -m bot` is `lianxin`."""

import sys

from bot import cli

if __name__ == "__main__":
    sys.exit(cli.main())
