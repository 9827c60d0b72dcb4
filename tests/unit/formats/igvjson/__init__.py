"""Tests of the JSON of igv.js, IGV-Web and IGV desktop 3."""
