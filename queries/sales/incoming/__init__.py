"""SQL of money that is expected from outside: accounts, requests to pay on them, and their confirmation."""
