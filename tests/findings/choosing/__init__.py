"""Each sentence: a table in the test, a claim out, and the nearest table without it."""
