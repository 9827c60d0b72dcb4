"""What `deploy/` holds, tried with the programs that it is for; those that are not installed are skipped."""
