"""A build on more than one machine: articles in, shards of N-Quads out, and those into a store.

What comes in: articles and the address of a Dask scheduler. What goes out: shards on disk with a manifest each, and
a store that holds what a build on this machine alone would hold, byte for byte.
What it never does: let a worker write: workers get articles and give bytes, so they share no disk with us.
"""

from kg.cluster.collecting import collect
from kg.cluster.connecting import connect
from kg.cluster.planning import Job, iter_records, plan
from kg.cluster.running import build_shards
from kg.cluster.shards import Manifest, ShardFolder

__all__ = ["Job", "Manifest", "ShardFolder", "build_shards", "collect", "connect", "iter_records", "plan"]
