"""Choose the charts of a brief: which ones, in which order, with which titles and words."""
