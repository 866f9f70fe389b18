"""How a delivery is judged, described by a manifest, and taken out of use."""
