"""Measures uk_address_matcher on a council's recorded addresses: `peer_addresses.py LEEDS OUT`.

For `bench/run addresses`, beside `measure_addresses` on the same data: the reference is prepared once, as one would, then
every recorded address is matched with the default stages, and then one alone. Tells precision and recall of all and of the
same halves, time by the clock and of processors, and the most memory. It tunes nothing.
"""

import csv
import resource
import statistics
import sys
import time
from pathlib import Path

import duckdb
from uk_address_matcher import AddressMatcher, __version__, prepare_canonical_folder

PARTS = ("subname", "name")
STREET = ("number", "streetname")
PLACE = ("locality", "townname")


def main(leeds: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    canonical, messy = out / "canonical.csv", out / "messy.csv"
    write(canonical, ((row["uprn"], line_of(row), row["postcode"]) for row in rows(leeds / "reference.csv")))
    truth = {}
    recorded = []
    for number, row in enumerate(rows(leeds / "corrupted_leeds.csv")):
        truth[str(number)] = row["source_uprn"]
        recorded.append((str(number), row["recorded_address"], row["recorded_postcode"]))
    write(messy, recorded)

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    prepared = out / "prepared"
    start = clocks()
    prepare_canonical_folder(canonical, prepared, con=connection, overwrite=True, show_progress="off")
    tell_time(f"uk_address_matcher {__version__}, preparation", start)

    start = clocks()
    found = match(connection, prepared, connection.read_csv(str(messy), all_varchar=True))
    seconds = tell_time("uk_address_matcher, matching", start)
    print(f"  {len(recorded) / seconds:.0f} addresses a second; at most {peak_megabytes()} MB")
    for half, keep in (
        ("all", lambda _: True),
        ("half looked at", is_in_first_half),
        ("half not looked at", lambda uprn: not is_in_first_half(uprn)),
    ):
        tell_quality(half, {number: uprn for number, uprn in truth.items() if keep(uprn)}, found)

    times = []
    for number, text, postcode in recorded[:5]:
        start = clocks()
        match(connection, prepared, [{"unique_id": number, "address_concat": text, "postcode": postcode}])
        times.append(clocks()[0] - start[0])
    print(f"uk_address_matcher, one address: {statistics.median(times):.1f} s (median of {len(times)})")


def match(connection, prepared: Path, messy) -> dict[str, str]:
    matcher = AddressMatcher(str(prepared), messy, con=connection, show_progress="off")
    matches = matcher.match().matches()
    answers = matches.select("unique_id, resolved_canonical_id").fetchall()
    return {str(number): str(uprn) for number, uprn in answers if uprn is not None}


def tell_quality(half: str, truth: dict[str, str], found: dict[str, str]) -> None:
    answers = [(found.get(number), uprn) for number, uprn in truth.items()]
    right = sum(answer == uprn for answer, uprn in answers)
    wrong = sum(answer is not None and answer != uprn for answer, uprn in answers)
    print(
        f"uk_address_matcher, {half}: {len(truth)} addresses, {right} right, {wrong} wrong; "
        f"precision {right / (right + wrong):.4f}, recall {right / len(truth):.4f}"
    )


def is_in_first_half(uprn: str) -> bool:
    """The half that `measure_addresses` puts an address in."""
    value = 0xCBF29CE484222325
    for byte in uprn.encode():
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return (value ^ (value >> 29)) % 2 == 0


def line_of(row: dict[str, str]) -> str:
    """An address of the reference on one line, its number before the street."""
    street = " ".join(filter(None, (row[part] for part in STREET)))
    return ", ".join(filter(None, [*(row[part] for part in PARTS), street, *(row[part] for part in PLACE)]))


def rows(path: Path):
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def write(path: Path, lines) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("unique_id", "address_concat", "postcode"))
        writer.writerows(lines)


def clocks() -> tuple[float, float]:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter(), usage.ru_utime + usage.ru_stime


def tell_time(what: str, start: tuple[float, float]) -> float:
    seconds, processor = (now - before for now, before in zip(clocks(), start))
    print(f"{what}: {seconds:.1f} s, {processor:.1f} s of processors")
    return seconds


def peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
