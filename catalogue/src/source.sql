CREATE TABLE organisation (
    id            TEXT NOT NULL PRIMARY KEY,
    name          TEXT NOT NULL,
    kind          TEXT NOT NULL,
    official_code TEXT
);

-- A source keeps its number for good: it is the upper part of its records' ids.
CREATE TABLE source (
    number        INTEGER NOT NULL PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    organisation  TEXT NOT NULL REFERENCES organisation (id),
    entity        TEXT NOT NULL,
    next_sequence INTEGER NOT NULL
);
