"""一个集群：Spark 或 Sail 调用同一个函数。 A cluster: Spark or Sail call the same function.

    spark-submit spark_check.py 报告文件夹 结果文件夹 单位名单.csv
"""

import sys
from pathlib import Path

from pyspark.sql import SparkSession

QUESTIONS = Path(__file__).with_name("questions.sql")

SETTINGS = {
    # A batch holds whole files: few of them at a time, or .docx files fill the memory.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "200",
    # A million small files are some thirty thousand tasks unless opening a file is taken for cheap.
    "spark.sql.files.openCostInBytes": "262144",
}


def check_rows(batches):
    """What runs on the executors; they need the wheel, and nothing else of ours."""
    import gouji

    yield from gouji.check(batches)


def check_folder(spark, folder, out, check=check_rows):
    """Checks every file and writes the rows into one folder for each kind."""
    import gouji

    for name, value in SETTINGS.items():
        spark.conf.set(name, value)
    files = spark.read.format("binaryFile").load(str(folder))
    reports = files.selectExpr("path AS id", "element_at(split(path, '/'), -1) AS name", "content")
    rows = reports.mapInArrow(check, gouji.ddl())
    rows.write.mode("overwrite").partitionBy("kind").parquet(str(out))


def answers(spark, out, units):
    """The answers to the three questions."""
    rows = spark.read.parquet(str(out))
    for view, kind in [("reports", "report"), ("findings", "finding"), ("cells", "cell")]:
        rows.where(rows.kind == kind).createOrReplaceTempView(view)
    spark.read.option("header", "true").csv(str(units)).createOrReplaceTempView("units")
    questions = [question for question in QUESTIONS.read_text(encoding="utf-8").split(";") if "SELECT" in question]
    return [[tuple(row) for row in spark.sql(question).collect()] for question in questions]


if __name__ == "__main__":
    folder, out, units = sys.argv[1:]
    spark = SparkSession.builder.appName("gouji").getOrCreate()
    check_folder(spark, folder, out)
    for answer in answers(spark, out, units):
        print(*answer, sep="\n", end="\n\n")
