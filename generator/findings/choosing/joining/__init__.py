"""Choose the sentences that join two statements which would otherwise seem to deny each other."""
