#!/usr/bin/env bash
# Renders the chart without helm: chart-render.sh [flags of eng/chart-render] CHART. Builds the renderer once, from Debian's Go packages.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${FILLER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/filler}
version=$(cat "$here"/chart-render/*.go | sha256sum | cut -c1-12)
program=$cache/chart-render-$version
if [ ! -x "$program" ]; then
  packages=(golang-go golang-github-masterminds-sprig-dev golang-k8s-sigs-yaml-dev golang-github-xeipuuv-gojsonschema-dev)
  if ! dpkg -s "${packages[@]}" >/dev/null 2>&1; then
    echo "chart-render: missing: ${packages[*]}; install them (apt-get install ${packages[*]})" >&2
    exit 3
  fi
  mkdir -p "$cache"
  (cd "$here" && GO111MODULE=off GOPATH=/usr/share/gocode CGO_ENABLED=0 GOFLAGS=-trimpath GOCACHE="$cache/go-build" go build -o "$program.$$" ./chart-render)
  mv "$program.$$" "$program"
fi
[ "${1:-}" = --build ] || exec "$program" "$@"
