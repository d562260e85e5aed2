"""Benchmarks that print ratios measured in one run; nothing here is asserted by a stop-watch."""
