"""A build on more than one machine: articles in, shards of N-Quads out, and those into a store.

What comes in: articles and the address of a Dask scheduler. What goes out: shards on disk with a manifest each, and
a store that holds what a build on this machine alone would hold, byte for byte.
What it never does: let a worker write: workers get articles and give bytes, so they share no disk with us.
"""

from kg.cluster.building import build
from kg.cluster.planning import Job
from kg.cluster.running import ShardDone
from kg.cluster.shards import Manifest, ShardFolder

__all__ = ["Job", "Manifest", "ShardDone", "ShardFolder", "build"]
