-- Sign-ins at tills that have ended never come back, a sale is what was taken instead in one refund, and a shift closes
-- with any sum.

ALTER TABLE staff
    -- Sign-ins from before it have ended: the PIN was set, or the person was deactivated or activated.
    ADD COLUMN pin_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6);

ALTER TABLE refunds
    -- Whether another refund names the sale.
    ADD KEY ix_refunds_exchange (exchange_id),
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE shifts
    MODIFY COLUMN expected DECIMAL(30,0) NULL;
