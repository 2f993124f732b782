"""DuckDB calls the check: the example as it stands, and the notebook."""

import sys
import tempfile
import unittest
from pathlib import Path

import gouji
import pyarrow.parquet as parquet
from folder import EXAMPLES, answers_by_command, reports_in, rows_by_command, sorted_rows, units_in

sys.path.insert(0, str(EXAMPLES))
import duckdb_check  # noqa: E402


class DuckDb(unittest.TestCase):
    def setUp(self):
        self.here = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.here / "reports").mkdir()
        self.files = reports_in(self.here / "reports")
        self.units = units_in(self.here)

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
        answers = duckdb_check.answers(out, self.units)
        self.assertEqual(answers, answers_by_command(expected))
        self.assertTrue(all(answers))

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
