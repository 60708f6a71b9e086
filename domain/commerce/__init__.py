"""The arithmetic of a sale: money, tax, pricing, receipts. Pure: whole rupiah in, whole rupiah out."""
