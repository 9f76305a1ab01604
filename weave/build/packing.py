"""The files that a notebook imports, packed into its first cell."""

import base64
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from weave.code import modules

FOLDER = "cross-entropy-files"  # where a notebook unpacks them
UNPACK = """\
# the files that this notebook imports, into the folder {folder}
import base64, io, pathlib, sys, zipfile

packed = \"\"\"
{packed}
\"\"\"
zipfile.ZipFile(io.BytesIO(base64.b64decode(packed))).extractall("{folder}")
sys.path.insert(0, str(pathlib.Path("{folder}").resolve()))
%matplotlib inline"""


def cell(root: Path, names: Iterable[str], own: str | None) -> str:
    """The source of a cell that unpacks some modules and all that they need.

    own: the module whose code the notebook's cells are, or None.
    """
    packed = base64.b64encode(_pack(root, names)).decode()
    rows = "\n".join(packed[at : at + 120] for at in range(0, len(packed), 120))
    source = UNPACK.format(folder=FOLDER, packed=rows)
    if own and "__file__" in modules.text(modules.module_path(root, own)):
        file = f'pathlib.Path("{FOLDER}", "{modules.file_of(root, own)}")'
        source += f"\n__file__ = {file}  # the cells below are this file's"
    return source


def _pack(root: Path, names: Iterable[str]) -> bytes:
    """A zip of some modules, all that they import, and the data they read."""
    near = sorted({one for name in names for one in modules.closure(root, name)})
    files = [modules.module_path(root, name) for name in near]
    code = "".join(map(modules.text, files))
    for path in modules.data_files(root):
        recorded = path.parent.name == "recorded" and f"pytorch.{path.stem}" in near
        if recorded or f'"{path.name}"' in code:
            files.append(path)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            # one date for all: equal files give equal bytes
            entry = zipfile.ZipInfo(path.relative_to(root).as_posix())
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return packed.getvalue()
