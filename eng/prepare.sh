#!/usr/bin/env bash
# Checks what building and testing need, installs what is missing where it can, and says what it does. Quick when nothing is missing.
set -euo pipefail

if ! command -v dotnet >/dev/null; then
  echo "prepare: the .NET 10 SDK is missing; install it (package dotnet-sdk-10.0) and try again" >&2
  exit 3
fi

missing=()
# libtorch's OpenMP and the text in pictures.
[ -e /usr/lib/x86_64-linux-gnu/libgomp.so.1 ] || missing+=(libgomp1)
compgen -G '/usr/share/fonts/truetype/*/*.ttf' >/dev/null || missing+=(fonts-dejavu-core)
# For the tests: the report is looked at in a real browser.
command -v chromium >/dev/null || command -v google-chrome >/dev/null || [ "${1:-}" != test ] || missing+=(chromium)
# For the tests: other programs write volumes that ours must read voxel for voxel.
if [ "${1:-}" = test ] && ! /usr/bin/python3 -c 'import h5py, mrcfile, tifffile, zarr' 2>/dev/null; then
  missing+=(python3-h5py python3-mrcfile python3-tifffile python3-zarr python3-numpy)
fi
# For the tests: the chart is rendered by the packages that Helm is made of.
if [ "${1:-}" = test ] && ! dpkg -s golang-go golang-github-masterminds-sprig-dev golang-k8s-sigs-yaml-dev golang-github-xeipuuv-gojsonschema-dev >/dev/null 2>&1; then
  missing+=(golang-go golang-github-masterminds-sprig-dev golang-k8s-sigs-yaml-dev golang-github-xeipuuv-gojsonschema-dev)
fi
# For the tests: PyTorch reads the models that trials leave, scikit-image computes the features that ours must equal. Some 100 MB.
if [ "${1:-}" = test ] && ! /usr/bin/python3 -c 'import torch, skimage' 2>/dev/null; then
  missing+=(python3-torch python3-skimage python3-numpy)
fi
command -v teem-unu >/dev/null || [ "${1:-}" != test ] || missing+=(teem-apps)

# For the tests: a real Kubernetes control plane. Without one they say so and are skipped.
[ "${1:-}" != test ] || "$(dirname "$0")/control-plane.sh" || true
# For the tests: Azure Blob Storage, emulated by its vendor. Without it they say so and are skipped.
[ "${1:-}" != test ] || "$(dirname "$0")/azurite.sh" || true

[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "prepare: installing ${missing[*]}"
  if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
    exit 0
  fi
fi
echo "prepare: missing: ${missing[*]}; install them (apt-get install ${missing[*]}); going on without: pictures may lack text, the tests that need them are skipped" >&2
