"""What belongs to a repository, for those who try things in a copy of it."""

import subprocess
from pathlib import Path


def files(root: Path) -> list[str]:
    """The names of all files of the tree that git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    names = sorted(set(listed.stdout.split("\0")) - {""})
    return [name for name in names if (root / name).is_file()]
