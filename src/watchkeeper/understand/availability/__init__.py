"""How long things were up: state intervals, availability, outages and reports over any period."""
