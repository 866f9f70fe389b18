"""Choose: from numbers to the claims that they license."""
