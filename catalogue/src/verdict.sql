-- What readers said of two records. Every word stays; of those on one pair, the last one holds.
CREATE TABLE verdict (
    number                 INTEGER NOT NULL PRIMARY KEY,
    entity                 TEXT NOT NULL,
    left_record            INTEGER NOT NULL,
    right_record           INTEGER NOT NULL,
    word                   TEXT NOT NULL,
    -- Digests of what each record held when it was read.
    left_seen              TEXT NOT NULL,
    right_seen             TEXT NOT NULL,
    stands_for_thousandths INTEGER NOT NULL,
    actor                  TEXT NOT NULL,
    at                     TEXT NOT NULL
);

CREATE INDEX verdict_of_pair ON verdict (entity, left_record, right_record);
CREATE INDEX verdict_of_right ON verdict (right_record);
