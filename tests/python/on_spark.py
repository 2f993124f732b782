"""What Spark and Sail are asked in the same words."""

import gouji
from folder import path_of, reports_in, rows_by_command, sorted_rows


def rows_and_answers_are_right(test, spark, here, check=None):
    """Runs the example on a folder; holds rows, columns and answers against the command."""
    import spark_check

    (here / "reports").mkdir()
    files = reports_in(here / "reports")
    units = here / "units.csv"
    units.write_text("organ\n清溪县水利局\n", encoding="utf-8")
    spark_check.check_folder(spark, here / "reports", here / "out", check or spark_check.check_rows)
    columns = [name for name, _ in gouji.columns()]
    rows = spark.read.parquet(str(here / "out"))
    # What the folders are named after stands last when they are read.
    test.assertEqual(rows.columns, [name for name in columns if name != "kind"] + ["kind"])
    ddl = dict(column.split(" ") for column in gouji.ddl().split(", "))
    test.assertEqual({field.name: field.dataType.simpleString() for field in rows.schema}, ddl)
    found = [row.asDict() | {"id": path_of(row["id"])} for row in rows.collect()]
    expected = rows_by_command(files)
    test.assertEqual(sorted_rows(found), expected)
    rules, missing, sums = spark_check.answers(spark, here / "out", units)
    test.assertEqual(sum(row[2] for row in rules), sum(row["kind"] == "finding" for row in expected))
    test.assertEqual(missing, [("清溪县水利局",)] if "清溪县水利局" not in {row["organ"] for row in expected} else [])
    test.assertTrue(sums)
