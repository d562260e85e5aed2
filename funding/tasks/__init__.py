"""Work for the background: the postman, the clock, and the broker that wakes them."""
