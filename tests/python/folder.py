"""What the tests of the wheel have in common: a folder of reports, and the rows that the command finds in it."""

import json
import math
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import gouji

PROJECT = Path(__file__).parents[2]
EXAMPLES = PROJECT / "examples/scale"

# The same report in the formats that a file system of reports has, as `gouji-tests --bin formats` writes them.
FORMATS = Path(os.environ.get("GOUJI_FORMATS", PROJECT / "target/formats"))
NAMES = ["report.docx", "report.pdf", "report.html", "report.txt"]
COMMAND = os.environ.get("GOUJI_COMMAND", str(PROJECT / "target/debug/gouji"))

LEFT_OUT = {"seconds"}


def reports_in(folder):
    """Puts reports into a folder: four that are read, one that is damaged, one that is no report."""
    for name in NAMES:
        shutil.copy(FORMATS / name, folder / name)
    (folder / "damaged.docx").write_bytes(b"PK\x03\x04" + b"\0" * 60)
    (folder / "letter.txt").write_text("今天开会。", encoding="utf-8")
    return sorted(folder.iterdir())


def rows_by_command(files):
    """The rows that the machine output of the command stands for, each a dict without what differs from run to run."""
    done = subprocess.run([COMMAND, "check", "--format", "json", *map(str, files)], capture_output=True, text=True)
    assert done.returncode in (0, 1, 2, 3), done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(files), done.stderr
    return sorted_rows(row for line in lines for row in flat(json.loads(line)))


def flat(output):
    """One report of the machine output as rows."""
    report, verdict, coverage = output["report"], output["verdict"], output["coverage"]
    is_read = verdict["kind"] != "unread"
    base = dict.fromkeys(name for name, _ in gouji.columns() if name not in LEFT_OUT)
    base |= {
        "id": output["file"],
        "name": Path(output["file"]).name,
        "schema": output["schema"],
        "rules_version": output["program"]["rules"],
        "organ": report["organ"],
        "level": report["level"] if is_read else None,
        "region": "/".join(report["region"]) or None,
        "year": report["year"],
        "edition": report["edition"] if is_read else None,
        "text_sha256": output["input"]["text_sha256"],
        "published": report.get("published"),
    }
    if is_read:
        counts = ["cells_expected", "cells_read", "equations_checked", "equations_failed", "numbers_in_text", "numbers_tied"]
        yield base | {
            "kind": "report",
            "state": verdict["kind"],
            "message": verdict["text"],
            "must": verdict["must"],
            "ask": verdict["ask"],
            "hints": verdict["hints"],
            "not_checked": ",".join(left_out["what"] for left_out in coverage["not_checked"]),
        } | {count: coverage[count] for count in counts}
        for found in output["findings"]:
            place = found["place"]
            same = ["rule", "severity", "start", "end", "line", "found", "expected", "message", "fingerprint"]
            yield base | {name: found[name] for name in same} | {
                "kind": "finding",
                "acknowledged": found.get("acknowledged", {}).get("reason"),
                "table_no": place.get("table"),
                "row_id": place.get("row"),
                "column_id": place.get("column"),
            }
        for cell in report["cells"]:
            yield base | {
                "kind": "cell",
                "table_no": cell["table"],
                "row_id": cell["row"],
                "column_id": cell["column"],
                "state": cell["state"],
                "value": cell["value"] if isinstance(cell["value"], int) else None,
                "start": cell["start"],
                "end": cell["end"],
                "found": cell["text"],
            }
    for problem in output["problems"]:
        yield base | {"kind": "problem", "state": problem["kind"], "message": problem["message"]}


# The list of units that the examples are given: one has reports in the folder, one has none.
UNITS = ["松原市人民政府", "清溪县水利局"]


def units_in(folder):
    """Writes the list of units into a folder; gives its file."""
    file = folder / "units.csv"
    file.write_text("\n".join(["organ", *UNITS, ""]), encoding="utf-8")
    return file


def answers_by_command(rows):
    """What the questions of `questions.sql` come to, counted from the rows of the command."""
    findings = [row for row in rows if row["kind"] == "finding"]
    counted = Counter((row["rule"], row["severity"]) for row in findings)
    reports = {key: {row["id"] for row in findings if (row["rule"], row["severity"]) == key} for key in counted}
    rules = [(*key, count, len(reports[key])) for key, count in counted.items()]
    organs = {row["organ"] for row in rows if row["kind"] == "report"}
    sums = Counter()
    for row in rows:
        if row["kind"] == "cell" and row["table_no"] == 3 and row["column_id"] == "total" and row["value"] is not None:
            sums[row["region"], row["row_id"]] += row["value"]
    return [
        sorted(rules, key=lambda row: (-row[2], row[0], row[1])),
        [(unit,) for unit in sorted(set(UNITS) - organs)],
        sorted((*key, total) for key, total in sums.items()),
    ]


def sorted_rows(rows):
    """Rows in an order of their own: engines give them in any."""
    def plain(value):
        # pandas and some engines write a missing number so.
        return None if isinstance(value, float) and math.isnan(value) else value

    cleaned = [{name: plain(value) for name, value in row.items() if name not in LEFT_OUT} for row in rows]
    return sorted(cleaned, key=lambda row: json.dumps(row, sort_keys=True, ensure_ascii=False))


def path_of(identifier):
    """Engines name a file as /…, file:/…, file:///… or without the first stroke; the path alone is told apart."""
    return "/" + identifier.removeprefix("file:").lstrip("/")
