"""Arrow record batches in and out, with pyarrow."""

import tempfile
import unittest
from pathlib import Path

import gouji
import pyarrow as pa
from folder import FORMATS, reports_in, rows_by_command, sorted_rows


def batch_of(files):
    return pa.record_batch({
        "id": [str(file) for file in files],
        "name": [file.name for file in files],
        "content": [file.read_bytes() for file in files],
    })


class Batches(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.files = reports_in(Path(folder.name))

    def test_rows_are_those_of_the_command(self):
        rows = pa.Table.from_batches(gouji.check([batch_of(self.files)]))
        self.assertTrue(rows.schema.equals(gouji.schema()))
        self.assertEqual(sorted_rows(rows.to_pylist()), rows_by_command(self.files))
        self.assertEqual({row["kind"] for row in rows.to_pylist()}, {"report", "finding", "cell", "problem"})

    def test_a_batch_a_table_a_stream_and_an_iterable_give_the_same(self):
        batch = batch_of(self.files)
        table = pa.Table.from_batches([batch])
        given = [batch, table, table.to_reader(), [batch], iter([batch]), [batch.slice(0, 2), batch.slice(2)]]
        rows = [sorted_rows(pa.Table.from_batches(gouji.check(one)).to_pylist()) for one in given]
        self.assertTrue(all(found == rows[0] for found in rows))

    def test_every_kind_of_words_and_bytes_is_taken(self):
        text = "甲县财政局2023年政府信息公开工作年度报告\n一、总体情况\n……"
        expected = None
        for kind in [pa.string(), pa.large_string(), pa.string_view()]:
            rows = rows_of(pa.record_batch({"text": pa.array([text], kind)}))
            expected = expected or rows
            self.assertEqual(rows, expected)
        for kind in [pa.binary(), pa.large_binary(), pa.binary_view()]:
            self.assertEqual(rows_of(pa.record_batch({"content": pa.array([text.encode()], kind)})), expected)

    def test_what_is_given_beside_a_report_counts_for_it_alone(self):
        batch = pa.record_batch({
            "id": ["1", "2"],
            "text": [(FORMATS / "report.txt").read_text(encoding="utf-8")] * 2,
            "organ": ["甲县财政局", None],
            "year": [2022, None],
            "level": ["county_department", "no level"],
        })
        reports = [row for row in rows_of(batch) if row["kind"] in ("report", "problem")]
        self.assertEqual(sorted((row["id"], row["organ"], row["kind"]) for row in reports),
                         [("1", "甲县财政局", "report"), ("2", None, "problem")])

    def test_a_batch_without_reports_says_what_it_needs(self):
        with self.assertRaisesRegex(ValueError, "content.*text"):
            list(gouji.check([pa.record_batch({"name": ["a"]})]))
        with self.assertRaisesRegex(ValueError, "`name` is Int64"):
            list(gouji.check([pa.record_batch({"name": [1], "text": [""]})]))
        with self.assertRaises(TypeError):
            gouji.check(3)

    def test_ddl_and_schema_are_one_list(self):
        spark = {"string": "string", "int32": "int", "int64": "bigint", "double": "double"}
        fields = [f"{field.name} {spark[str(field.type)]}" for field in gouji.schema()]
        self.assertEqual(gouji.ddl(), ", ".join(fields))
        self.assertTrue(all(field.nullable for field in gouji.schema()))


def rows_of(batch):
    return sorted_rows(pa.Table.from_batches(gouji.check(batch)).to_pylist())


if __name__ == "__main__":
    unittest.main()
