#!/bin/sh
# runs weave.record with PyTorch in an environment of its own
set -eu
cd "$(dirname "$0")/.."
version=2.13.0
if [ "$(cat .venv-torch/ready 2>/dev/null)" != "$version" ]; then
  echo "setup: making .venv-torch with PyTorch $version (once, some minutes)" >&2
  rm -rf .venv-torch
  .venv/bin/python -m venv .venv-torch
  # the CPU build where the index has one apart; macOS wheels are CPU anyway
  .venv-torch/bin/python -m pip install --quiet --disable-pip-version-check \
    "torch==$version" numpy
  echo "$version" > .venv-torch/ready
fi
exec .venv-torch/bin/python -m weave.record "$@"
