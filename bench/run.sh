#!/usr/bin/env bash
# All benchmarks that need no finished run; then, where runs/quickstart exists, the study's utilisation.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/Filler.Bench -c Release --nologo -v quiet -clp:NoSummary
dotnet build src/Filler.Worker -c Release --nologo -v quiet -clp:NoSummary
bench=artifacts/bin/Filler.Bench/release/Filler.Bench.dll
for name in structures slices planner sampler training worker; do dotnet "$bench" "$name"; done
[ -d runs/quickstart ] && dotnet "$bench" study runs/quickstart || echo "study: no runs/quickstart; type: make quickstart"
