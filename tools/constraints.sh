#!/bin/sh
# Pins every package of the install and of the `dev` extra, with the hashes of its files for all
# platforms and Python versions: `make constraints`. Commit what it writes.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    "${PYTHON:-python3}" -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet uv
    uv=$work/venv/bin/uv
fi

# What a file already pins is kept where it still fits; `make constraints UPGRADE=1` asks for the newest.
pin() {
    "$uv" pip compile --quiet --no-config ${UPGRADE:+--upgrade} \
        --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
        "$@" pyproject.toml >/dev/null
}
cp constraints.txt "$work/run.txt" 2>/dev/null || true
cat constraints.txt constraints-dev.txt 2>/dev/null | grep -v '^-r ' >"$work/all.txt" || true
pin --output-file "$work/run.txt"
pin --extra dev --constraint "$work/run.txt" --output-file "$work/all.txt"

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

if grep -n '://' "$work/constraints.txt" "$work/constraints-dev.txt"; then
    echo "An address got into the pins: check the settings of uv." >&2
    exit 1
fi
mv "$work/constraints.txt" "$work/constraints-dev.txt" .
