#!/usr/bin/env bash
# Restores and builds the solution; prints one line when all is up to date.
set -euo pipefail
configuration=${1:-Release}
start=$SECONDS
first=""
[ -d artifacts/bin/Filler.Cli ] || first=" (the first time this fetches libtorch, about 200 MB packed, and takes some minutes)"
echo "build: restoring and building${first}"
log=$(mktemp)
if ! dotnet build FillerOperator.sln -c "$configuration" --nologo -v quiet -clp:NoSummary >"$log" 2>&1; then
  grep -E "error|warning" "$log" | sort -u | head -40 >&2 || cat "$log" >&2
  rm -f "$log"
  exit 1
fi
rm -f "$log"
echo "build: done in $((SECONDS - start)) s"
