-- Append-only: each row's hash covers the row before, so that a change or a gap shows.
CREATE TABLE operation_record (
    number    INTEGER NOT NULL PRIMARY KEY,
    at        TEXT NOT NULL,
    actor     TEXT NOT NULL,
    role      TEXT NOT NULL,
    action    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    hash      TEXT NOT NULL
);

CREATE TRIGGER operation_record_keeps_rows BEFORE DELETE ON operation_record
BEGIN SELECT RAISE(ABORT, 'the operation record is append-only'); END;

CREATE TRIGGER operation_record_keeps_values BEFORE UPDATE ON operation_record
BEGIN SELECT RAISE(ABORT, 'the operation record is append-only'); END;
