"""The wheel by itself: no pyarrow, no engine."""

import doctest
import importlib.util
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import gouji
from folder import COMMAND, PROJECT, reports_in


class Plain(unittest.TestCase):
    def test_examples_of_the_documentation_run(self):
        readme = str(PROJECT / "crates/python/README.md")
        self.assertEqual(doctest.testmod(gouji).failed, 0)
        self.assertEqual(doctest.testfile(readme, module_relative=False).failed, 0)

    def test_a_file_gives_what_the_command_gives(self):
        with tempfile.TemporaryDirectory() as folder:
            for file in reports_in(Path(folder)):
                line = subprocess.run([COMMAND, "check", "--format", "json", file], capture_output=True, text=True).stdout
                self.assertEqual(gouji.check_file(file), json.loads(line), file.name)

    def test_what_is_given_beside_it_counts(self):
        text = "一、总体情况\n2022年，……"
        checked = gouji.check_text(text, organ="甲县财政局", year=2022, level="county_department", due="2023-01-31")
        self.assertEqual((checked["report"]["organ"], checked["report"]["year"]), ("甲县财政局", 2022))
        for wrong in [{"level": "none"}, {"due": "tomorrow"}, {"without": ["no-such-rule"]}]:
            with self.assertRaises(ValueError):
                gouji.check_text(text, **wrong)
        with self.assertRaises(OSError):
            gouji.check_file("no such file")

    def test_schema_is_all_that_needs_pyarrow(self):
        if importlib.util.find_spec("pyarrow"):
            self.assertEqual(gouji.schema().names, [name for name, _ in gouji.columns()])
        else:
            with self.assertRaises(ImportError):
                gouji.schema()

    def test_there_are_pages_for_all_rules(self):
        rules = gouji.rules()
        self.assertEqual(len({rule["id"] for rule in rules}), len(rules))
        self.assertTrue(all(rule["page"].startswith("# ") for rule in rules))


if __name__ == "__main__":
    unittest.main()
