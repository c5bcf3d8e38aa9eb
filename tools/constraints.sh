#!/bin/sh
# Pins every package of the install, of the `dev` extra and of the programs that open our exports,
# with the hashes of its files for all platforms and Python versions: `make constraints`. Commit
# what it writes.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    echo "Installing uv into a temporary folder ..." >&2
    "${PYTHON:-python3}" -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet uv
    uv=$work/venv/bin/uv
fi

# What a file already pins is kept where it still fits; `make constraints UPGRADE=1` asks for the newest.
pin() {
    "$uv" pip compile --quiet --no-config ${UPGRADE:+--upgrade} \
        --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
        "$@" >/dev/null
}
cp constraints.txt "$work/run.txt" 2>/dev/null || true
cat constraints.txt constraints-dev.txt 2>/dev/null | grep -v '^-r ' >"$work/all.txt" || true
pin --output-file "$work/run.txt" pyproject.toml
pin --extra dev --constraint "$work/run.txt" --output-file "$work/all.txt" pyproject.toml

note="# Made by \`make constraints\`; a change by hand is lost."
{
    echo "$note"
    cat "$work/run.txt"
} >"$work/constraints.txt"
{
    echo "$note"
    echo "-r constraints.txt"
    # Each package is a block of lines that starts at the margin: leave out those of the first file.
    awk 'NR == FNR { if (/^[^ ]/) known[$0] = 1; next }
         /^[^ ]/ { ours = !($0 in known) }
         ours' "$work/run.txt" "$work/all.txt"
} >"$work/constraints-dev.txt"

mkdir "$work/clients"
cp tests/clients/*.txt "$work/clients" 2>/dev/null || true
for wanted in tests/clients/*.in; do
    pin --output-file "$work/clients/$(basename "$wanted" .in).txt" "$wanted"
done

if grep -n '://' "$work/constraints.txt" "$work/constraints-dev.txt" "$work"/clients/*.txt; then
    echo "An address got into the pins: check the settings of uv." >&2
    exit 1
fi
mv "$work/constraints.txt" "$work/constraints-dev.txt" .
mv "$work"/clients/*.txt tests/clients
