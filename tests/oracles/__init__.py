"""What the program answers to reference cases: `python -m tests.oracles CASES_DIR RESULTS_DIR`."""
