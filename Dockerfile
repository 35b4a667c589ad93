# Images of the operator and of the worker: `make images`, which publishes the programs first (eng/images.sh). The programs bring their own runtime;
# no compiler and no SDK is in any stage. The base is pinned by BASE; give a digest where your registry has one: --build-arg BASE=debian@sha256:…
ARG BASE=debian:12.11-slim

FROM ${BASE} AS base
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates libssl3 libstdc++6 zlib1g \
 && rm -rf /var/lib/apt/lists/*
ENV DOTNET_EnableDiagnostics=0 DOTNET_gcServer=0 HOME=/tmp
WORKDIR /tmp

# Small: no libtorch.
FROM base AS operator
COPY artifacts/images/operator/ /app/
USER 1654:1654
EXPOSE 8080
ENTRYPOINT ["/app/Filler.Operator"]

# LIBTORCH=cpu: 470 MB of libtorch. LIBTORCH=cuda: the folder that LIBTORCH_DIR named when `make images FLAVOUR=cuda` published.
FROM base AS worker
ARG LIBTORCH=cpu
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libgomp1 \
 && rm -rf /var/lib/apt/lists/*
COPY artifacts/images/libtorch-${LIBTORCH}/ /opt/libtorch/
COPY artifacts/images/worker/ /app/
ENV LIBTORCH_DIR=/opt/libtorch LIBTORCHSHARP=/opt/libtorch/libLibTorchSharp.so
USER 1654:1654
ENTRYPOINT ["/app/Filler.Worker"]
