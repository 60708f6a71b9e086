"""Analyses in processes of their own: what runs too long, takes too much or crashes takes nobody along.

`client.analyze` is what the rest of the house calls. It asks a supervisor, a small process that the first caller starts and
that ends when nobody has a connection to it. The supervisor forks the processes that analyse, which write their answers
to the caller themselves. Web processes never load numpy.
"""
