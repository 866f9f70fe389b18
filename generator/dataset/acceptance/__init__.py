"""How a delivery is accepted: judged, stored for good, and taken out of use."""
