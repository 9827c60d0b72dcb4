"""A whole lab moved: sessions of any format into one JBrowse site, or the sessions of JBrowse configs into a folder.

`run.migrate` is the whole of it; `naming` gives tracks sensible names and places in the catalogue, `site` is the config
that grows, `unfold` takes the sessions out of configs, `record` is what is known of every session, and `page`, `pictures`
and `table` tell people of it.
"""
