#!/usr/bin/env bash
# Installs Azurite, the vendor's emulator of Azure Blob Storage, from npm into the cache: ${FILLER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/filler}.
# At once where it is there. Without it the tests that need it say so and are skipped.
set -euo pipefail
version=3.37.0
cache=${FILLER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/filler}
target=$cache/azurite-$version
[ ! -e "$target/complete" ] || exit 0
if ! command -v npm >/dev/null; then
  echo "azurite: npm is missing; install Node.js 20 or later with npm and run eng/azurite.sh" >&2
  exit 1
fi

mkdir -p "$cache"
exec 9>"$cache/azurite.lock"
flock 9
[ ! -e "$target/complete" ] || exit 0
echo "azurite: installing $version into $target (about two minutes, once)"
rm -rf "$target"
# Its engine field asks for Node 22; it runs on 20.
if ! npm install --prefix "$target" --no-fund --no-audit --loglevel=error "azurite@$version" >"$cache/azurite.log" 2>&1; then
  echo "azurite: npm could not install it; see $cache/azurite.log" >&2
  exit 1
fi
touch "$target/complete"
