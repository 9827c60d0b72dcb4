"""What is lost: the ledger of facts, the measurement, the report, and what travels along."""
