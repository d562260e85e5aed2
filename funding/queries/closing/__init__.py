"""Cases that have ended: how long they are kept, and what becomes of them."""
