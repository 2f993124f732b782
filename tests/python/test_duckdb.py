"""DuckDB calls the check: the example as it stands, and the notebook."""

import sys
import tempfile
import unittest
from pathlib import Path

import gouji
import pyarrow.parquet as parquet
from folder import EXAMPLES, reports_in, rows_by_command, sorted_rows

sys.path.insert(0, str(EXAMPLES))
import duckdb_check  # noqa: E402


class DuckDb(unittest.TestCase):
    def setUp(self):
        self.here = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.here / "reports").mkdir()
        self.files = reports_in(self.here / "reports")
        (self.here / "units.csv").write_text("organ\n清溪县水利局\n临澜市水利局\n", encoding="utf-8")

    def test_rows_are_those_of_the_command_and_the_questions_are_answered(self):
        out = self.here / "out"
        duckdb_check.check_folder(self.here / "reports", out)
        kinds = sorted(folder.name for folder in out.iterdir())
        self.assertEqual(kinds, ["kind=cell", "kind=finding", "kind=problem", "kind=report"])
        rows = []
        for file in out.glob("*/*.parquet"):
            table = parquet.ParquetFile(file).read()
            self.assertTrue(table.schema.equals(gouji.schema()), file)
            rows += table.to_pylist()
        expected = rows_by_command(self.files)
        self.assertEqual(sorted_rows(rows), expected)
        rules, missing, sums = duckdb_check.answers(out, self.here / "units.csv")
        self.assertEqual(sum(row[2] for row in rules), sum(row["kind"] == "finding" for row in expected))
        organs = {row["organ"] for row in expected}
        self.assertEqual(missing, [(unit,) for unit in sorted({"清溪县水利局", "临澜市水利局"} - organs)])
        received = sum(row["value"] for row in expected if row["row_id"] == "received" and row["column_id"] == "total" and row["kind"] == "cell")
        self.assertEqual(sum(total for _, row, total in sums if row == "received"), received)

    def test_the_notebook_runs(self):
        import nbclient
        import nbformat

        notebook = nbformat.read(EXAMPLES / "notebook.ipynb", as_version=4)
        notebook.cells[1].source = f'FOLDER = "{self.here / "reports"}"'
        nbclient.NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(EXAMPLES)}}).execute()
        pictures = [output for cell in notebook.cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})]
        self.assertEqual(len(pictures), 3)


if __name__ == "__main__":
    unittest.main()
