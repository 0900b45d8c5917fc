#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Make .venv from hash-locked lists and install Hiden into it: tools/setup.sh core|dev
# Uses uv where it is installed and pip where it is not; a second call with unchanged lists does nothing.
set -eu
cd "$(dirname "$0")/.."
set_name="${1:-core}"
export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

want=$(cat pyproject.toml requirements/build.lock "requirements/$set_name.lock" "$0" | sha256sum | cut -d' ' -f1)
stamp=".venv/.hiden-$set_name"
if [ -x .venv/bin/hiden ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ]; then
    exec .venv/bin/python tools/compile_messages.py
fi

find_python() {
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Hiden needs Python 3.11, 3.12 or 3.13; on Debian or Ubuntu: apt-get install python3 python3-venv" >&2
    echo "Python 3.11・3.12・3.13 のいずれかが必要です。" >&2
    exit 1
}

python=$(find_python)
if command -v uv >/dev/null 2>&1; then
    [ -x .venv/bin/python ] || uv venv --quiet --python "$python" .venv
    install() { uv pip install --quiet --python .venv/bin/python "$@"; }
else
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        sh tools/system_packages.sh python3-venv
    fi
    [ -x .venv/bin/pip ] || "$python" -m venv --clear .venv
    install() { .venv/bin/python -m pip install --quiet "$@"; }
fi

echo "Installing Hiden ($set_name) into .venv ..." >&2
install --require-hashes -r requirements/build.lock
install --require-hashes -r "requirements/$set_name.lock"
install --no-deps --no-build-isolation -e .
.venv/bin/python tools/compile_messages.py
echo "$want" >"$stamp"
