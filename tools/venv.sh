#!/bin/sh
# Makes sure that .venv holds exactly what the pins say; silent and instant when it does.
#
#   tools/venv.sh run    what the app needs
#   tools/venv.sh dev    and what checks and tests need
#
# PYTHON=... says which Python a new environment is made with.
set -eu
cd "$(dirname "$0")/.."

venv=.venv
lock=$venv/lock

case ${1-} in
run) size="140 MB" ;;
dev) size="170 MB" ;;
*) echo "usage: tools/venv.sh run|dev" >&2 && exit 2 ;;
esac

pins() {
    [ "$1" = run ] && echo constraints.txt || echo constraints.txt constraints-dev.txt
}

# What the environment is made from: a difference in any of it means work. The folder counts,
# for an environment's scripts know it by its full path.
key() {
    # shellcheck disable=SC2046
    echo "$PWD $(cat pyproject.toml tools/venv.sh $(pins "$1") | cksum)"
}

is_ready() {
    [ -x $venv/bin/python ] && [ "$(cat "$venv/$1.stamp" 2>/dev/null)" = "$key" ]
}

take_lock() {
    mkdir -p $venv
    until mkdir $lock 2>/dev/null; do
        holder=$(cat $lock/pid 2>/dev/null || echo $$)
        if ! kill -0 "$holder" 2>/dev/null; then
            rm -rf $lock # it died without a word
            continue
        fi
        [ -n "${waiting-}" ] || echo "Waiting for another installation ($lock) ..." >&2
        waiting=yes
        sleep 1
    done
    trap 'rm -rf $lock' EXIT
    trap 'exit 130' HUP INT TERM
    echo $$ >$lock/pid
}

find_python() {
    for python in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    echo "Pullquote needs Python 3.11 or later; ${PYTHON:-python3} is older or missing." >&2
    return 1
}

make_environment() {
    find $venv -mindepth 1 -maxdepth 1 ! -path $lock -exec rm -rf {} +
    "$1" -m venv $venv ||
        { echo "On Debian and Ubuntu, the package python3-venv makes this work." && return 1; }
}

fill_environment() {
    # The build backend is among the pins: nothing comes without a hash, nothing is built but us.
    # A first start without bytecode would take three times as long as every other.
    # shellcheck disable=SC2046
    $venv/bin/python -m pip install --no-compile --only-binary :all: --require-hashes \
        $(printf -- '-r %s ' $(pins "$1")) &&
        $venv/bin/python -m pip install --no-compile --no-deps --no-build-isolation --editable . &&
        # A package may bring files for a newer Python; they just stay uncompiled.
        { $venv/bin/python -m compileall -qq -j 0 $venv/lib tui || true; }
}

level=$1
key=$(key "$level")
if is_ready "$level"; then exit; fi
take_lock
if is_ready "$level"; then exit; fi

start=$(date +%s)
# Without a stamp nobody knows how far an earlier try came.
if [ ! -x $venv/bin/python ] || [ -z "$(cat $venv/*.stamp 2>/dev/null)" ]; then
    python=$(find_python)
    echo "Installing into $venv, this once: $size to download, about a minute ..." >&2
else
    python=
    echo "Bringing $venv up to date ..." >&2
fi
rm -f $venv/*.stamp
if ! { { [ -z "$python" ] || make_environment "$python"; } && fill_environment "$level"; } \
    >$lock/log 2>&1; then
    cat $lock/log >&2
    echo "The installation failed; the reason is above. The next try starts afresh." >&2
    exit 1
fi
key run >$venv/run.stamp
echo "$key" >"$venv/$level.stamp"
echo "Installed in $(($(date +%s) - start)) s." >&2
