from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from typing import Any, Protocol, TypedDict

import pyarrow

class ArrowBatch(Protocol):
    """A record batch of any library that speaks Arrow's C data interface (pyarrow from 14, polars, arro3 …)."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

class ArrowStream(Protocol):
    """A table, a reader or another stream of record batches."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class Rule(TypedDict):
    id: str
    since: str
    basis_kind: str
    basis: str
    page: str

def check(batches: ArrowBatch | ArrowStream | Iterable[ArrowBatch]) -> Iterator[Any]:
    """Checks reports in batches; gives batches of rows, one for each that comes in, when they are asked for.

    In: ``content`` (binary, a file of any format) or ``text`` (string); where they are there ``id``, ``name``, ``organ``,
    ``level``, ``due`` (strings, 2024-01-31), ``year`` (int) and ``previous`` (last year's report: string or binary).
    Out: the columns of :func:`schema`, in that order, with a row of kind ``report``, ``finding``, ``cell`` or ``problem``.
    Batches of pyarrow give batches of pyarrow; others give objects of Arrow's C data interface.
    A report that fails is a row of kind ``problem``; ``ValueError`` is raised only for a batch without these columns.
    """

def check_text(
    text: str,
    *,
    organ: str | None = None,
    level: str | None = None,
    year: int | None = None,
    due: str | None = None,
    previous: str | PathLike[str] | None = None,
    without: Iterable[str] = (),
    acknowledged: Mapping[str, str] | None = None,
    cells: bool = False,
    with_text: bool = False,
) -> dict[str, Any]: ...
def check_file(
    path: str | PathLike[str],
    *,
    organ: str | None = None,
    level: str | None = None,
    year: int | None = None,
    due: str | None = None,
    previous: str | PathLike[str] | None = None,
    without: Iterable[str] = (),
    acknowledged: Mapping[str, str] | None = None,
    cells: bool = True,
    with_text: bool = False,
) -> dict[str, Any]: ...
def columns() -> list[tuple[str, str]]:
    """Name and type (``string``, ``int32``, ``int64``, ``float64``) of every column that :func:`check` gives, in their order."""

def ddl() -> str:
    """The same columns as Spark writes a schema: ``kind string, id string, …``."""

def rules() -> list[Rule]:
    """Every rule, with its page in Markdown (Chinese)."""

def schema() -> pyarrow.Schema: ...
