# Everything a user or a developer does, one word each.
# Needs Rust (cargo). What else is needed is installed, or named in one line.

CARGO ?= cargo
PEOPLE ?= 20000
SEED ?= 1
BIN := target/release/guildhall

.PHONY: help demo build test lint deny bench clean-demo

help:
	@echo "make demo    build, make a synthetic place of $(PEOPLE) people, join it up, say where the report is"
	@echo "make test    formatting, lints, documentation, all tests"
	@echo "make bench   measure quality and speed; writes bench/out"
	@echo "make deny    licences and duplicate versions of dependencies (installs cargo-deny)"

build: .need-cc
	$(CARGO) build --release --locked --bin guildhall

demo: build clean-demo
	$(BIN) synth demo --people $(PEOPLE) --seed $(SEED)
	$(BIN) run demo

clean-demo:
	rm -rf demo demo.state

lint: .need-cc
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --locked

test: lint
	$(CARGO) test --workspace --locked

deny:
	@command -v cargo-deny >/dev/null || $(CARGO) install --locked cargo-deny
	$(CARGO) deny --locked check bans licenses sources

bench: build
	bench/run

# The C compiler builds the bundled SQLite; Rust needs it to link, so it is nearly always there.
.need-cc:
	@command -v cc >/dev/null || { apt-get update -qq && apt-get install -y -qq build-essential; } || { echo "a C compiler is missing: apt-get install build-essential"; exit 1; }
