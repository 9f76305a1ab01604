#!/bin/sh
# writes or checks what PyTorch gave, with PyTorch in an environment of its own
set -eu
cd "$(dirname "$0")/.."
version=2.13.0
if [ "$(cat .venv-torch/ready 2>/dev/null)" != "$version" ]; then
  echo "setup: making .venv-torch with PyTorch $version (once, some minutes)" >&2
  rm -rf .venv-torch
  .venv/bin/python -m venv --without-pip .venv-torch
  # TORCH_INDEX may name an index of CPU builds; what is not imported is not compiled
  .venv/bin/python -m pip --python .venv-torch/bin/python install --quiet \
    --disable-pip-version-check --no-compile \
    ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} "torch==$version" numpy
  echo "$version" > .venv-torch/ready
fi
.venv-torch/bin/python -m weave.code.recorded "$@"
if [ "$1" = --check ]; then
  # and the site's own loss against PyTorch's
  .venv-torch/bin/python tests/recorded/record_cross_entropy_grid.py --check
  .venv-torch/bin/python -m tests.recorded.random_cross_entropy
fi
