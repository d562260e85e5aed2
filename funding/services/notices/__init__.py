"""The outbox at work: leases, results, second tries."""
