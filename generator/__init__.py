"""Oblys: economic briefs for Kazakhstan's regions, from official statistics."""

import os

__version__ = "0.1.0"

# The same figures must give the same bytes on every machine. Linear algebra rounds differently
# with the number of threads and with the instructions of the processor, so both are held to what
# every supported processor has. NumPy reads this when it is first imported, here and in workers.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
if os.name == "posix" and os.uname().machine in {"x86_64", "amd64"}:
    os.environ["OPENBLAS_CORETYPE"] = "Nehalem"
    os.environ["NPY_DISABLE_CPU_FEATURES"] = "X86_V3 X86_V4 AVX512_ICL AVX512_SPR"
