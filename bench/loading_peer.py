"""The peer of `bench/loading`: pyarrow reads a CSV file with the types that its contract states, and writes Parquet.

It does no more than that: no rejects with reasons, no keys, no ids, no lines.
"""

import csv
import re
import sys
import time

import pyarrow
import pyarrow.csv
import pyarrow.parquet

TYPES = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_(), "date": pyarrow.timestamp("s")}
FORMS = {
    "dd/MM/yyyy": "%d/%m/%Y",
    "yyyy-MM-dd": "%Y-%m-%d",
    "dd-MM-yyyy": "%d-%m-%Y",
    "yyyyMMdd": "%Y%m%d",
}


def read(source, types, forms):
    """The table. A row of another width is left out, bytes that are no text are let through, and a column with a value
    that breaks its type is read as text.
    """
    with open(source, encoding="utf-8") as file:
        names = next(csv.reader(file))
    while True:
        convert = pyarrow.csv.ConvertOptions(check_utf8=False, column_types=types, timestamp_parsers=forms or None)
        parse = pyarrow.csv.ParseOptions(newlines_in_values=True, invalid_row_handler=lambda row: "skip")
        options = pyarrow.csv.ReadOptions(use_threads=False)
        try:
            return pyarrow.csv.read_csv(source, read_options=options, parse_options=parse, convert_options=convert)
        except pyarrow.ArrowInvalid as error:
            broken = re.search(r"In CSV column #(\d+)", str(error))
            name = names[int(broken.group(1))] if broken else None
            if types.get(name, pyarrow.string()) == pyarrow.string():
                raise
            types[name] = pyarrow.string()


def main(contract, source, out):
    text = open(contract, encoding="utf-8").read()
    columns = re.findall(r"- name: \"?([^\"\n]+)\"?\n\s+logicalType: (\w+)", text)
    types = {name: TYPES.get(kind, pyarrow.string()) for name, kind in columns if kind != "object"}
    forms = sorted({FORMS[form] for form in re.findall(r"format: \"?([^\"\n}]+)", text) if form in FORMS})
    typed = sum(kind != pyarrow.string() for kind in types.values())
    pyarrow.set_cpu_count(1)
    read(source, types, forms)
    kept = sum(kind != pyarrow.string() for kind in types.values())
    best = None
    for _ in range(3):
        wall, processor = time.perf_counter(), time.process_time()
        table = read(source, types, forms)
        pyarrow.parquet.write_table(table, out)
        taken = (time.process_time() - processor, time.perf_counter() - wall)
        best = taken if best is None else min(best, taken)
    size = len(open(source, "rb").read()) / 1e6
    processor, wall = best
    print(
        f"pyarrow {pyarrow.__version__}, typed read and Parquet: {size:.0f} MB in {wall:.2f} s, {processor:.2f} s of "
        f"processor: {size / processor:.0f} MB/s of processor; {table.num_rows} rows, {kept} of {typed} typed columns could "
        "be read as such"
    )


main(*sys.argv[1:])
