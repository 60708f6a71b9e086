"""SQL of sales, sales reports and demand."""
