#!/usr/bin/env bash
# Training on an NVIDIA card, in one command: ours against eager PyTorch by turns on the same card (64 and 128 px, fp32 and bf16), then 1, 2, 4 and 8 processes
# at once on it (packing), with utilisation and memory as the driver tells them.
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

for packed in 1 2 4 8; do
  log=$(mktemp)
  nvidia-smi --id=0 --query-gpu=utilization.gpu,memory.used --format=csv,noheader,nounits --loop-ms=200 >"$log" &
  watch=$!
  workers=()
  for ((i = 0; i < packed; i++)); do dotnet "$bench" training own --device cuda & workers+=($!); done
  failed=0
  for worker in "${workers[@]}"; do wait "$worker" || failed=$((failed + 1)); done
  kill "$watch"
  wait "$watch" 2>/dev/null || true
  # From the first sign of work to the last: the processes' start and end are not training.
  awk -F', ' -v n="$packed" -v f="$failed" '{u[NR] = $1; if ($2 > m) m = $2; if ($1 > 0) {if (!a) a = NR; z = NR}}
    END {for (i = a; a && i <= z; i++) s += u[i]; printf "gpu: %d at once (%d failed): utilisation %.0f %% while they train, at most %d MiB used\n", n, f, a ? s / (z - a + 1) : 0, m}' "$log"
  rm -f "$log"
done
