"""What is normal for each series, and what departs from it."""
