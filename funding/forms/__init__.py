"""What people type: parsed and checked, nothing decided."""
