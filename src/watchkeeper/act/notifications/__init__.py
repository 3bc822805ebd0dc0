"""Notifications: who is told what, where, when, and proof that it arrived."""
