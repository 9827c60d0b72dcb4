"""Many sessions in one go: found, converted by one job function in whatever process, written one by one, and summed up.

`run.run` is the whole of it; `job.perform` does one input, `storage` knows where documents go, `journal` what was done
before, `executors` who does the work, and `summary` what came of it all.
"""
