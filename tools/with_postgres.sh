#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Run a command with HIDEN_DATABASE_URL naming a throw-away PostgreSQL: tools/with_postgres.sh COMMAND...
# It listens on a socket in a temporary folder only, and is gone when the command ends.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
if [ -z "$bin" ]; then
    echo "PostgreSQL is not installed: its tests are skipped (apt-get install postgresql)" >&2
    exit 0
fi
folder=$(mktemp -d)
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as_owner() { runuser -u postgres -- "$@"; }
else
    as_owner() { "$@"; }
fi
stop() {
    as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT INT TERM
cd "$folder"
as_owner "$bin/initdb" -D "$folder/data" -A trust -U hiden -E UTF8 --no-locale >/dev/null
as_owner "$bin/pg_ctl" -D "$folder/data" -s -w -l "$folder/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off" start
cd - >/dev/null
HIDEN_DATABASE_URL="postgres://hiden@/postgres?host=$folder"
export HIDEN_DATABASE_URL
"$@"
