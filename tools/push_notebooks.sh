#!/bin/sh
# puts the notebooks of site/ on the branch from which Colab opens them;
# usage: [TOKEN=…] tools/push_notebooks.sh <address to push to>
set -eu
cd "$(dirname "$0")/.."
[ $# = 1 ] || { echo "push_notebooks: name the repository to push to" >&2; exit 2; }
ls site/downloads/*.ipynb site/en/downloads/*.ipynb >/dev/null 2>&1 || {
  echo "push_notebooks: there are no notebooks in site/; run: make build" >&2
  exit 1
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/ko" "$folder/en"
cp site/downloads/*.ipynb "$folder/ko"
cp site/en/downloads/*.ipynb "$folder/en"
from=$(git rev-parse --short HEAD)
# whoever made the last change made these too
name=$(git log -1 --format=%an)
mail=$(git log -1 --format=%ae)
cd "$folder"
git init -q
git add ko en
git -c "user.name=$name" -c "user.email=$mail" commit -q -m "Notebooks as built from $from"
# one commit and no history: each can be built again from its source
# git asks for the token, which is on no command line and in no address
git ${TOKEN:+-c credential.helper='!echo username=x-access-token; echo "password=$TOKEN" #'} \
  push -q --force "$1" HEAD:refs/heads/notebooks
echo "push_notebooks: $(git ls-files | wc -l) notebooks of $from are on the branch notebooks"
