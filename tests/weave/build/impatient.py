"""`mkdocs serve` with limits that a test can wait for."""

from mkdocs.__main__ import cli

from weave.code import workers
from weave.code.limits import LIMITS

if __name__ == "__main__":
    LIMITS["seconds"], workers.PATIENCE = 3, 0.5
    import sys

    sys.argv[1:1] = ["serve"]
    cli()
