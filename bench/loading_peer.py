"""The peer of `bench/loading`: pyarrow reads a CSV file with the types that its contract states, and writes Parquet.

It does no more than that: no rejects with reasons, no keys, no ids, no lines.
"""

import re
import sys
import time

import pyarrow
import pyarrow.csv
import pyarrow.parquet

TYPES = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_(), "date": pyarrow.date32()}
FORMS = {"dd/MM/yyyy": "%d/%m/%Y", "yyyy-MM-dd": "%Y-%m-%d", "dd-MM-yyyy": "%d-%m-%Y"}


def main(contract, source, out):
    text = open(contract, encoding="utf-8").read()
    columns = re.findall(r"- name: \"?([^\"\n]+)\"?\n\s+logicalType: (\w+)", text)
    types = {name: TYPES.get(kind, pyarrow.string()) for name, kind in columns if kind != "object"}
    forms = sorted({FORMS[form] for form in re.findall(r"format: \"?([^\"\n}]+)", text) if form in FORMS})
    pyarrow.set_cpu_count(1)
    best = None
    for _ in range(3):
        wall, processor = time.perf_counter(), time.process_time()
        convert = pyarrow.csv.ConvertOptions(column_types=types, timestamp_parsers=forms or None)
        read = pyarrow.csv.ReadOptions(use_threads=False)
        table = pyarrow.csv.read_csv(source, read_options=read, convert_options=convert)
        pyarrow.parquet.write_table(table, out)
        taken = (time.process_time() - processor, time.perf_counter() - wall)
        best = taken if best is None else min(best, taken)
    size = len(open(source, "rb").read()) / 1e6
    processor, wall = best
    print(
        f"pyarrow {pyarrow.__version__}, typed read and Parquet: {size:.0f} MB in {wall:.2f} s, {processor:.2f} s of "
        f"processor: {size / processor:.0f} MB/s of processor; {table.num_rows} rows"
    )


main(*sys.argv[1:])
