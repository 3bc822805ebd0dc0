"""Requests that leave on a user's behalf: one policy of where they may go, and a client that keeps to it."""
