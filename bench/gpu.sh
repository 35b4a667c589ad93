#!/usr/bin/env bash
# Training on an NVIDIA card: the benchmark's networks in one process, then 2, 4 and 8 processes at once on the same card (packing).
# LIBTORCH_DIR names a folder of libtorch 2.10 with CUDA. Utilisation comes from the driver. Build first: make build.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v nvidia-smi >/dev/null || { echo "gpu: no nvidia-smi: this machine has no NVIDIA card or no driver" >&2; exit 3; }
[ -e "${LIBTORCH_DIR:-}/libtorch_cuda.so" ] || { echo "gpu: LIBTORCH_DIR=${LIBTORCH_DIR:-} holds no libtorch_cuda.so: name a folder of libtorch 2.10 with CUDA" >&2; exit 3; }
bench=artifacts/bin/Filler.Bench/release/Filler.Bench.dll
[ -e "$bench" ] || dotnet build bench/Filler.Bench -c Release --nologo -v quiet -clp:NoSummary
nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv,noheader
for packed in 1 2 4 8; do
  echo "gpu: $packed at once"
  log=$(mktemp)
  nvidia-smi --query-gpu=utilization.gpu,memory.used --format=csv,noheader,nounits -l 1 >"$log" &
  watch=$!
  workers=()
  for ((i = 0; i < packed; i++)); do dotnet "$bench" training own --device cuda & workers+=($!); done
  for worker in "${workers[@]}"; do wait "$worker"; done
  kill "$watch"
  awk -F', ' '{u += $1; if ($2 > m) m = $2} END {printf "gpu: utilisation %.0f %% on average, at most %d MiB used\n", u / NR, m}' "$log"
  rm -f "$log"
done
