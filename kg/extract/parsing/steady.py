"""Matrix products whose rows do not depend on their neighbours.

What comes in: two matrices. What goes out: their product, each row the same to the last bit wherever it stands and
whatever stands around it, so that a document has the same parse alone as among others.
What it never does: choose by time, or by what is multiplied. The choice is the same at every run on a machine.

Libraries of matrix routines work through a product piece by piece, and add up in another order at the edges of a
piece. So a product is taken in blocks of rows, with columns of zeros where its edges would be. How many are enough is
tried when a shape of weights is first met. A product row by row, at twice the cost, needs no trial.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits

Matrix = NDArray[np.float32]

#: Weights with more columns than this are multiplied part by part: libraries cut them somewhere beyond.
_MOST_COLUMNS = 288


class _Form(NamedTuple):
    """How a product is taken.

    Attributes:
        unit, most: a block has a multiple of `unit` rows, and `most` at most.
        margin: how many columns of zeros are put at either side of the weights.
    """

    unit: int
    most: int
    margin: int


#: From the fastest to the one that cannot fail.
_FORMS = (
    *(_Form(unit, 96, margin) for unit in (12, 16) for margin in (0, 8, 16)),
    *(_Form(rows, rows, 0) for rows in (8, 4)),
)
_ROW_BY_ROW = _Form(1, 1, 0)

#: A row is tried at its place and at so many next to it.
_SHIFTS = 24


class SteadyOps(NumpyOps):  # type: ignore[misc]
    """thinc's routines on numpy, with steady matrix products."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(
        self, x: Matrix, y: Matrix, out: Matrix | None = None, trans1: bool = False, trans2: bool = False
    ) -> Matrix:
        """The product of `x` and `y`, either of them transposed first if so asked."""
        x, y = x.T if trans1 else x, y.T if trans2 else y
        product = np.empty((x.shape[0], y.shape[1]), dtype=np.float32) if out is None else out
        for start, end in _parts(y.shape[1]):
            part = y[:, start:end]
            _multiply(x, part, product[:, start:end], _form_for(*part.shape))
        return product


def make_steady(nlp: Language) -> None:
    """Let all components of a pipeline take their products so."""
    ops = SteadyOps()
    for node in _iter_nodes(nlp):
        node.ops = ops


def is_steady(nlp: Language) -> bool:
    """Whether all products of a pipeline are taken so, and none by another library for neural networks."""
    return all(isinstance(node.ops, SteadyOps) and not node.shims for node in _iter_nodes(nlp))


def _iter_nodes(nlp: Language) -> Iterator[Model[Any, Any]]:
    """The parts of the networks of all components."""
    for _, component in nlp.pipeline:
        if isinstance(model := getattr(component, "model", None), Model):
            yield from model.walk()


def _parts(columns: int) -> Iterator[tuple[int, int]]:
    return pairwise([*range(0, columns, _MOST_COLUMNS), columns])


def _multiply(x: Matrix, weights: Matrix, product: Matrix, form: _Form) -> None:
    """Write the product of `x` and `weights` into `product`."""
    rows, columns = product.shape
    padded = _with_margins(weights, form.margin)
    for start in range(0, rows, form.most):
        block = x[start : start + form.most]
        if missing := -len(block) % form.unit:
            block = np.concatenate((block, np.zeros((missing, x.shape[1]), dtype=np.float32)))
        found = np.dot(block, padded)[:, form.margin : form.margin + columns]
        product[start : start + form.most] = found[: rows - start]


def _with_margins(weights: Matrix, margin: int) -> Matrix:
    if not margin:
        return weights
    inputs, columns = weights.shape
    # Laid out as weights are: a row for each column of the product.
    padded = np.zeros((columns + 2 * margin, inputs), dtype=np.float32)
    padded[margin : margin + columns] = weights.T
    return padded.T


@cache
def _form_for(inputs: int, columns: int) -> _Form:
    """The fastest form in which products with weights of that shape are steady on this machine."""
    with threadpool_limits(1, user_api="blas"):  # as in `iter_docs`
        return next((form for form in _FORMS if _holds(form, inputs, columns)), _ROW_BY_ROW)


def _holds(form: _Form, inputs: int, columns: int) -> bool:
    """Whether rows come out the same at all places of blocks of all sizes."""
    numbers = np.random.default_rng(0)
    x: Matrix = numbers.standard_normal((form.most, inputs), dtype=np.float32)
    weights: Matrix = numbers.standard_normal((columns, inputs), dtype=np.float32).T
    expected = _product(x, weights, form)
    sizes = range(form.unit, form.most + 1, form.unit)
    return all(np.array_equal(_product(x[:size], weights, form), expected[:size]) for size in sizes) and all(
        np.array_equal(np.roll(_product(np.roll(x, shift, axis=0), weights, form), -shift, axis=0), expected)
        for shift in range(1, min(_SHIFTS, form.most))
    )


def _product(x: Matrix, weights: Matrix, form: _Form) -> Matrix:
    product: Matrix = np.empty((len(x), weights.shape[1]), dtype=np.float32)
    _multiply(x, weights, product, form)
    return product
