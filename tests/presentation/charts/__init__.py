"""Tests of charts as drawings: what is drawn where, and what stands beside it."""
