"""The live channel: what just happened, pushed to open pages, resumable after a break."""

from watchkeeper.core.live.about import About, about_device, about_each
from watchkeeper.core.live.announcing import announce

__all__ = ["About", "about_device", "about_each", "announce"]
