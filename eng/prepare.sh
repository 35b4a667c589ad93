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
# The report is looked at in a real browser.
command -v chromium >/dev/null || command -v google-chrome >/dev/null || [ "${FILLER_NO_BROWSER:-}" = 1 ] || [ "${1:-}" != browser ] || missing+=(chromium)

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "prepare: installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "prepare: missing: ${missing[*]}; install them (apt-get install ${missing[*]}); going on without: pictures may lack text, browser tests are skipped" >&2
  fi
fi
