"""Sail calls the check: the lines of the Spark example, without a Java machine."""

import os
import sys
import tempfile
import unittest
from pathlib import Path

from folder import EXAMPLES
from on_spark import rows_and_answers_are_right
from pysail.spark import SparkConnectServer
from pyspark.sql import SparkSession

sys.path.insert(0, str(EXAMPLES))


class Sail(unittest.TestCase):
    def test_rows_are_those_of_the_command_and_the_questions_are_answered(self):
        server = SparkConnectServer(ip="127.0.0.1", port=0)
        server.start(background=True)
        self.addCleanup(server.stop)
        _, port = server.listening_address
        spark = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
        self.addCleanup(spark.stop)
        with tempfile.TemporaryDirectory() as here:
            rows_and_answers_are_right(self, spark, Path(here))


if __name__ == "__main__":
    unittest.main()
