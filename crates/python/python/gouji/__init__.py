"""Checks 政府信息公开工作年度报告: the yearly reports on open government information of China's administrative organs.

One report by itself gives the machine output as a dict, the same that ``gouji check --format json`` writes:

>>> import gouji
>>> checked = gouji.check_text("甲县财政局2023年政府信息公开工作年度报告\\n一、总体情况\\n……")
>>> checked["report"]["organ"], checked["report"]["year"]
('甲县财政局', 2023)

Many reports go through :func:`check` as Arrow record batches; it is one function that DuckDB, Spark and others call.
Offsets are bytes of the checked text in UTF-8.
"""

from __future__ import annotations

import json as _json
import os as _os

from . import _gouji
from ._gouji import check, columns, ddl, rules

__all__ = ["check", "check_file", "check_text", "columns", "ddl", "rules", "schema"]


def check_text(text, *, organ=None, level=None, year=None, due=None, previous=None, without=(), acknowledged=None, cells=False, with_text=False):
    """Checks a text, also HTML, and gives the machine output as a dict."""
    given = _given(organ, level, year, due, previous, without, acknowledged, cells, with_text)
    return _json.loads(_gouji.check_text(text, given))


def check_file(path, *, organ=None, level=None, year=None, due=None, previous=None, without=(), acknowledged=None, cells=True, with_text=False):
    """Checks a file of any format that the command line reads, and gives the machine output as a dict."""
    given = _given(organ, level, year, due, previous, without, acknowledged, cells, with_text)
    return _json.loads(_gouji.check_file(_os.fspath(path), given))


def schema():
    """The columns that :func:`check` gives, as a ``pyarrow.Schema``. Needs pyarrow; nothing else here does."""
    import pyarrow

    return pyarrow.schema([pyarrow.field(name, pyarrow.type_for_alias(kind)) for name, kind in columns()])


def _given(organ, level, year, due, previous, without, acknowledged, cells, with_text):
    return {
        "organ": organ,
        "level": level,
        "year": year,
        "due": due,
        "previous": None if previous is None else _os.fspath(previous),
        "without": list(without),
        "acknowledged": dict(acknowledged or {}),
        "cells": cells,
        "with_text": with_text,
    }
