"""Networks as tables: a row an edge, with what its two nodes are called.

What comes in: a network of `kg.network`. What goes out: CSV, or Parquet by pyarrow, which is an extra.
What it never does: give one column values of two types.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from kg.errors import ExportError

if TYPE_CHECKING:
    from kg.export.networks import AnyNetwork

#: The columns that every list begins with; the attributes of the edges follow.
ENDS = ("source", "target", "source_label", "target_label", "source_kind", "target_kind", "key")


def to_csv(network: AnyNetwork) -> bytes:
    """The edges as CSV with a header; Gephi and pandas read it."""
    columns = _columns(network)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return stream.getvalue().encode("utf-8", "replace")


def to_parquet(network: AnyNetwork) -> bytes:
    """The edges as Parquet.

    Raises:
        ExportError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ExportError("Parquet needs pyarrow, which is not installed: pip install 'dateline-kg[network]'") from None
    stream = io.BytesIO()
    parquet.write_table(pyarrow.table(_columns(network)), stream, compression="zstd")
    return stream.getvalue()


def _columns(network: AnyNetwork) -> dict[str, list[Any]]:
    """The edges by column, in the order of the network; what an edge lacks is None."""
    edges = list(network.edges(keys=True, data=True))
    names = sorted({name for *_, attributes in edges for name in attributes})
    columns: dict[str, list[Any]] = {name: [] for name in (*ENDS, *names)}
    for source, target, key, attributes in edges:
        ends = (network.nodes[source], network.nodes[target])
        labels, kinds = [end.get("label", "") for end in ends], [end.get("kind", "") for end in ends]
        for name, value in zip(ENDS, (source, target, *labels, *kinds, key), strict=True):
            columns[name].append(value)
        for name in names:
            columns[name].append(attributes.get(name))
    return columns
