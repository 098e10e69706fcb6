#!/bin/sh
# One build step: every migration that waits is tried on a temporary copy, up, down and up again, and the build fails where
# one of them fails, has no way down, or a way down that does not lead back. The report goes beside this script.
#
#   BELAY               the program; `belay` of the PATH if unset
#   DATABASE_URL        the database whose schema is copied; it is only read. Without it the rehearsal begins with an empty
#                       schema and takes all migrations up
#   BELAY_ON            where the copy is made: embedded (a server of its own, here), target, or a place; embedded if unset
#   BELAY_POSTGRES      the major version to begin with where there is no database to ask; 15 if unset
#   BELAY_REPORT        where the Markdown goes, for a comment on the pull request; rehearsal.md beside this script if unset
set -u
cd "$(dirname "$0")" || exit 70
report=${BELAY_REPORT:-rehearsal.md}
on=${BELAY_ON:-embedded}
if [ -n "${DATABASE_URL:-}" ]; then
    set -- --on "$on" "$@"
else
    set -- --on embedded --from-nothing --postgres "${BELAY_POSTGRES:-15}" "$@"
fi
"${BELAY:-belay}" rehearse --format markdown -o "$report" "$@"
ended=$?
[ -f "$report" ] && cat "$report"
case $ended in
0) echo "rehearsal: as it should be" ;;
5) echo "rehearsal: a migration fails" >&2 ;;
6) echo "rehearsal: a way down is not right, or the spec does not hold" >&2 ;;
*) echo "rehearsal: it could not take place" >&2 ;;
esac
exit $ended
