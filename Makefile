# Everything a user or a developer does, one word each.
# Needs Rust (cargo). What else is needed is installed, or named in one line.

CARGO ?= cargo
PEOPLE ?= 20000
SEED ?= 1
FUZZ_SECONDS ?= 600
READERS := text fixed xlsx xls json jsonl xml parquet packed
BIN := target/release/guildhall

.PHONY: help demo build test lint deny bench fuzz clean-demo

help:
	@echo "make demo    build, make a synthetic place of $(PEOPLE) people, join it up, say where the report is"
	@echo "make test    formatting, lints, documentation, all tests"
	@echo "make bench   measure quality and speed; writes bench/out"
	@echo "make fuzz    feed every reader broken files for $(FUZZ_SECONDS) seconds each"
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

test: lint .need-servers
	$(CARGO) test --workspace --locked

deny:
	@command -v cargo-deny >/dev/null || $(CARGO) install --locked cargo-deny
	$(CARGO) deny --locked check bans licenses sources

bench: build
	bench/run

# Tests read from real servers, which they start and stop on loopback.
SERVERS := postgres psql mariadbd mariadb openssl
.need-servers:
	@PATH="$$PATH:/usr/sbin:$$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)"; \
	for program in $(SERVERS); do command -v $$program >/dev/null || missing=1; done; test -z "$$missing" \
	|| { apt-get update -qq && apt-get install -y -qq postgresql mariadb-server-core mariadb-client-core openssl; } \
	|| { echo "servers for the tests are missing: apt-get install postgresql mariadb-server-core mariadb-client-core openssl"; exit 1; }

# A load may refuse a broken file, but not panic, lose a row or fill the memory.
fuzz: .need-cc
	$(CARGO) build --release --locked -p ingest --example fuzz
	@for reader in $(READERS); do target/release/examples/fuzz $$reader $(FUZZ_SECONDS) $(SEED) || exit 1; done

# The C compiler builds the bundled SQLite; Rust needs it to link, so it is nearly always there.
.need-cc:
	@command -v cc >/dev/null || { apt-get update -qq && apt-get install -y -qq build-essential; } || { echo "a C compiler is missing: apt-get install build-essential"; exit 1; }
