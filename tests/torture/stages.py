"""Which stage a run is at: each says so as it begins, to whoever wants to kill it there."""

import os
import time

from generator import pipeline
from generator.presentation.brief_html import Pages
from generator.printing.pdf_printer import PdfPrinter
from generator.publication import atomic_swap, issuing, publishing

BUILDING = ("start", "fingerprint", "read", "compute", "plan", "print", "facts", "flush", "swap")
BUILDING = (*BUILDING, "record", "end")
ISSUING = (
    "start",
    "read",
    "compute",
    "plan",
    "inspect",
    "announce",
    "freeze",
    "write down",
    "end",
)
PRINTING = ("draw", "lay out", "write")
"""Stages inside a worker process that prints real pages."""

PLACES = (
    (pipeline, "inputs_digest", "fingerprint"),
    (pipeline, "load", "read"),
    (pipeline, "prepare", "compute"),
    (pipeline, "plan", "plan"),
    (publishing, "_print", "print"),
    (Pages, "brief_document", "draw"),
    (PdfPrinter, "lay_out", "lay out"),
    (PdfPrinter, "_write", "write"),
    (publishing, "_facts", "facts"),
    (atomic_swap.Stage, "publish", "flush"),
    (atomic_swap, "_swap", "swap"),
    (publishing, "record", "record"),
    (issuing, "_inspected", "inspect"),
    (issuing, "announce", "announce"),
    (issuing, "_freeze", "freeze"),
    (issuing, "write_down", "write down"),
)


def say_stages(descriptor):
    """Let every stage of this process, and of those it starts, be written down as it begins."""
    for owner, name, stage in PLACES:
        setattr(owner, name, _telling(getattr(owner, name), descriptor, stage))
    tell(descriptor, "start")


def tell(descriptor, stage):
    """Name a stage and when it began: one write, which is never cut in two."""
    os.write(descriptor, f"{stage}\t{time.monotonic()}\n".encode())


def _telling(work, descriptor, stage):
    def told(*given, **named):
        tell(descriptor, stage)
        return work(*given, **named)

    return told
