"""Finding devices: ranges of addresses are pinged, those that answer are asked who they are."""
