"""What Spark and Sail are asked in the same words."""

import gouji
from folder import answers_by_command, path_of, reports_in, rows_by_command, sorted_rows, units_in


def rows_and_answers_are_right(test, spark, here, check=None):
    """Runs the example on a folder; holds rows, columns and answers against the command."""
    import spark_check

    (here / "reports").mkdir()
    files = reports_in(here / "reports")
    spark_check.check_folder(spark, here / "reports", here / "out", check or spark_check.check_rows)
    columns = gouji.schema().names
    rows = spark.read.parquet(str(here / "out"))
    # What the folders are named after stands last when they are read.
    test.assertEqual(rows.columns, [name for name in columns if name != "kind"] + ["kind"])
    table = rows.select(columns).toArrow()
    # Without nullability: Sail knows that a folder has a name.
    test.assertEqual(columns_of(table.schema), columns_of(gouji.schema()))
    found = [row | {"id": path_of(row["id"])} for row in table.to_pylist()]
    expected = rows_by_command(files)
    test.assertEqual(sorted_rows(found), expected)
    answers = spark_check.answers(spark, here / "out", units_in(here))
    test.assertEqual(answers, answers_by_command(expected))
    test.assertTrue(all(answers))


def columns_of(schema):
    return [(field.name, field.type) for field in schema]
