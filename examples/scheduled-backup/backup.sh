#!/bin/sh
# One scheduled run: back up, restore the backup into a scratch and compare, hold what was restored against verify.yaml (if
# it is there), delete what is too old. It ends with 0 only if all of that is true. Two machines may run it at the same time: one works, the other waits and finds a new backup.
#
#   BELAY                 the program; `belay` of the PATH if unset
#   BELAY_ENV             the environment of belay.yaml; its default if unset
#   BELAY_NEWER_THAN      how young a backup must be for this run to have nothing to do; 20h if unset
#   BELAY_DRILL_ON        where the backup is tried: embedded (a server of its own, here), target, or a URL; embedded if
#                         unset, so that the server that is backed up has no more to do
#   BELAY_METRICS_FILE    where the OpenMetrics text goes; beside this script if unset
set -eu
cd "$(dirname "$0")"
[ ! -f verify.yaml ] || set -- --verify "$@"
exec "${BELAY:-belay}" backup --drill --prune \
    --drill-on "${BELAY_DRILL_ON:-embedded}" \
    --unless-newer-than "${BELAY_NEWER_THAN:-20h}" \
    --metrics-file "${BELAY_METRICS_FILE:-belay.prom}" "$@"
