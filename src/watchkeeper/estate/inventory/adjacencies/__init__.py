"""Whom devices are connected to and talk routing with, by their own word."""
