#!/usr/bin/env bash
# All benchmarks that need no finished run; then, where runs/quickstart exists, the study's utilisation.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/Filler.Bench -c Release --nologo -v quiet -clp:NoSummary
dotnet build src/Filler.Worker -c Release --nologo -v quiet -clp:NoSummary
bench=artifacts/bin/Filler.Bench/release/Filler.Bench.dll
for name in structures slices planner sampler training worker; do dotnet "$bench" "$name"; done
[ -d runs/quickstart ] && dotnet "$bench" study runs/quickstart || echo "study: no runs/quickstart; type: make quickstart"
# The operator as its image has it, compiled ahead; needs the control plane of the tests (make control-plane).
dotnet publish src/Filler.Operator -c Release -r linux-x64 --self-contained -p:DebugType=none -v quiet --nologo -o artifacts/bench/operator
dotnet build bench/Filler.Bench.Operator -c Release --nologo -v quiet -clp:NoSummary
for name in first-pod idle-gap throughput memory recovery; do
  FILLER_OPERATOR=$PWD/artifacts/bench/operator/Filler.Operator dotnet artifacts/bin/Filler.Bench.Operator/release/Filler.Bench.Operator.dll "$name" || break
done
