"""A process that works for a build: it reads tasks from its standard input and answers on its standard output.

What comes in: the function to run and the recipe, then batches of tasks, all pickled by `kg.pipeline.workers`.
What goes out: for each batch the list of results; or the error for which it cannot work at all.
What it never does: outlive the process that feeds it, or let what a library prints get among its answers.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from typing import IO, Any

from kg.errors import KGError
from kg.pipeline.workers import leaving_garbage_small


def main() -> None:
    """Work until the input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        with leaving_garbage_small() as settle:
            serve(sys.stdin.buffer, answers, settle)
    except BrokenPipeError:
        os._exit(1)  # nobody is there to answer to


def serve(tasks: IO[bytes], answers: IO[bytes], settle: Callable[[], None]) -> None:
    """Answer each batch until there are no more; `settle` is called after each."""
    function: Callable[[Any, Any], list[Any]]
    function, recipe = pickle.load(tasks)
    while True:
        try:
            batch = pickle.load(tasks)
        except EOFError:
            return
        try:
            answer: list[Any] | KGError = function(batch, recipe)
        except KGError as error:
            answer = error
        pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()
        settle()
