"""Dask workers as Slurm jobs, and a batch on them: `python slurm.py WORKERS BATCH-ARGUMENTS…`.

Needs `pip install dask-jobqueue 'session-converter[batch,dask]'` in an environment that every node sees. Partition,
account and the like are read from dask's configuration (`~/.config/dask/jobqueue.yaml`), as dask-jobqueue documents.
"""

import subprocess
import sys

from dask_jobqueue import SLURMCluster


def main(workers: int, arguments: list[str]) -> int:
    """Start that many single-core jobs, convert, and end them; the exit status is that of the batch."""
    with SLURMCluster(cores=1, processes=1, memory="2GB", scheduler_options={"dashboard": False}) as cluster:
        cluster.scale(workers)
        words = [sys.executable, "-m", "converter", "batch", "--dask", cluster.scheduler_address, *arguments]
        return subprocess.run(words, check=False).returncode  # noqa: S603 - the arguments are the caller's own


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
