# `make help` lists the targets. Every target prepares what it needs and says so.
SHELL := /bin/bash
CONFIGURATION ?= Release
STUDY ?= examples/quickstart.yaml
FLAVOUR ?= cpu
FILLER := ./filler

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.DEFAULT_GOAL := help
.PHONY: help test-node images control-plane prepare build quickstart test lint unit golden generate verify-generated bench clean

help: ## List the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

prepare: ## Check for the SDK and a font; install what is missing (Debian, as root)
	@eng/prepare.sh

build: prepare ## Restore and build everything
	@eng/build.sh $(CONFIGURATION)

quickstart: build ## Run examples/quickstart.yaml on this machine
	$(FILLER) run $(STUDY)

lint: ## Check the formatting of the sources
	@dotnet format whitespace FillerOperator.sln --verify-no-changes --no-restore
	@echo "lint: formatting is right"

unit: build ## Run all tests of the built sources
	@eng/prepare.sh test
	@eng/test.sh $(CONFIGURATION)

test: build lint unit ## Everything that CI runs

test-node: build ## Both images, the chart and a study on a real kubelet with containerd (as root; some ten minutes)
	@eng/node.sh prepare
	@eng/images.sh cpu
	@FILLER_NODE=1 dotnet test tests/Filler.Node.Tests -c $(CONFIGURATION) --no-build --nologo --logger "console;verbosity=normal"

control-plane: ## Build the Kubernetes control plane that the tests start (once; make test does it too)
	@eng/control-plane.sh

golden: ## Rewrite the golden files of the tests from what the code does now
	UPDATE_GOLDEN=1 dotnet test FillerOperator.sln -c $(CONFIGURATION) --filter "FullyQualifiedName~Golden"

generate: build ## Render what follows from the types: crds/, the chart's copy, docs/manifest.md
	@UPDATE_GOLDEN=1 dotnet test tests/Filler.Api.Tests -c $(CONFIGURATION) --no-build --nologo -v quiet --filter "FullyQualifiedName~Golden"

verify-generated: build ## Fail where what is rendered differs from the types
	@dotnet test tests/Filler.Api.Tests -c $(CONFIGURATION) --no-build --nologo -v quiet --filter "FullyQualifiedName~Golden"

bench: build ## Benchmarks against this machine's limits (bench/README.md)
	@bench/run.sh

images: ## Container images of operator and worker (FLAVOUR=cpu|cuda); OCI archives where no engine runs
	@eng/images.sh $(FLAVOUR)

clean: ## Remove what was built
	rm -rf artifacts
