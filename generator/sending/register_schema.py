"""Describe the tables of the register of letters, and take over those of earlier releases."""

from generator.publication.ledger import Connection

LETTERS = """
CREATE TABLE IF NOT EXISTS {name} (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL, edition INTEGER NOT NULL, region TEXT NOT NULL,
  address TEXT NOT NULL COLLATE NOCASE, diverted TEXT NOT NULL DEFAULT '',
  message_id TEXT NOT NULL UNIQUE, answers TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL, files TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('planned','sending','committing','sent','refused','deferred','unknown','bounced')),
  attempts INTEGER NOT NULL DEFAULT 0, next_try TEXT NOT NULL DEFAULT '',
  changed TEXT NOT NULL,
  role TEXT NOT NULL DEFAULT '', part INTEGER NOT NULL DEFAULT 1,
  begun TEXT NOT NULL DEFAULT '', doubtful INTEGER NOT NULL DEFAULT 0,
  UNIQUE (year, edition, region, role, diverted, part)
);
"""
SCHEMA = (
    LETTERS.format(name="letters")
    + """
CREATE TABLE IF NOT EXISTS letter_events (
  letter INTEGER NOT NULL REFERENCES letters (id),
  at TEXT NOT NULL, state TEXT NOT NULL, stage TEXT NOT NULL DEFAULT '',
  code INTEGER NOT NULL DEFAULT 0, reply TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS bounces (
  letter INTEGER NOT NULL REFERENCES letters (id),
  sha256 TEXT NOT NULL, arrived TEXT NOT NULL, action TEXT NOT NULL, status TEXT NOT NULL,
  reason TEXT NOT NULL, UNIQUE (letter, sha256)
);
"""
)
_EARLIER_RELEASE = """
BEGIN IMMEDIATE;
{letters}
INSERT INTO letters_by_office SELECT id, year, edition, region, address, diverted, message_id,
  answers, subject, files,
  CASE WHEN state IN ('sent', 'unknown') AND EXISTS
    (SELECT 1 FROM bounces WHERE letter = letters.id AND action = 'failed')
    THEN 'bounced' ELSE state END,
  attempts, next_try, changed, '',
  ROW_NUMBER() OVER (PARTITION BY year, edition, region, diverted ORDER BY id),
  COALESCE((SELECT MIN(at) FROM letter_events
    WHERE letter = letters.id AND state = 'sending'), ''),
  EXISTS (SELECT 1 FROM letter_events WHERE letter = letters.id AND state = 'unknown')
FROM letters;
DROP TABLE letters;
ALTER TABLE letters_by_office RENAME TO letters;
COMMIT;
"""
"""Takes over letters of releases that knew an office by its address.

Of unknown role, with the first attempt and the doubt that their history tells.
"""


def renew(connection: Connection) -> None:
    """Take over the letters of an earlier release, all or none."""
    columns = {row["name"] for row in connection.execute("PRAGMA table_info(letters)")}
    if "role" not in columns:
        letters = LETTERS.format(name="letters_by_office")
        connection.executescript(_EARLIER_RELEASE.format(letters=letters))
