"""`python -m weave`: runs every guard; with build or serve it goes on from there."""

import argparse
import importlib
import logging
import sys
from pathlib import Path
from types import ModuleType

from weave.build import site
from weave.fault import Faults, WeaveError
from weave.library import ROOT, Library


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
    one.add_argument("--builder", choices=["mkdocs", "zensical"], default="mkdocs")
    one = commands.add_parser("serve", help="serve both languages and follow edits")
    one.set_defaults(do=serve)
    one.add_argument("-a", "--dev-addr", help="by default 127.0.0.1:8000")
    return told


def check(asked: argparse.Namespace) -> str:
    site.guard(Library(asked.root))
    return "no fault found"


def build(asked: argparse.Namespace) -> str:
    library = Library(asked.root)
    builder = using(asked.builder)
    final = asked.site_dir or builder.site_dir(library.root)
    site.build(library, final, builder.renderer(library))
    return f"both languages are in {final}"


def serve(asked: argparse.Namespace) -> str:
    using("mkdocs").serve(asked.root.resolve(), asked.dev_addr)
    return "no longer serving"


def using(builder: str) -> ModuleType:
    """Its module, imported only now: no other builder need be installed."""
    return importlib.import_module(f"weave.build.{builder}")


if __name__ == "__main__":
    main()
