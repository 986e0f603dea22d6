CREATE TABLE dataset_version (
    id          INTEGER NOT NULL PRIMARY KEY,
    dataset     TEXT NOT NULL,
    number      INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    recipe      TEXT NOT NULL,
    summary     TEXT NOT NULL,
    UNIQUE (dataset, number)
);

CREATE TABLE version_input (
    version INTEGER NOT NULL REFERENCES dataset_version (id),
    input   INTEGER NOT NULL REFERENCES dataset_version (id),
    PRIMARY KEY (version, input)
);

CREATE TABLE raw_file (
    version  INTEGER NOT NULL REFERENCES dataset_version (id),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    hash     TEXT NOT NULL,
    bytes    INTEGER NOT NULL,
    PRIMARY KEY (version, position)
);
