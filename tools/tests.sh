#!/bin/sh
# Run pytest in a var directory of its own, and stop its private database afterwards.
set -u
: "${YINUO_VAR:=$(pwd)/var/test}"
export YINUO_VAR YINUO_PG_FAST=1

.venv/bin/python -m pytest "$@"
code=$?
.venv/bin/yinuo stop >/dev/null || true
exit $code
