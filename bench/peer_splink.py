"""Measures Splink on synthetic people: `peer_splink.py PEOPLE.parquet`.

For `bench/run tables`, beside `guildhall link` on the same file: blocking rules of mostly two columns, Jaro-Winkler and
Levenshtein comparisons with term frequencies, two threads, clusters at a probability of 0.95. Tells time by the clock and of
processors, the most memory, and quality with recall over all true pairs. It tunes nothing.
"""

import logging
import resource
import sys
import time

import duckdb
import splink.comparison_library as library
from splink import DuckDBAPI, Linker, SettingsCreator, __version__, block_on

THRESHOLD = 0.95


def train(linker: Linker) -> None:
    training = linker.training
    known = [block_on("first_name", "surname", "dob"), block_on("email")]
    training.estimate_probability_two_random_records_match(known, recall=0.6)
    training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
    for rule in (block_on("first_name", "surname"), block_on("surname", "dob"), block_on("email")):
        training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=True
        )


def main(people: str) -> None:
    logging.disable(logging.WARNING)
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute(f"CREATE TABLE people AS SELECT * FROM '{people}'")
    api = DuckDBAPI(connection=connection)
    start = clocks()
    linker = Linker(api.register("people"), settings())
    train(linker)
    pairs = linker.inference.predict()
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=THRESHOLD
    )
    wall, processors = (end - begun for end, begun in zip(clocks(), start))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Splink {__version__}: {wall:.1f} s, {processors:.1f} s of processors, {memory:,.0f} MB at most")
    tell_quality(connection, pairs.physical_name, clusters.physical_name)


def settings() -> SettingsCreator:
    def with_frequencies(comparison):
        return comparison.configure(term_frequency_adjustments=True)

    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("first_name", "surname"),
            block_on("first_name", "dob"),
            block_on("surname", "dob"),
            block_on("surname", "postcode"),
            block_on("first_name", "postcode"),
            block_on("email"),
            block_on("postcode", "dob"),
            block_on("surname", "substr(dob,1,4)"),
            block_on("first_name", "substr(dob,1,4)"),
            block_on("substr(first_name,1,3)", "substr(surname,1,4)", "substr(dob,1,3)"),
        ],
        comparisons=[
            with_frequencies(library.JaroWinklerAtThresholds("first_name", [0.9, 0.7])),
            with_frequencies(library.JaroWinklerAtThresholds("surname", [0.9, 0.7])),
            with_frequencies(library.LevenshteinAtThresholds("dob", [1, 2, 4])),
            with_frequencies(library.LevenshteinAtThresholds("postcode", [1, 2])),
            with_frequencies(library.ExactMatch("email")),
        ],
        max_iterations=20,
        em_convergence=0.001,
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )


def tell_quality(connection, pairs: str, clusters: str) -> None:
    def pairs_of(group: str, table: str) -> int:
        counted = f"SELECT count(*) AS n FROM {table} GROUP BY {group}"
        return connection.execute(f"SELECT sum(n * (n - 1) / 2) FROM ({counted})").fetchone()[0]

    true_pairs = pairs_of("cluster", "people")
    scored, told, right = connection.execute(
        f"""SELECT count(*), count(*) FILTER (match_probability >= {THRESHOLD}),
                   count(*) FILTER (match_probability >= {THRESHOLD} AND l.cluster = r.cluster)
            FROM {pairs} JOIN people l ON unique_id_l = l.unique_id JOIN people r ON unique_id_r = r.unique_id"""
    ).fetchone()
    print(f"  {scored:,} pairs scored; at {THRESHOLD}: {measures(right, told, true_pairs)}")
    joined = f"(SELECT c.cluster_id, p.cluster FROM {clusters} c JOIN people p USING (unique_id))"
    found = pairs_of("cluster_id", joined)
    both = pairs_of("cluster_id, cluster", joined)
    print(f"  clusters: {measures(both, found, true_pairs)}")


def measures(right: float, told: float, true: float) -> str:
    precision, recall = right / max(told, 1), right / max(true, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}"


def clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


if __name__ == "__main__":
    main(sys.argv[1])
