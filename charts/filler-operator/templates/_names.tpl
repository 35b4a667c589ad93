{{/* The name of everything that there is one of in a release. */}}
{{- define "filler.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else if contains .Release.Name .Chart.Name -}}
{{- .Chart.Name -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "filler.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "filler.name" .) -}}
{{- end -}}

{{/* What a selector names: never changes between versions. */}}
{{- define "filler.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "filler.labels" -}}
{{ include "filler.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* REPOSITORY@DIGEST or REPOSITORY:TAG. Takes (list chart image). */}}
{{- define "filler.image" -}}
{{- $chart := index . 0 -}}{{- $image := index . 1 -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ $image.tag | default $chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* The operator's rights on studies, trials and pods; the same in a Role and a ClusterRole. One rule a resource, verbs sorted: exactly what is used. */}}
{{- define "filler.rules" -}}
- apiGroups: [""]
  resources: [events]
  verbs: [create, get, patch]
- apiGroups: [""]
  resources: [pods]
  verbs: [create, delete, get, list, watch]
- apiGroups: [filler.dev]
  resources: [studies]
  verbs: [get, list, patch, watch]
- apiGroups: [filler.dev]
  resources: [studies/finalizers]
  verbs: [update]
- apiGroups: [filler.dev]
  resources: [studies/status]
  verbs: [patch]
- apiGroups: [filler.dev]
  resources: [trials]
  verbs: [create, delete, get, list, patch, watch]
- apiGroups: [filler.dev]
  resources: [trials/finalizers]
  verbs: [update]
- apiGroups: [filler.dev]
  resources: [trials/status]
  verbs: [patch]
{{- end -}}

{{/* Pods may look names up. */}}
{{- define "filler.egressDns" -}}
- ports:
    - { port: 53, protocol: UDP }
    - { port: 53, protocol: TCP }
{{- end -}}

{{/* Egress to some TCP ports of anywhere. Takes a list of ports. */}}
{{- define "filler.egressPorts" -}}
- ports:
    {{- range . }}
    - { port: {{ . }}, protocol: TCP }
    {{- end }}
{{- end -}}
