"""Measures Splink's answer for one record among synthetic people: `peer_lookup.py PEOPLE.parquet`.

For `bench/run lookup`, beside our look-ups in the same file. The model is that of `peer_splink.py`, trained on all records; then
each of a few records of the file is asked for by itself: `predict_between` it and all records by the model's rules, and
`score_pair` with one record for comparison. Two threads. It tunes nothing.
"""

import logging
import statistics
import sys
import time
import warnings

import duckdb
from splink import DuckDBAPI, Linker, __version__

from peer_splink import settings, train

ASKED = 10


def main(people: str) -> None:
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute(f"CREATE TABLE people AS SELECT * FROM '{people}'")
    api = DuckDBAPI(connection=connection)
    everyone = api.register("people")
    linker = Linker(everyone, settings())
    train(linker)
    for column in ("first_name", "surname", "dob", "postcode", "email"):
        linker.table_management.compute_tf_table(column)

    records = connection.execute("SELECT * FROM people USING SAMPLE 20 ROWS (reservoir, 1)").df()
    records = records.astype(object).where(records.notna(), None)
    asked = []
    for number in range(ASKED):
        record = records.iloc[[number]].assign(unique_id=10_000_000 + number)
        connection.register(f"asked_{number}_frame", record)
        connection.execute(f"CREATE TABLE asked_{number} AS SELECT * FROM asked_{number}_frame")
        asked.append(api.register(f"asked_{number}"))
    inference = linker.inference
    tell("one record among all, predict_between", lambda at: inference.predict_between(asked[at], everyone))
    rows = records.to_dict("records")
    tell("one pair, score_pair", lambda at: inference.score_pair(rows[at], rows[at + 1]))


def tell(what: str, ask) -> None:
    taken = []
    for number in range(ASKED):
        begun = time.perf_counter()
        try:
            ask(number)
        except Exception as error:  # what the peer cannot do is told and not measured
            print(f"Splink {__version__}: {what}: not measured, {type(error).__name__}: {str(error)[:200]}")
            return
        taken.append((time.perf_counter() - begun) * 1000)
    print(f"Splink {__version__}: {what}: median {statistics.median(taken):.0f} ms, least {min(taken):.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1])
