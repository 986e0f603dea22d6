CREATE TABLE entity_counter (
    entity      TEXT NOT NULL PRIMARY KEY,
    next_number INTEGER NOT NULL
);

-- What became of an id after it was given. The beginning of an id is in the version that first has it.
CREATE TABLE identity_event (
    version INTEGER NOT NULL REFERENCES dataset_version (id),
    entity  TEXT NOT NULL,
    number  INTEGER NOT NULL,
    change  TEXT NOT NULL,
    other   INTEGER
);

CREATE INDEX identity_event_of_number ON identity_event (entity, number);

-- Which entity each record belongs to now: ground state, since ids given once must stay whatever is rebuilt.
CREATE TABLE membership (
    record INTEGER NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL,
    number INTEGER NOT NULL
);

CREATE INDEX membership_of_number ON membership (number, entity);
