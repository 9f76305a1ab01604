"""`python -m weave`: runs every guard; with build or serve it goes on from there."""

import argparse
import logging
import sys
from contextlib import closing
from pathlib import Path

from weave.build import site
from weave.code.library import ROOT, Library
from weave.fault import Faults, WeaveError


def main(arguments: list[str] | None = None) -> None:
    """Exits with 1 and names what is wrong, or with 2 if it is asked wrongly."""
    asked = parser().parse_args(arguments)
    # what a builder has to say, below its own level
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    try:
        print(asked.do(asked))
    except Faults as faults:
        print(faults, file=sys.stderr)
        sys.exit(site.told(faults, built=asked.do is build))
    except (site.Failed, WeaveError) as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(site.told(error, built=asked.do is build))


def parser() -> argparse.ArgumentParser:
    told = argparse.ArgumentParser(prog="python -m weave", description=main.__doc__)
    told.set_defaults(do=check)
    told.add_argument("--root", type=Path, default=ROOT, help="the repository; by default this one")
    commands = told.add_subparsers(title="commands", metavar="check|build|serve")
    one = commands.add_parser("check", help="run the guards alone, as without a command")
    one.set_defaults(do=check)
    one = commands.add_parser("build", help="write both languages, or name every fault")
    one.set_defaults(do=build)
    one.add_argument("-d", "--site-dir", type=Path, help="where to; by default as mkdocs.yml says")
    one = commands.add_parser("serve", help="serve both languages and follow edits")
    one.set_defaults(do=serve)
    one.add_argument("-a", "--dev-addr", help="by default 127.0.0.1:8000")
    return told


def check(asked: argparse.Namespace) -> str:
    with closing(Library(asked.root)) as library:
        return "\n".join(["no fault found", *site.guard(library)])


def build(asked: argparse.Namespace) -> str:
    from weave.build import mkdocs  # only now: the guards need no builder

    with closing(Library(asked.root)) as library:
        final, site_url = mkdocs.wanted(library.root)
        final = asked.site_dir or final
        site.build(library, final, mkdocs.renderer(library), site_url)
    return f"both languages are in {final}"


def serve(asked: argparse.Namespace) -> str:
    from weave.build import mkdocs

    mkdocs.serve(asked.root.resolve(), asked.dev_addr)
    return "no longer serving"


if __name__ == "__main__":
    main()
