#!/bin/sh
# Makes an environment for each program that opens our exports, pinned by tests/clients/*.txt.
set -eu
cd "$(dirname "$0")/.."

for pins in tests/clients/*.txt; do
    name=$(basename "$pins" .txt)
    home=.venv-clients/$name
    cmp -s "$pins" "$home/pins" && continue
    echo "Installing $name ..."
    rm -rf "$home"
    "${PYTHON:-python3}" -m venv "$home"
    "$home/bin/python" -m pip install --quiet --only-binary :all: --require-hashes -r "$pins"
    cp "$pins" "$home/pins"
done
