#!/usr/bin/env bash
# Puts the binaries of a real Kubernetes control plane (etcd, kube-apiserver, kube-controller-manager, kube-scheduler), a kubelet and a
# kubectl into the cache for the tests, built from Debian's own source. The first time takes some ten minutes of two cores and 4 GB
# of scratch, which is removed again; afterwards it returns at once. Exit code 3: this machine cannot build them, and the reason why.
#   FILLER_CACHE   where to keep them (default ${XDG_CACHE_HOME:-$HOME/.cache}/filler)
set -euo pipefail

version=1.20.2
programs=(kube-apiserver kube-controller-manager kube-scheduler kubelet kubectl)
cache=${FILLER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/filler}
target=$cache/kubernetes-$version

# The folder appears under its name only by one rename, with everything in it; the mark is for readers.
[ ! -e "$target/complete" ] || exit 0

cannot() { echo "control-plane: cannot build Kubernetes $version: $1; the tests that need it are skipped" >&2; exit 3; }
say() { echo "control-plane: $1"; }

[ "$(id -u)" = 0 ] || cannot "needs root to install the Go compiler (run eng/control-plane.sh once as root with FILLER_CACHE=$cache)"
command -v apt-get >/dev/null && [ -d /etc/apt/sources.list.d ] || cannot "not a Debian system"

mkdir -p "$cache"
# Two runs at once build once.
exec 9>"$cache/kubernetes-$version.lock"
flock -n 9 || { say "another run is building Kubernetes $version; waiting for it"; flock 9; }
[ ! -e "$target/complete" ] || exit 0

scratch=$(mktemp -d "$cache/build-XXXXXX")
trap 'chmod -R u+w "$scratch" 2>/dev/null || true; rm -rf "$scratch"' EXIT
free=$(df --output=avail -BG "$scratch" | tail -1 | tr -dc 0-9)
[ "$free" -ge 6 ] || cannot "needs 6 GB free in $cache, has $free"
start=$SECONDS
say "building Kubernetes $version from Debian's source into $target (once; some ten minutes)"

# Source packages come from where this machine's binary packages come from, by lists of our own: the machine's stay as they are.
mkdir -p "$scratch"/apt/{sources.d,lists/partial}
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
  [ -f "$list" ] && sed -n 's/^deb /deb-src /p' "$list" >"$scratch/apt/sources.d/$(basename "$list" .list).list"
done
for list in /etc/apt/sources.list.d/*.sources; do
  [ -f "$list" ] && sed 's/^Types:.*/Types: deb-src/' "$list" >"$scratch/apt/sources.d/$(basename "$list")"
done
sources=(-o "Dir::State::Lists=$scratch/apt/lists" -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$scratch/apt/sources.d")

log=$scratch/log
run() { "$@" >"$log" 2>&1 || { tail -40 "$log" >&2; cannot "failed: $*"; }; }
cd "$scratch"
say "fetching the sources and the Go compiler"
run apt-get update -qq
run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends golang-go gcc libc6-dev make rsync dpkg-dev
run apt-get "${sources[@]}" update -qq
run apt-get "${sources[@]}" -o APT::Sandbox::User=root source -qq kubernetes
source=$(find . -maxdepth 1 -type d -name 'kubernetes-*' | head -1)
case $source in *"$version"*) ;; *) cannot "Debian's source package is ${source:-absent}, not $version" ;; esac
source=$scratch/${source#./}

# The vendored reflect2 1.0.1 does not fit Go 1.18 and later: the API server would die at the first custom resource. Debian has 1.0.2.
# etcd is taken apart rather than installed: no service is wanted on this machine.
run apt-get -o APT::Sandbox::User=root download golang-github-modern-go-reflect2-dev etcd-server
for package in ./*.deb; do dpkg -x "$package" packages; done
reflect2=github.com/modern-go/reflect2
rm -rf "$source/vendor/$reflect2"
cp -r "packages/usr/share/gocode/src/$reflect2" "$source/vendor/$reflect2"

say "compiling ${programs[*]}"
mkdir -p gopath/src/k8s.io home
ln -s "$source" gopath/src/k8s.io/kubernetes
cd gopath/src/k8s.io/kubernetes
run env GOPATH="$scratch/gopath" HOME="$scratch/home" GO111MODULE=off CGO_ENABLED=0 \
  make WHAT="${programs[*]/#/cmd/}" KUBE_STATIC_OVERRIDES="kubelet"

built=$scratch/built
mkdir -p "$built"
for program in "${programs[@]}"; do
  binary=$(find -L _output -maxdepth 5 -type f -name "$program" -perm -u+x | head -1)
  [ -n "$binary" ] || cannot "the build made no $program"
  strip -s -o "$built/$program" "$binary"
done
cp "$scratch/packages/usr/bin/etcd" "$built/etcd"
# The program of every pod's sandbox, for a real node.
gcc -Os -static -DVERSION=$version -o "$built/pause" build/pause/linux/pause.c
for program in "$built"/*; do chmod 0755 "$program"; done
date -u +%FT%TZ >"$built/complete"

rm -rf "$target"
mv "$built" "$target"
say "Kubernetes $version is ready after $((SECONDS - start)) s ($(du -sh "$target" | cut -f1))"
