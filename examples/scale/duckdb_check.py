"""一台机器：把一个文件夹的报告查成 Parquet，再用 SQL 提问。 One machine: a folder of reports into Parquet, then questions in SQL.

    python duckdb_check.py 报告文件夹 结果文件夹 单位名单.csv
"""

import os
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa

import gouji

QUESTIONS = Path(__file__).with_name("questions.sql")
# Files stay in memory while a batch is checked: few of them at a time.
FILES_A_BATCH = 50


def check_folder(folder, out):
    """Checks every file and writes the rows into one folder for each kind."""
    # One connection reads while the other writes.
    files = duckdb.connect().sql(
        "SELECT filename AS id, parse_filename(filename) AS name, content FROM read_blob($files) ORDER BY filename",
        params={"files": str(Path(folder) / "*")},
    )
    reader = files.to_arrow_reader(FILES_A_BATCH)
    rows = pa.RecordBatchReader.from_batches(gouji.schema(), on_all_cores(reader))
    target = str(out).replace("'", "''")
    duckdb.connect().register("rows", rows).execute(
        f"COPY (SELECT * FROM rows) TO '{target}' (FORMAT parquet, PARTITION_BY (kind), WRITE_PARTITION_COLUMNS true)"
    )


def on_all_cores(batches):
    """The rows of each batch, in order; the check leaves Python alone while it works, so threads are enough."""
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        waiting = deque()
        for batch in batches:
            waiting.append(pool.submit(lambda batch: list(gouji.check(batch)), batch))
            if len(waiting) > 2 * cores:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def answers(out, units):
    """The answers to the three questions."""
    connection = duckdb.connect()
    for view, kind in [("reports", "report"), ("findings", "finding"), ("cells", "cell")]:
        # A folder without findings has no file of them: the empty table still has the columns.
        connection.register("nothing", gouji.schema().empty_table())
        found = list(Path(out).glob(f"kind={kind}/*.parquet"))
        files = f"read_parquet('{out}/kind={kind}/*.parquet', hive_partitioning = false)" if found else "nothing"
        connection.execute(f"CREATE TABLE {view} AS SELECT * FROM {files}")
    connection.execute(f"CREATE TABLE units AS SELECT * FROM read_csv('{units}', header = true, all_varchar = true)")
    questions = [question for question in QUESTIONS.read_text(encoding="utf-8").split(";") if "SELECT" in question]
    return [connection.execute(question).fetchall() for question in questions]


if __name__ == "__main__":
    folder, out, units = sys.argv[1:]
    check_folder(folder, out)
    for answer in answers(out, units):
        print(*answer, sep="\n", end="\n\n")
