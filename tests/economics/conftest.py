"""Property tests that give the same verdict on every machine."""

from hypothesis import settings

# No deadline: a slow machine is not a wrong result. The same examples every time.
settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("steady")
