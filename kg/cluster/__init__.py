"""A build on more than one machine: tasks to the workers of a Dask cluster, what they make into shards, in order.

What comes in: the address of a scheduler, and the tasks of a build. What goes out: shards on disk with a manifest
each, and the results of the tasks, which `kg.pipeline.build` stores as it stores those of this machine.
What it never does: let a worker write: workers get articles and give bytes, so they share no disk with us.
"""

from kg.cluster.running import ClusterRunner
from kg.cluster.shards import Manifest, ShardFolder

__all__ = ["ClusterRunner", "Manifest", "ShardFolder"]
