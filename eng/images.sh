#!/usr/bin/env bash
# Images of the operator and of the worker: images.sh [cpu|cuda]. Publishes self-contained programs to artifacts/images; then builds with docker or podman
# where an engine runs, else packs OCI archives (artifacts/images/*.tar) that `ctr images import` and `skopeo copy` take.
# cuda: LIBTORCH_DIR names the lib folder of libtorch 2.10 with CUDA, e.g. of PyTorch 2.10.
set -euo pipefail
cd "$(dirname "$0")/.."
flavour=${1:-cpu}
out=artifacts/images
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)

publish() { # NAME PROJECT
  echo "images: publishing $2"
  rm -rf "${out:?}/$1"
  mkdir -p "$out"
  dotnet publish "src/$2" -c Release -r linux-x64 --self-contained -p:DebugType=none -v quiet --nologo -o "$out/$1"
}

# What training needs and no more; the folder must not hold two copies of one library.
libtorch() {
  local to=$out/libtorch-$flavour packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
  pinned() { sed -n "s:.*Include=\"$1\" Version=\"\([^\"]*\)\".*:\1:p" Directory.Packages.props; }
  local glue=$packages/torchsharp/$(pinned TorchSharp)/runtimes/linux-x64/native/libLibTorchSharp.so
  rm -rf "$to"
  mkdir -p "$to"
  if [ "$flavour" = cpu ]; then
    local from=$packages/libtorch-cpu-linux-x64/$(pinned libtorch-cpu-linux-x64)/runtimes/linux-x64/native
    cp "$from"/libc10.so "$from"/libtorch.so "$from"/libtorch_cpu.so "$from"/libgomp-*.so.1 "$to"
  else
    [ -f "${LIBTORCH_DIR:-}/libtorch_cuda.so" ] || { echo "images: LIBTORCH_DIR names no folder with libtorch_cuda.so: set it to the lib folder of libtorch 2.10 with CUDA" >&2; exit 2; }
    cp -L "$LIBTORCH_DIR"/*.so* "$to"
    rm -f "$to"/libtorch_python.so
  fi
  cp "$glue" "$to"
}

operator=""
[ ! -d src/Filler.Operator ] || { operator=1; publish operator Filler.Operator; }
publish worker Filler.Worker
libtorch
tag=$version
[ "$flavour" = cpu ] || tag=$version-$flavour

for engine in docker podman; do
  if command -v "$engine" >/dev/null && "$engine" info >/dev/null 2>&1; then
    [ -z "$operator" ] || "$engine" build --target operator --tag "filler-operator:$version" .
    "$engine" build --target worker --build-arg "LIBTORCH=$flavour" --tag "filler-worker:$tag" .
    exit 0
  fi
done
echo "images: no container engine runs here; packing OCI archives"
[ -z "$operator" ] || eng/oci-image.sh "filler-operator:$version" "$out/filler-operator.tar" /app/Filler.Operator "$out/operator=/app"
eng/oci-image.sh "filler-worker:$tag" "$out/filler-worker.tar" /app/Filler.Worker "$out/libtorch-$flavour=/opt/libtorch" "$out/worker=/app" \
  LIBTORCH_DIR=/opt/libtorch LIBTORCHSHARP=/opt/libtorch/libLibTorchSharp.so
