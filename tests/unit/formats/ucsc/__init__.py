"""Tests of UCSC's track hubs and custom tracks."""
