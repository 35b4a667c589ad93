#!/usr/bin/env bash
# Runs every test project one after the other (several train networks, and this machine may have two cores), then prints one closing line.
set -uo pipefail
configuration=${1:-Release}
results=$(mktemp -d)
status=0
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "test: $name"
  dotnet test "$project" -c "$configuration" --no-build --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
    --logger "console;verbosity=minimal" 2>&1 | grep -vE '^(Test run for|VSTest|Starting test|A total of|Microsoft|Copyright|\s*$|Results File)'
  [ "${PIPESTATUS[0]}" = 0 ] || status=1
  # Why tests were skipped: the console logger leaves the reason out.
  awk '/<UnitTestResult /{skipped = /outcome="NotExecuted"/} skipped && /<Message>/{gsub(/^ *<Message>|<\/Message>.*$/, ""); print}' \
    "$results/$name.trx" 2>/dev/null | sort | uniq -c | sed 's/^ *\([0-9]*\) /  \1 skipped: /'
done

sum() { { grep -ho "<Counters [^>]*" "$results"/*.trx || true; } | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{n += $1} END {print n + 0}'; }
total=$(sum total)
passed=$(sum passed)
failed=$(sum failed)
skipped=$((total - passed - failed))
rm -rf "$results"
[ "$total" -gt 0 ] || { echo "test: no test ran" >&2; status=1; }
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
