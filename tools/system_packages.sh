#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Install Debian packages that are missing, where this user may: tools/system_packages.sh NAME...
# Says what it could not install and goes on; the tests that need it then say why they are skipped.
set -eu
missing=""
for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $name"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then as_root=""; elif command -v sudo >/dev/null 2>&1; then as_root="sudo -n"; else as_root="false"; fi
export DEBIAN_FRONTEND=noninteractive
echo "Installing from Debian:$missing" >&2
# shellcheck disable=SC2086
{ $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends $missing; } >/dev/null || {
    echo "Could not install:$missing. As root: apt-get install$missing" >&2
}
