-- Lists of the sales of some days.

ALTER TABLE transactions
    ADD KEY ix_transactions_buyer_day (buyer_id, created_at),
    ADD KEY ix_transactions_day (created_at);
