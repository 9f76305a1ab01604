"""`python -m weave`: runs every guard and names every fault."""

import sys

from weave.code.library import Library
from weave.guards import check


def main() -> None:
    library = Library()
    faults = check(library=library)
    library.close()
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} found")
    print("no fault found")


if __name__ == "__main__":
    main()
