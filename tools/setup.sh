#!/bin/sh
# makes .venv with the locked dependencies; names what is missing otherwise
set -eu
cd "$(dirname "$0")/.."

stop() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

# the newest python from 3.11 on; set PYTHON to choose another
python=
for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
  if command -v "$name" >/dev/null 2>&1 &&
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    python=$name
    break
  fi
done
[ -n "$python" ] || stop \
  "Python 3.11 or newer was not found (looked for ${PYTHON:-python3})." \
  "Install it: 'sudo apt-get install python3' on Debian and Ubuntu, 'brew install python' on macOS," \
  "or name one: 'make build PYTHON=/path/to/python3'."

"$python" -c 'import venv, ensurepip' 2>/dev/null || stop \
  "$python has no venv module." \
  "Install it: 'sudo apt-get install python3-venv' on Debian and Ubuntu, 'sudo dnf install python3' on Fedora."

# touched alone: what would be made is there already
made_of() {
  cat requirements.txt tools/setup.sh
}
if made_of 2>/dev/null | cmp -s - .venv/made-of && .venv/bin/python -c '' 2>/dev/null; then
  touch .venv/ready
  exit
fi

printf 'setup: making .venv with %s (once)\n' "$("$python" --version)" >&2
# an environment cannot be moved once it is made, so the old one waits aside, and comes
# back where the new one does not get ready
if [ -e .venv/ready ]; then
  rm -rf .venv-old
  mv .venv .venv-old
fi
finish() {
  wait  # or a half that still writes would bring .venv back
  if [ -e .venv/ready ]; then
    rm -rf .venv-old
  elif [ -e .venv-old ]; then
    rm -rf .venv
    mv .venv-old .venv
    echo "setup: the .venv that was there is back, as it was" >&2
  fi
}
trap finish EXIT
rm -rf .venv
"$python" -m venv .venv
# in two halves side by side; the lock is whole, so nothing is left to resolve,
# and python compiles what it imports
half() {
  awk -v half="$1" '/^[^ #]/ { n++ } n % 2 == half' requirements.txt > ".venv/half$1"
  exec .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
    --no-compile --require-hashes --only-binary :all: -r ".venv/half$1"
}
half 0 &
trap 'kill $!; exit 130' INT TERM
(half 1) && wait $! || stop \
  "the locked dependencies could not be installed; pip says why above."
# lets a bare 'mkdocs' find weave and snippets from anywhere
pwd > "$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/cross-entropy.pth"
made_of > .venv/made-of
touch .venv/ready
