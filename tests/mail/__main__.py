"""A practice mail server on this machine: `make practice-server`. Nothing leaves the machine.

Letters land in out/practice as .eml files. The settings to send with stand there too.
"""

import sys
import time
from pathlib import Path

from tests.mail.editions import write_settings
from tests.mail.server import Server

SECRET = "practice"

HINT = """\
A practice mail server runs until Ctrl-C. Letters land in {folder}. In another terminal:

    export OBLYS_SMTP_PASSWORD={secret}
    .venv/bin/oblys send --settings {settings} \\
        --recipients data/recipients.example.csv --region KZ-23 --to-me me@example.kz --really
"""


def main(folder):
    """Serve until Ctrl-C."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0

    def keep(recipient, letter):
        nonlocal count
        count += 1
        while (path := folder / f"letter-{count:03}.eml").exists():  # of an earlier practice
            count += 1
        path.write_bytes(letter)
        print(f"{recipient}: {path}", flush=True)  # noqa: T201 - the command's answer

    with Server(kept=keep, password=SECRET) as server:
        ca_file = server.ca_file(folder, "ca.pem").resolve()
        settings = write_settings(folder / "sender.toml", "localhost", server.port, ca_file)
        print(HINT.format(folder=folder, settings=settings, secret=SECRET), flush=True)  # noqa: T201 - the command's answer
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/practice"))
    except KeyboardInterrupt:
        sys.exit(0)
