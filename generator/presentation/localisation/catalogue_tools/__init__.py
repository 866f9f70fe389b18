"""Tools for those who translate: extract, sync, lint and review the catalogues."""
