#!/usr/bin/env bash
# Training on an NVIDIA card, in one command: ours against eager PyTorch by turns on the same card (64 and 128 px, fp32 and bf16), then a study of eight trials with
# trial.packing 1, 2, 4 and 8 on the first card, with utilisation and memory as the driver tells them, and what the trials themselves measured.
#   LIBTORCH_DIR        a folder of libtorch 2.10 with CUDA; unset: built from NuGet's packages into ~/.cache/filler/libtorch-cuda (some 6 GB, once).
#   FILLER_PEER_PYTHON  a Python whose torch has CUDA (Debian's has not); without one only ours is measured.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v nvidia-smi >/dev/null || { echo "gpu: no nvidia-smi: this machine has no NVIDIA card or no driver" >&2; exit 3; }

if [ -z "${LIBTORCH_DIR:-}" ]; then
  cache="${XDG_CACHE_HOME:-$HOME/.cache}/filler/libtorch-cuda"
  version=$(sed -n 's/.*Include="TorchSharp" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)
  mkdir -p "$cache"
  if ! find "$cache/bin" -name libtorch_cuda.so 2>/dev/null | grep -q .; then
    # The packages hold the libraries in parts, which their own build targets put together.
    printf '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><RuntimeIdentifier>linux-x64</RuntimeIdentifier><SelfContained>false</SelfContained></PropertyGroup><ItemGroup><PackageReference Include="TorchSharp-cuda-linux" Version="%s" /></ItemGroup></Project>\n' "$version" >"$cache/natives.csproj"
    echo 'return;' >"$cache/Program.cs"
    dotnet build "$cache/natives.csproj" -c Release -o "$cache/bin" --nologo -v quiet -clp:NoSummary
  fi
  LIBTORCH_DIR=$(dirname "$(find "$cache/bin" -name libtorch_cuda.so | head -n 1)")
  export LIBTORCH_DIR
fi
[ -e "$LIBTORCH_DIR/libtorch_cuda.so" ] || { echo "gpu: LIBTORCH_DIR=$LIBTORCH_DIR holds no libtorch_cuda.so: name a folder of libtorch 2.10 with CUDA" >&2; exit 3; }

bench=artifacts/bin/Filler.Bench/release/Filler.Bench.dll
dotnet build bench/Filler.Bench -c Release --nologo -v quiet -clp:NoSummary
nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv,noheader

if "${FILLER_PEER_PYTHON:-/usr/bin/python3}" -c 'import sys, torch; sys.exit(not torch.cuda.is_available())' 2>/dev/null; then
  dotnet "$bench" training throughput --device cuda
else
  echo "gpu: ${FILLER_PEER_PYTHON:-/usr/bin/python3} has no torch with CUDA, so there is no ratio: name one that has in FILLER_PEER_PYTHON" >&2
fi

# Eight times the same network: the learning rates differ by nothing that costs time.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/packing.yaml" <<'YAML'
apiVersion: filler.dev/v1alpha1
kind: Study
metadata: { name: packing }
spec:
  objective: { metric: accuracy }
  dataset:
    seed: 1
    classes:
      - { name: dense, structure: { random: { volumeFraction: 0.25, diameterNm: 20, boxNm: 1000 } } }
      - { name: sparse, structure: { random: { volumeFraction: 0.15, diameterNm: 20, boxNm: 1000 } } }
    slices: { fieldOfViewNm: 500, pixels: 64 }
    imagesPerClass: { train: 4000, validation: 400, evaluation: 400 }
    realisations: { train: 2, validation: 1, evaluation: 1 }
  model: { convLayers: 4, filters: 32, denseLayers: 2, denseUnits: 1024, dropout: 0.2 }
  training: { epochs: 20, batchSize: 64, optimizer: adam, learningRate: 0.001 }
  search:
    algorithm: grid
    parameters: [{ path: training.learningRate, choice: [0.001, 0.00101, 0.00102, 0.00103, 0.00104, 0.00105, 0.00106, 0.00107] }]
    pruning: { algorithm: none }
    reuse: false
    parallelTrials: 8
  trial: { device: cuda }
YAML
dotnet build src/Filler.Cli -c Release --nologo -v quiet -clp:NoSummary
export CUDA_VISIBLE_DEVICES=${CUDA_VISIBLE_DEVICES:-0}
card=${CUDA_VISIBLE_DEVICES%%,*}
study() { ./filler run "$work/packing.yaml" --no-progress "$@"; }
# The images are made, and the libraries read, before the clock runs.
study --run-folder "$work/first" --set training.epochs=1 --set search.maxTrials=1 >"$work/first.log" || { cat "$work/first.log" >&2; exit 1; }

for packed in 1 2 4 8; do
  run="$work/$packed"
  mkdir -p "$run/store"
  cp -r "$work/first/store/datasets" "$run/store/"
  nvidia-smi --id="$card" --query-gpu=utilization.gpu,memory.used --format=csv,noheader,nounits --loop-ms=200 >"$run.log" &
  watch=$!
  began=$(date +%s.%N)
  study --run-folder "$run" --set "trial.packing=$packed" >"$run.out" || cat "$run.out" >&2
  ended=$(date +%s.%N)
  kill "$watch"
  wait "$watch" 2>/dev/null || true
  mapfile -t results < <(find "$run/store/studies" -name result.json)
  most=$(grep -ho '"memoryBytes": [0-9]*' "${results[@]}" /dev/null | grep -o '[0-9]*$' | sort -n | tail -n 1 || true)
  noted=$(grep -l '"notes"' "${results[@]}" /dev/null | wc -l || true)
  # From the first sign of work to the last: the processes' start and end are not training.
  awk -F', ' -v n="$packed" -v good="${#results[@]}" -v began="$began" -v ended="$ended" -v most="${most:-0}" -v noted="$noted" '
    {u[NR] = $1; if ($2 > m) m = $2; if ($1 > 0) {if (!a) a = NR; z = NR}}
    END {
      seconds = ended - began
      for (i = a; a && i <= z; i++) s += u[i]
      printf "gpu: packing %d: %d of 8 trials in %.0f s, %.0f training images/s in all; utilisation %.0f %% while they train, at most %d MiB used; first steps took %d MiB at most, notes on memory in %d results\n",
        n, good, seconds, good * 20 * 8000 / seconds, a ? s / (z - a + 1) : 0, m, most / 1048576, noted
    }' "$run.log"
done
