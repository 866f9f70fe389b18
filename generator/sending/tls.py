"""Whom the program trusts on the network: certificate and host name are always checked."""

import ssl
from pathlib import Path

from generator.errors import DataProblems, Place, Problem


def trusted(ca_file: str) -> ssl.SSLContext:
    """Return settings that accept only a valid certificate for the server's name.

    Parameters
    ----------
    ca_file
        Certificate authority of the office; empty for the authorities that the system trusts.

    Raises
    ------
    DataProblems
        If the file holds no certificate.
    """
    try:
        context = ssl.create_default_context(cafile=str(Path(ca_file)) if ca_file else None)
    except (OSError, ValueError) as error:
        slots = {"found": type(error).__name__}
        raise DataProblems([Problem("problem.ca_file", Place(ca_file), slots)]) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
