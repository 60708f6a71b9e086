"""What tills without a network send: booking, and the review of what does not fit."""
