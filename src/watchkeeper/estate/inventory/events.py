"""What the inventory announces: to pages that are open (live topics) and to other slices (outbox topics)."""

DEVICES = "devices"
IDENTITY_CHANGED = "inventory.identity_changed"
DEVICE_DELETED = "inventory.device_deleted"
MOST_IN_ONE_EVENT = 500
