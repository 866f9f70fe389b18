"""How long the computations take: `python -m tests.benchmarks`. Not a test: machines differ."""
