"""Spark calls the check on two executors; one of them is killed while it works, and every row comes once."""

import os
import signal
import sys
import tempfile
import threading
import unittest
from pathlib import Path

from folder import EXAMPLES
from on_spark import rows_and_answers_are_right

sys.path.insert(0, str(EXAMPLES))
# The executors run the Python that has the wheel.
os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"

from pyspark import cloudpickle  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

import spark_check  # noqa: E402

# An application's own functions travel to the executors with it; the example is a module here.
cloudpickle.register_pickle_by_value(spark_check)


class Spark(unittest.TestCase):
    def setUp(self):
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
        # So many tasks that there is work on both executors. The size of a part is no way to ask for them: Parquet is read by it
        # as well, and one byte a part is a hundred thousand tasks.
        builder = builder.config("spark.sql.files.minPartitionNum", "6")
        self.spark = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
        self.addCleanup(self.spark.stop)
        self.here = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def test_rows_are_those_of_the_command_also_when_an_executor_is_killed(self):
        pipe = self.here / "who"
        os.mkfifo(pipe)
        killed = []

        def kill():
            # Waits until a task tells the process of its executor.
            with open(pipe) as told:
                killed.append(int(told.read()))
            os.kill(killed[0], signal.SIGKILL)

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        rows_and_answers_are_right(self, self.spark, self.here, dies_once(str(pipe), str(self.here / "tried")))
        killer.join()
        self.assertEqual(len(killed), 1)


def dies_once(pipe, tried):
    """The check of the example, whose first task names its executor and then waits for its end."""

    def check(batches):
        import os
        import signal

        import gouji

        try:
            os.close(os.open(tried, os.O_CREAT | os.O_EXCL))
            first = True
        except FileExistsError:
            first = False
        for rows in gouji.check(batches):
            yield rows
            if first:
                # Python's workers are forked by a daemon of the executor: its parent is the executor.
                daemon = os.getppid()
                executor = int(open(f"/proc/{daemon}/stat").read().rsplit(")", 1)[1].split()[1])
                with open(pipe, "w") as tell:
                    tell.write(str(executor))
                # The worker lives no longer than its executor.
                signal.pause()

    return check


if __name__ == "__main__":
    unittest.main()
