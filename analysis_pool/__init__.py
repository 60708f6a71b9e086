"""Process pool that runs analyses, so that a slow, large or crashing one affects no other process.

Call `client.analyze`. The first call starts the supervisor, a small process that ends when no client is connected. The
supervisor forks the worker processes, which send their answers to the client directly. Web processes never load numpy.
"""
