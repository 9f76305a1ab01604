"""`python -m tools.mutate`: changes one thing at a time; what nobody notices is a fault.

--sample 25     so many, drawn from all kinds alike
--only rule     the kinds that begin so, or the files that do
"""

import argparse
import hashlib
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from tools.mutate import ROOT, Mutant, bindings, constants, rules
from tools.mutate.trial import Trial, Verdict, copy

SURVIVORS = Path(__file__).with_name("survivors.txt")
# a share of these may pass: there are more than one could give reasons for
LEAST = {"exchanged": 0.97, "wrong in both": 0.55}
FOUND = ["guard", "test", "equal", "layout", "survives"]
Tried = tuple[Mutant, Verdict, float]


def everything(root: Path, seed: int) -> list[Mutant]:
    """All mutants of a repository, each with a key of its own."""
    found: list[Mutant] = []
    seen: Counter[str] = Counter()
    for one in [*constants.mutants(root), *bindings.mutants(root, seed), *rules.mutants(root)]:
        mine = f"{one.kind} {one.key}"
        seen[mine] += 1
        again = f" ({seen[mine]})" if seen[mine] > 1 else ""
        found.append(one._replace(change=one.change + again))
    return found


def sample(mutants: list[Mutant], size: int, seed: int) -> list[Mutant]:
    """So many, as evenly from all kinds as there are; one more line elsewhere changes none."""
    kinds = defaultdict(list)
    for one in mutants:
        kinds[one.kind].append(one)
    for group in kinds.values():
        group.sort(key=lambda one: hashlib.sha256(f"{seed} {one.key}".encode()).digest())
    turns = [one for turn in zip_longest(*kinds.values()) for one in turn if one]
    return turns[:size]


def reasons(path: Path = SURVIVORS) -> dict[str, str]:
    """{key: reason} of what may survive: a line each, and below it, indented, why."""
    found: dict[str, str] = {}
    key = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[key] = f"{found[key]} {line.strip()}".strip()
        elif line and not line.startswith("#"):
            key = line
            found[key] = ""
    return found


# --- on several processors

trial: Trial


def _begin(root: Path, folder: str) -> None:
    """In each process: a copy of its own, and read beforehand what all need."""
    global trial
    os.setpgrp()  # what it started ends with it
    signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL))
    import hypothesis  # noqa: F401
    import matplotlib.figure  # noqa: F401
    import pytest  # noqa: F401

    home = Path(folder).resolve() / str(os.getpid())
    copy(root, home)
    trial = Trial(home)


def _try(mutants: list[Mutant]) -> list[Tried]:
    done = []
    for one in mutants:
        began = time.monotonic()
        verdict = trial(one)
        done.append((one, verdict, time.monotonic() - began))
    return done


def tried(root: Path, mutants: list[Mutant], jobs: int) -> Iterator[Tried]:
    """Each mutant with what became of it, as they come."""
    files = defaultdict(list)  # what is near is read once
    for one in mutants:
        files[one.kind == "constant", Path(one.file).name].append(one)
    groups = [all[n : n + 8] for all in files.values() for n in range(0, len(all), 8)]
    groups.sort(key=len, reverse=True)
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        started = multiprocessing.get_context("fork").Pool(jobs, _begin, (root, folder))
        with started as pool:
            for group in pool.imap_unordered(_try, groups):
                yield from group


# --- what is said of them


def table(done: list[Tried]) -> str:
    rows = [f"{'kind':14} {'mutants':>7} {''.join(f'{name:>9}' for name in FOUND)}  seconds each"]
    for kind in dict.fromkeys(one.kind for one, _, _ in done):
        mine = [(verdict, took) for one, verdict, took in done if one.kind == kind]
        counts = Counter(verdict.found for verdict, _ in mine)
        seconds = sum(took for _, took in mine) / len(mine)
        cells = "".join(f"{counts[name]:9}" for name in FOUND)
        rows.append(f"{kind:14} {len(mine):7} {cells}  {seconds:12.2f}")
    return "\n".join(rows)


def faults(done: list[Tried], whole: bool, known: dict[str, str]) -> list[str]:
    """Survivors that no reason excuses, reasons without one, and kinds that pass too often."""
    found = []
    survivors = {one.key for one, verdict, _ in done if verdict.found == "survives"}
    for one, verdict, _ in done:
        if one.key in survivors - known.keys() and one.kind not in LEAST:
            found.append(f"nobody notices: {one.key}" + (f" ({verdict.by})" if verdict.by else ""))
        if one.key in known.keys() - survivors:
            found.append(f"no longer survives, so remove it from survivors.txt: {one.key}")
    for kind, least in LEAST.items():
        some = [v.found for one, v, _ in done if one.kind == kind and v.found != "equal"]
        share = sum(one != "survives" for one in some) / len(some) if some else 1
        if whole and share < least:
            found.append(f"{kind}: {share:.1%} are noticed, and {least:.0%} should be")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="mutate", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sample", type=int, metavar="N", help="try N of them")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="+", default=[""], help="kinds or files that begin so")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--list", action="store_true", help="name what no guard noticed")
    given = parser.parse_args()
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    only = tuple(given.only)
    mutants = [
        one
        for one in everything(ROOT, given.seed)
        if one.kind.startswith(only) or one.file.startswith(only)
    ]
    if given.sample:
        mutants = sample(mutants, given.sample, given.seed)
    done = []
    for one in tried(ROOT, mutants, given.jobs):
        done.append(one)
        if given.list and one[1].found != "guard":
            print(f"{one[1].found}: {one[0].key} {one[1].by}".strip(), flush=True)
        print(f"\r{len(done)} of {len(mutants)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    done.sort(key=lambda one: one[0])
    wrong = faults(done, not given.sample and only == ("",), reasons())
    print("\n".join([*wrong, table(done)]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
