"""What the tests of mailing share: tiny editions, and servers that behave or misbehave."""
