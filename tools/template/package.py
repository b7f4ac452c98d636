"""What lesson NN alone needs."""
