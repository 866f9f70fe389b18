"""What the layout engine warns of, collected instead of logged."""

import logging


class EngineWarnings(logging.Handler):
    """Collects what the layout engine would otherwise only log, while a block runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the text of a warning."""
        self.texts.append(record.getMessage())

    def __enter__(self) -> "EngineWarnings":
        """Begin to collect."""
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        """Collect no more."""
        logging.getLogger("weasyprint").removeHandler(self)
