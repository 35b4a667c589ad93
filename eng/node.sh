#!/usr/bin/env bash
# A real Kubernetes node on this machine for `make test-node`: the kubelet of eng/control-plane.sh with Debian's containerd and runc.
#   node.sh prepare                          check for the programs; install what is missing (Debian, as root)
#   node.sh network                          the addresses that the node and the cluster's service answer at, on the loopback interface
#   node.sh start FOLDER KUBECONFIG CA       containerd, its network for pods, and the kubelet
#   node.sh import FOLDER ARCHIVE...         OCI archives as images of the node
#   node.sh stop FOLDER                      ends both and every container, and removes the folder
set -euo pipefail

node=10.199.0.1      # a kubelet refuses a loopback address
service=10.96.0.1    # what pods are told the API server is at; without kube-proxy the test relays it
pods=10.200.0.0/24
name=filler-node
cache=${FILLER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/filler}
here=$(cd "$(dirname "$0")" && pwd)

fail() { echo "node: $1" >&2; exit 3; }

prepare() {
  [ "$(id -u)" = 0 ] || fail "needs root: it starts containers"
  "$here/control-plane.sh"
  local missing=()
  for package in containerd runc containernetworking-plugins iptables ethtool socat conntrack mmdebstrap; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "node: installing ${missing[*]}"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

network() {
  for address in $node $service; do ip addr show dev lo | grep -q "inet $address/32" || ip addr add "$address/32" dev lo; done
}

# A program in the background with a log of its own, whatever becomes of the caller.
launch() { # FOLDER NAME COMMAND...
  local folder=$1 log=$1/$2.log
  shift 2
  setsid nohup "$@" >"$log" 2>&1 </dev/null &
  echo $! >>"$folder/processes"
}

await() { # WHAT LOG CONDITION...
  local what=$1 log=$2
  shift 2
  for _ in $(seq 300); do ! "$@" >/dev/null 2>&1 || return 0; sleep 0.2; done
  tail -15 "$log" >&2
  fail "$what did not come up within a minute"
}

start() { # FOLDER KUBECONFIG CA
  local folder=$1 kubeconfig=$2 ca=$3
  mkdir -p "$folder"/{cni,kubelet}
  cat >"$folder/cni/10-bridge.conflist" <<END
{ "cniVersion": "0.3.1", "name": "filler", "plugins": [
  { "type": "bridge", "bridge": "filler0", "isGateway": true, "ipMasq": false,
    "ipam": { "type": "host-local", "ranges": [[{ "subnet": "$pods" }]], "routes": [{ "dst": "0.0.0.0/0" }], "dataDir": "$folder/cni-data" } },
  { "type": "loopback" } ] }
END
  # restrict_oom_score_adj: a machine without CAP_SYS_RESOURCE may not lower it, and runc would fail over that.
  cat >"$folder/containerd.toml" <<END
version = 2
root = "$folder/containerd/root"
state = "$folder/containerd/state"
[grpc]
  address = "$folder/containerd.sock"
[plugins."io.containerd.internal.v1.opt"]
  path = "$folder/containerd/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "docker.io/library/filler-pause:1"
  stream_server_address = "127.0.0.1"
  disable_apparmor = true
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$folder/cni"
END
  cat >"$folder/kubelet.yaml" <<END
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $node
readOnlyPort: 0
healthzBindAddress: 127.0.0.1
authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: "$ca" } }
authorization: { mode: Webhook }
cgroupDriver: cgroupfs
failSwapOn: false
makeIPTablesUtilChains: false
enforceNodeAllocatable: [pods]
evictionHard: { memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1% }
END
  launch "$folder" containerd containerd --config "$folder/containerd.toml"
  await containerd "$folder/containerd.log" ctr -a "$folder/containerd.sock" version
  local pause=$folder/pause
  mkdir -p "$pause"
  cp "$cache/kubernetes-1.20.2/pause" "$pause"
  "$here/oci-image.sh" filler-pause:1 "$folder/pause.tar" /opt/pause "$pause=/opt" >/dev/null
  import "$folder" "$folder/pause.tar"
  launch "$folder" kubelet "$cache/kubernetes-1.20.2/kubelet" --config="$folder/kubelet.yaml" --kubeconfig="$kubeconfig" \
    --hostname-override=$name --node-ip=$node --root-dir="$folder/kubelet" --cert-dir="$folder/kubelet/pki" \
    --container-runtime=remote --container-runtime-endpoint="unix://$folder/containerd.sock" --network-plugin=cni \
    --pod-infra-container-image=docker.io/library/filler-pause:1
  await kubelet "$folder/kubelet.log" curl -fs --max-time 2 http://127.0.0.1:10248/healthz
}

import() { # FOLDER ARCHIVE...
  local folder=$1
  shift
  for archive in "$@"; do ctr -a "$folder/containerd.sock" -n k8s.io images import --no-unpack "$archive" >/dev/null; done
}

stop() { # FOLDER
  local folder=$1
  # The kubelet first, so that it starts nothing anew; then what runs in containers; then what holds them.
  [ ! -f "$folder/processes" ] || for pid in $(tac "$folder/processes"); do
    case "$(readlink "/proc/$pid/exe" 2>/dev/null)" in *kubelet) kill -9 "$pid" ;; esac
  done
  if ctr -a "$folder/containerd.sock" version >/dev/null 2>&1; then
    for task in $(ctr -a "$folder/containerd.sock" -n k8s.io tasks ls -q); do
      ctr -a "$folder/containerd.sock" -n k8s.io tasks rm -f "$task" >/dev/null 2>&1 || true
    done
  fi
  [ ! -f "$folder/processes" ] || for pid in $(cat "$folder/processes"); do
    case "$(readlink "/proc/$pid/exe" 2>/dev/null)" in *containerd) kill "$pid" ;; esac
  done
  pkill -9 -f "containerd-shim.*$folder/containerd.sock" || true
  for mount in $(awk -v f="$folder/" 'index($2, f) == 1 { print $2 }' /proc/mounts | sort -r); do umount -l "$mount"; done
  ip link del filler0 2>/dev/null || true
  for address in $node $service; do ip addr del "$address/32" dev lo 2>/dev/null || true; done
  rm -rf "$folder"
}

case "${1:-}" in
  prepare | network | start | import | stop) "$@" ;;
  *) sed -n '2,8p' "$0" >&2; exit 2 ;;
esac
