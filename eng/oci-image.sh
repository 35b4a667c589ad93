#!/usr/bin/env bash
# Packs an OCI archive without a container engine: oci-image.sh NAME:TAG FILE.tar ENTRYPOINT {FOLDER=/PLACE | VARIABLE=VALUE}...
# The base layer is a minimal Debian 12 with what the Dockerfile's stages install, made once by mmdebstrap; each folder becomes a layer,
# each VARIABLE (in capitals) a setting of the image's environment. `ctr images import` gives it the full name that a pod's NAME:TAG stands for.
set -euo pipefail
name=$1 file=$(realpath -m "$2") entrypoint=$3
shift 3
cache=${FILLER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/filler}
packages=base-files,base-passwd,ca-certificates,libc6,libgcc-s1,libgomp1,libssl3,libstdc++6,zlib1g
base=$cache/base-$(echo "$packages" | sha256sum | cut -c1-12).tar

if [ ! -f "$base" ]; then
  command -v mmdebstrap >/dev/null || { echo "oci-image: mmdebstrap is missing; install it (apt-get install mmdebstrap)" >&2; exit 3; }
  echo "oci-image: making the base layer from Debian packages"
  mkdir -p "$cache"
  root=$(mktemp -d)
  trap 'rm -rf "$root"' EXIT
  # The mirror of this machine's own configuration.
  mmdebstrap --quiet --variant=extract --include="$packages" --mode=root bookworm "$root" \
    "$(sed -nE 's/^(deb|URIs:) +(\[[^]]*\] +)?([^ ]+).*/\3/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1)"
  rm -rf "$root"/var/cache/apt "$root"/var/lib/apt/lists "$root"/usr/share/doc "$root"/usr/share/man
  mkdir -p "$root"/tmp "$root"/etc/ssl/certs && chmod 1777 "$root"/tmp
  cat "$root"/usr/share/ca-certificates/mozilla/*.crt > "$root"/etc/ssl/certs/ca-certificates.crt
  tar -C "$root" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf "$base.$$" .
  mv "$base.$$" "$base"
  rm -rf "$root"
  trap - EXIT
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
blobs=$work/oci/blobs/sha256
mkdir -p "$blobs"

# Moves a file among the blobs and prints "DIGEST SIZE".
blob() { local d; d=$(sha256sum "$1" | cut -d' ' -f1); mv "$1" "$blobs/$d"; echo "$d $(stat -c%s "$blobs/$d")"; }

diffs="" layers=""
layer() { # FILE
  local digest size
  read -r digest size < <(blob "$1")
  diffs+="${diffs:+,}\"sha256:$digest\""
  layers+="${layers:+,}{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"sha256:$digest\",\"size\":$size}"
}

cp "$base" "$work/base.tar"
layer "$work/base.tar"
environment='"PATH=/usr/bin:/bin","DOTNET_EnableDiagnostics=0","DOTNET_gcServer=0","HOME=/tmp"'
for pair in "$@"; do
  if [[ $pair =~ ^[A-Z_]+= ]]; then environment+=",\"$pair\""; continue; fi
  place=${pair#*=/}
  tar -C "${pair%%=*}" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 --transform "s:^\.:$place:" -cf "$work/layer.tar" .
  layer "$work/layer.tar"
done

printf '{"architecture":"amd64","os":"linux","config":{"User":"1654:1654","WorkingDir":"/tmp","Entrypoint":["%s"],"Env":[%s]},"rootfs":{"type":"layers","diff_ids":[%s]}}' \
  "$entrypoint" "$environment" "$diffs" > "$work/config"
read -r config configSize < <(blob "$work/config")
printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%d},"layers":[%s]}' \
  "$config" "$configSize" "$layers" > "$work/manifest"
read -r manifest manifestSize < <(blob "$work/manifest")
printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%d,"platform":{"architecture":"amd64","os":"linux"},"annotations":{"io.containerd.image.name":"docker.io/library/%s","org.opencontainers.image.ref.name":"%s"}}]}' \
  "$manifest" "$manifestSize" "$name" "${name##*:}" > "$work/oci/index.json"
printf '{"imageLayoutVersion":"1.0.0"}' > "$work/oci/oci-layout"
tar -C "$work/oci" -cf "$file" .
echo "oci-image: $name, $(du -h "$file" | cut -f1), $file"
