-- How far the fetch that led to a version had come, as the fetcher wrote it down.
CREATE TABLE fetch_position (
    version  INTEGER NOT NULL PRIMARY KEY REFERENCES dataset_version (id),
    position TEXT NOT NULL
);
