"""Invariants of the data, as statements that find violations."""

from __future__ import annotations

import db
from queries.catalogue import stock_checks
from queries.courses.completion import SATISFIED_CONDITIONS
from queries.events import event_checks
from queries.sales.incoming import checks as payment_checks
from queries.sales.till import checks as till_checks
from queries.system import audit_chain

SATISFIED = " ".join(f"WHEN '{move_on}' THEN {condition}" for move_on, condition in SATISFIED_CONDITIONS.items())

CHECKS = {
    **stock_checks.CHECKS,
    **payment_checks.CHECKS,
    **till_checks.CHECKS,
    **event_checks.CHECKS,
    "an active API key belongs to an active developer": """
        SELECT   k.id, 'active' AS is_now, 'revoked' AS should_be
        FROM     api_keys k
        JOIN     users u ON u.id = k.user_id
        LEFT JOIN user_roles r ON r.user_id = k.user_id AND r.role = 'developer'
        WHERE    k.revoked_at IS NULL AND k.expires_at > UTC_TIMESTAMP(6) AND (r.role IS NULL OR NOT u.active)
        """,
    "every word of a listed product is in the search index": """
        SELECT   p.id, COALESCE(w.words, 0) AS is_now,
                 LENGTH(p.words) - LENGTH(REPLACE(p.words, ' ', '')) - 1 AS should_be
        FROM     products p
        LEFT JOIN (SELECT   i.product_id, COUNT(*) AS words
                   FROM     product_words i
                   JOIN     products o ON o.id = i.product_id
                   WHERE    o.words LIKE CONCAT('% ', i.word, ' %')
                   GROUP BY i.product_id) w ON w.product_id = p.id
        WHERE    p.listed = 1
                 AND COALESCE(w.words, 0) <> LENGTH(p.words) - LENGTH(REPLACE(p.words, ' ', '')) - 1
        """,
    "a sale's total is the sum of its lines": """
        SELECT   t.id, t.total AS is_now, COALESCE(i.total, 0) AS should_be
        FROM     transactions t
        LEFT JOIN (SELECT   transaction_id, SUM(subtotal) AS total
                   FROM     transaction_items
                   GROUP BY transaction_id) i ON i.transaction_id = t.id
        WHERE    t.total <> COALESCE(i.total, -1)
        """,
    "a line's subtotal is price times quantity less its discount, and service charge and tax on top": """
        SELECT   transaction_id AS id, subtotal AS is_now, gross - discount + service + added AS should_be
        FROM     (SELECT transaction_id, qty, subtotal, discount, service, tax, added,
                         CASE measure WHEN 'piece' THEN price * qty ELSE (price * qty + 500) DIV 1000 END AS gross
                  FROM   transaction_items) i
        WHERE    subtotal <> gross - discount + service + added OR discount NOT BETWEEN 0 AND gross OR service < 0
                 OR tax NOT BETWEEN 0 AND subtotal OR added NOT IN (0, tax) OR qty <= 0
        """,
    "a sale with a seller has the sums of its lines": """
        SELECT   t.id, CONCAT_WS(', ', t.seller_id, t.line_count, t.discount, t.service, t.added) AS is_now,
                 CONCAT_WS(', ', i.seller_id, i.line_count, i.discount, i.service, i.added) AS should_be
        FROM     transactions t
        JOIN     (SELECT   transaction_id, MIN(seller_id) AS seller_id, MAX(seller_id) AS last_seller_id,
                           COUNT(*) AS line_count, SUM(summed) AS summed, SUM(discount) AS discount,
                           SUM(service) AS service, SUM(added) AS added
                  FROM     transaction_items
                  GROUP BY transaction_id) i ON i.transaction_id = t.id
        WHERE    i.summed <> IF(t.seller_id IS NULL, 0, i.line_count)
                 OR (t.seller_id IS NOT NULL
                     AND NOT (t.seller_id = i.seller_id AND t.seller_id = i.last_seller_id
                              AND t.line_count <=> i.line_count AND t.discount <=> i.discount
                              AND t.service <=> i.service AND t.added <=> i.added))
        """,
    "a sale with a seller has the method of its payments": """
        SELECT   t.id, t.method AS is_now, p.method AS should_be
        FROM     transactions t
        LEFT JOIN (SELECT   transaction_id, IF(MIN(method) = MAX(method), MIN(method), 'mixed') AS method
                   FROM     payments
                   WHERE    purpose = 'sale' AND amount > 0
                   GROUP BY transaction_id) p ON p.transaction_id = t.id
        WHERE    t.seller_id IS NOT NULL AND NOT t.method <=> p.method
        """,
    "a voucher's uses are those that were not given back, within its limits": """
        SELECT   v.id, v.used AS is_now, COALESCE(u.uses, 0) AS should_be
        FROM     vouchers v
        LEFT JOIN (SELECT   voucher_id, COUNT(*) AS uses
                   FROM     voucher_uses
                   WHERE    released_at IS NULL
                   GROUP BY voucher_id) u ON u.voucher_id = v.id
        WHERE    v.used <> COALESCE(u.uses, 0) OR v.used > v.limit_total
        """,
    "an order with a voucher has used it": """
        SELECT   t.id, u.voucher_id AS is_now, t.voucher_id AS should_be
        FROM     transactions t
        LEFT JOIN voucher_uses u ON u.transaction_id = t.id
        WHERE    NOT t.voucher_id <=> u.voucher_id
        """,
    "a sale's tax is the sum of its lines' taxes": """
        SELECT   t.id, t.tax AS is_now, COALESCE(i.tax, 0) AS should_be
        FROM     transactions t
        LEFT JOIN (SELECT   transaction_id, SUM(tax) AS tax
                   FROM     transaction_items
                   GROUP BY transaction_id) i ON i.transaction_id = t.id
        WHERE    t.tax <> COALESCE(i.tax, -1)
        """,
    "a line was sold when its sale was": """
        SELECT   t.id, i.sold_at AS is_now, COALESCE(t.sold_at, t.created_at) AS should_be
        FROM     transactions t
        JOIN     transaction_items i ON i.transaction_id = t.id
        WHERE    t.status = 'paid' AND (i.sold_at IS NULL OR i.sold_at <> COALESCE(t.sold_at, t.created_at))
        """,
    "no line of an unpaid order counts as sold": """
        SELECT   t.id, i.sold_at AS is_now, 'NULL' AS should_be
        FROM     transactions t
        JOIN     transaction_items i ON i.transaction_id = t.id
        WHERE    t.status <> 'paid' AND (i.sold_at IS NOT NULL OR t.sold_at IS NOT NULL)
        """,
    "what was paid is the sum of the payments": """
        SELECT   t.id, COALESCE(t.paid, 0) AS is_now, COALESCE(p.paid, 0) AS should_be
        FROM     transactions t
        LEFT JOIN (SELECT   transaction_id, SUM(amount) AS paid
                   FROM     payments
                   WHERE    refund_id IS NULL
                   GROUP BY transaction_id) p ON p.transaction_id = t.id
        WHERE    COALESCE(t.paid, 0) <> COALESCE(p.paid, 0)
        """,
    "what was given back of a sale is the sum of its refunds, and no more than was paid": """
        SELECT   t.id, t.refunded AS is_now, COALESCE(r.amount, 0) AS should_be
        FROM     transactions t
        LEFT JOIN (SELECT   transaction_id, SUM(amount) AS amount
                   FROM     refunds
                   GROUP BY transaction_id) r ON r.transaction_id = t.id
        WHERE    t.refunded <> COALESCE(r.amount, 0) OR t.refunded > t.total OR t.refunded > 0 AND t.status <> 'paid'
        """,
    "a refund has the payment that gives it back": """
        SELECT   r.id, COALESCE(p.amount, 0) AS is_now, -r.amount AS should_be
        FROM     refunds r
        LEFT JOIN (SELECT   refund_id, SUM(amount) AS amount, MIN(transaction_id) AS transaction_id
                   FROM     payments
                   WHERE    refund_id IS NOT NULL
                   GROUP BY refund_id) p ON p.refund_id = r.id AND p.transaction_id = r.transaction_id
        WHERE    COALESCE(p.amount, 0) <> -r.amount
        """,
    "a refund is the sum of its items": """
        SELECT   r.id, CONCAT_WS(' ', r.amount, r.tax) AS is_now, CONCAT_WS(' ', i.amount, i.tax) AS should_be
        FROM     refunds r
        LEFT JOIN (SELECT   refund_id, SUM(amount) AS amount, SUM(tax) AS tax
                   FROM     refund_items
                   GROUP BY refund_id) i ON i.refund_id = r.id
        WHERE    NOT (i.amount <=> r.amount AND i.tax <=> r.tax)
        """,
    "what was given back of a line is the sum of its refunds, and no more than it was": """
        SELECT   i.transaction_id AS id, CONCAT_WS(' ', i.refunded_qty, i.refunded, i.refunded_tax) AS is_now,
                 CONCAT_WS(' ', r.qty, r.amount, r.tax) AS should_be
        FROM     transaction_items i
        LEFT JOIN (SELECT   f.transaction_id, n.product_id, n.line, SUM(n.qty) AS qty, SUM(n.amount) AS amount,
                            SUM(n.tax) AS tax, MIN(n.sold_at) AS sold_at
                   FROM     refund_items n
                   JOIN     refunds f ON f.id = n.refund_id AND f.refunded_at = n.refunded_at
                   GROUP BY f.transaction_id, n.product_id, n.line) r
               ON r.transaction_id = i.transaction_id AND r.product_id = i.product_id AND r.line = i.line
        WHERE    i.refunded_qty <> COALESCE(r.qty, 0) OR i.refunded <> COALESCE(r.amount, 0)
                 OR i.refunded_tax <> COALESCE(r.tax, 0) OR i.refunded_qty NOT BETWEEN 0 AND i.qty
                 OR i.refunded NOT BETWEEN 0 AND i.subtotal OR i.refunded_tax NOT BETWEEN 0 AND i.tax
                 OR i.refunded_qty = i.qty AND (i.refunded <> i.subtotal OR i.refunded_tax <> i.tax)
                 OR r.sold_at <> i.sold_at
        """,
    "goods that came back by refunds are in the ledger": """
        SELECT   r.transaction_id AS id, COALESCE(l.total, 0) AS is_now, r.qty AS should_be
        FROM     (SELECT   f.transaction_id, n.product_id, SUM(CASE WHEN n.restocked THEN n.qty ELSE 0 END) AS qty
                  FROM     refund_items n
                  JOIN     refunds f ON f.id = n.refund_id
                  GROUP BY f.transaction_id, n.product_id) r
        LEFT JOIN (SELECT   transaction_id, product_id, SUM(delta) AS total
                   FROM     stock_ledger
                   WHERE    reason = 'return'
                   GROUP BY transaction_id, product_id) l
               ON l.transaction_id = r.transaction_id AND l.product_id = r.product_id
        WHERE    r.qty <> COALESCE(l.total, 0)
        """,
    "a refunded course is open no more": """
        SELECT   e.id, 'open' AS is_now, 'refunded' AS should_be
        FROM     enrolments e
        JOIN     courses c ON c.id = e.course_id
        JOIN     transaction_items i ON i.transaction_id = e.transaction_id AND i.product_id = c.product_id
        WHERE    i.refunded_qty = i.qty
                 AND NOT EXISTS (SELECT 1
                                 FROM   transaction_items o
                                 WHERE  o.transaction_id = i.transaction_id AND o.product_id = i.product_id
                                        AND o.refunded_qty < o.qty)
        """,
    "an order is paid once its payments reach the total": """
        SELECT   id, CONCAT(status, ' ', paid) AS is_now, total AS should_be
        FROM     transactions
        WHERE    CASE status WHEN 'paid' THEN paid <> total
                             WHEN 'pending' THEN paid NOT BETWEEN 0 AND total - 1
                             WHEN 'cancelled' THEN paid <> 0
                             WHEN 'expired' THEN paid <> 0
                             ELSE TRUE END
        """,
    "a sale at the counter is paid, and has an owner and a cashier": """
        SELECT   id, CONCAT_WS(' ', status, paid) AS is_now, CONCAT('paid ', total) AS should_be
        FROM     transactions
        WHERE    owner_id IS NOT NULL AND (status <> 'paid' OR paid IS NULL OR paid <> total OR cashier_id IS NULL)
                 OR owner_id IS NULL AND (cashier_id IS NOT NULL OR client_id IS NOT NULL OR buyer_id IS NULL)
        """,
    "what a customer owes is the sum of their entries": """
        SELECT   c.id, c.balance AS is_now, COALESCE(e.total, 0) AS should_be
        FROM     customers c
        LEFT JOIN (SELECT   customer_id, SUM(delta) AS total
                   FROM     customer_entries
                   GROUP BY customer_id) e ON e.customer_id = c.id
        WHERE    c.balance <> COALESCE(e.total, 0)
        """,
    "the last entry of a customer has what they owe": """
        SELECT   c.id, c.balance AS is_now, e.balance AS should_be
        FROM     customers c
        JOIN     (SELECT   customer_id, MAX(id) AS id
                  FROM     customer_entries
                  GROUP BY customer_id) last ON last.customer_id = c.id
        JOIN     customer_entries e ON e.id = last.id
        WHERE    c.balance <> e.balance
        """,
    "the debt for a sale is what was bought on credit": """
        SELECT   t.id, COALESCE(e.total, 0) AS is_now, COALESCE(p.total, 0) AS should_be
        FROM     transactions t
        LEFT JOIN (SELECT   transaction_id, SUM(amount) AS total
                   FROM     payments
                   WHERE    method = 'credit'
                   GROUP BY transaction_id) p ON p.transaction_id = t.id
        LEFT JOIN (SELECT   transaction_id, customer_id, SUM(delta) AS total
                   FROM     customer_entries
                   WHERE    reason IN ('sale', 'refund')
                   GROUP BY transaction_id, customer_id) e ON e.transaction_id = t.id
        WHERE    COALESCE(e.total, 0) <> COALESCE(p.total, 0) OR e.customer_id <> COALESCE(t.customer_id, 0)
        """,
    "no more is paid back for a sale than was owed": """
        SELECT   transaction_id AS id, SUM(delta) AS is_now, 0 AS should_be
        FROM     customer_entries
        GROUP BY transaction_id, customer_id
        HAVING   SUM(delta) < 0
        """,
    "a repayment is the sum of what it pays": """
        SELECT   p.id, p.amount AS is_now, COALESCE(-e.total, 0) AS should_be
        FROM     payments p
        LEFT JOIN (SELECT   payment_id, SUM(delta) AS total
                   FROM     customer_entries
                   WHERE    reason = 'repayment'
                   GROUP BY payment_id) e ON e.payment_id = p.id
        WHERE    p.purpose = 'debt' AND p.amount <> COALESCE(-e.total, 0)
        """,
    "a sale at the counter has goods of its owner alone": """
        SELECT   t.id, i.seller_id AS is_now, t.owner_id AS should_be
        FROM     transactions t
        JOIN     transaction_items i ON i.transaction_id = t.id
        WHERE    t.owner_id IS NOT NULL AND i.seller_id <> t.owner_id
        """,
    "the lines of a sale are numbered": """
        SELECT   transaction_id AS id, GROUP_CONCAT(line) AS is_now, COUNT(*) AS should_be
        FROM     transaction_items
        GROUP BY transaction_id
        HAVING   MAX(line) <> 0 AND (MIN(line) <> 1 OR MAX(line) <> COUNT(*) OR COUNT(DISTINCT line) <> COUNT(*))
        """,
    "no order is kept longer than a day beyond its time": """
        SELECT   id, expires_at AS is_now, 'expired' AS should_be
        FROM     transactions
        WHERE    status = 'pending' AND expires_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
        """,
    "cash that is handed over covers its payment, and rounding is less than the largest coin": """
        SELECT   id, CONCAT_WS(' ', method, tendered, adjustment) AS is_now, amount AS should_be
        FROM     payments
        WHERE    method = 'cash' AND (tendered < amount + adjustment
                                      OR ABS(adjustment) >= CASE WHEN refund_id IS NULL THEN 1000 ELSE 2000 END)
                 OR method <> 'cash' AND tendered IS NOT NULL
                 OR method <> 'cash' AND ABS(adjustment) > CASE method WHEN 'credit' THEN 0 ELSE 999 END
        """,
    "cash that is moved belongs to a shift, and other money to an order": """
        SELECT   id, purpose AS is_now, CASE WHEN transaction_id IS NULL THEN 'move' ELSE 'sale' END AS should_be
        FROM     payments
        WHERE    (purpose = 'move') <> (transaction_id IS NULL AND shift_id IS NOT NULL AND method = 'cash')
                 AND purpose <> 'debt'
        """,
    "every line has left the stock once, and that of a closed order has returned": """
        SELECT   i.transaction_id AS id, COALESCE(l.total, 0) AS is_now,
                 CASE WHEN t.status IN ('pending', 'paid') THEN -i.qty ELSE 0 END AS should_be
        FROM     (SELECT   transaction_id, product_id, SUM(qty) AS qty
                  FROM     transaction_items
                  WHERE    stocked
                  GROUP BY transaction_id, product_id) i
        JOIN     transactions t ON t.id = i.transaction_id
        LEFT JOIN (SELECT   transaction_id, product_id, SUM(delta) AS total
                   FROM     stock_ledger
                   WHERE    transaction_id IS NOT NULL AND reason <> 'return'
                   GROUP BY transaction_id, product_id) l
               ON l.transaction_id = i.transaction_id AND l.product_id = i.product_id
        WHERE    COALESCE(l.total, 0) <> CASE WHEN t.status IN ('pending', 'paid') THEN -i.qty ELSE 0 END
        """,
    "products that sell a course have no stock, all others have": """
        SELECT   p.id, p.stocked AS is_now, k.product_id IS NULL AS should_be
        FROM     products p
        LEFT JOIN (SELECT   DISTINCT product_id
                   FROM     courses) k ON k.product_id = p.id
        WHERE    p.stocked <> (k.product_id IS NULL)
        """,
    "a learner's percentage equals a recount of the published version": """
        SELECT   r.id, r.percent AS is_now, r.recounted AS should_be
        FROM     (SELECT   e.id, e.percent,
                           CASE WHEN e.completed_at IS NOT NULL THEN 100
                                ELSE 100 * COUNT(p.satisfied_at) DIV COUNT(*) END AS recounted
                  FROM     enrolments e
                  JOIN     courses c ON c.id = e.course_id
                  JOIN     version_contents v ON v.version_id = c.version_id AND v.required = 1
                                                 AND v.move_on <> 'NotApplicable'
                  LEFT JOIN progress p ON p.enrolment_id = e.id AND p.content_id = v.content_id
                  GROUP BY e.id, e.percent, e.completed_at) r
        WHERE    r.percent <> r.recounted
        """,
    "a learner with all of a course has completed it": """
        SELECT   id, percent AS is_now, 'completed' AS should_be
        FROM     enrolments
        WHERE    percent = 100 AND completed_at IS NULL
        """,
    "a learner's time is the sum over their contents": """
        SELECT   e.id, e.seconds AS is_now, COALESCE(p.seconds, 0) AS should_be
        FROM     enrolments e
        LEFT JOIN (SELECT   enrolment_id, SUM(seconds) AS seconds
                   FROM     progress
                   GROUP BY enrolment_id) p ON p.enrolment_id = e.id
        WHERE    e.seconds <> COALESCE(p.seconds, 0)
        """,
    "the time of a content is the sum of its visits": """
        SELECT   p.enrolment_id AS id, p.seconds AS is_now, COALESCE(v.seconds, 0) AS should_be
        FROM     progress p
        LEFT JOIN (SELECT   enrolment_id, content_id, SUM(seconds) AS seconds
                   FROM     progress_visits
                   GROUP BY enrolment_id, content_id) v
               ON v.enrolment_id = p.enrolment_id AND v.content_id = p.content_id
        WHERE    p.seconds <> COALESCE(v.seconds, 0)
        """,
    "the counts of a content match its learners": """
        SELECT   r.id, r.is_now, r.should_be
        FROM     (SELECT   p.content_id AS id, CONCAT_WS(' ', k.started, k.satisfied, k.seconds) AS is_now,
                           CONCAT_WS(' ', p.started, p.satisfied, p.seconds) AS should_be
                  FROM     (SELECT   content_id, COUNT(*) AS started, COUNT(satisfied_at) AS satisfied,
                                     SUM(seconds) AS seconds
                            FROM     progress
                            GROUP BY content_id) p
                  LEFT JOIN content_counts k ON k.content_id = p.content_id) r
        WHERE    r.is_now <> r.should_be
        UNION ALL
        SELECT   k.content_id, CONCAT_WS(' ', k.started, k.satisfied, k.seconds), '0 0 0'
        FROM     content_counts k
        WHERE    k.started <> 0 AND NOT EXISTS (SELECT 1 FROM progress p WHERE p.content_id = k.content_id)
        """,
    "a content is satisfied if its rule is met": f"""
        SELECT   p.enrolment_id AS id, CONCAT('content ', p.content_id, ' open') AS is_now, 'satisfied' AS should_be
        FROM     progress p
        JOIN     (SELECT e.id AS enrolment_id, c.version_id
                  FROM   enrolments e
                  JOIN   courses c ON c.id = e.course_id) n ON n.enrolment_id = p.enrolment_id
        JOIN     version_contents v ON v.version_id = n.version_id AND v.content_id = p.content_id
        WHERE    p.satisfied_at IS NULL
                 AND (p.waived_at IS NOT NULL
                      OR CASE v.move_on {SATISFIED} END)
        """,
    "a content is satisfied only if its rule is met": """
        SELECT   p.enrolment_id AS id, CONCAT('content ', p.content_id, ' satisfied') AS is_now, 'open' AS should_be
        FROM     progress p
        WHERE    p.satisfied_at IS NOT NULL
                 AND p.completed_at IS NULL AND p.passed_at IS NULL AND p.waived_at IS NULL
                 AND NOT EXISTS (SELECT 1
                                 FROM   version_contents v
                                 WHERE  v.content_id = p.content_id AND v.move_on = 'NotApplicable')
        """,
    "a completion has its certificate": """
        SELECT   e.id, 'completed' AS is_now, 'a certificate' AS should_be
        FROM     enrolments e
        LEFT JOIN certificates t ON t.enrolment_id = e.id AND t.newest = 1
        WHERE    e.completed_at IS NOT NULL AND t.id IS NULL
        """,
    "a certificate has its completion": """
        SELECT   e.id, 'a certificate' AS is_now, 'completed' AS should_be
        FROM     certificates t
        JOIN     enrolments e ON e.id = t.enrolment_id
        WHERE    e.completed_at IS NULL
        """,
    "no audit entry is duplicated": """
        SELECT   MAX(id) AS id, COUNT(*) AS is_now, 1 AS should_be
        FROM     audit_entries
        GROUP BY signature
        HAVING   COUNT(*) > 1
        """,
    "every idempotency key has its response": """
        SELECT   user_id AS id, idempotency_key AS is_now, 'an answer' AS should_be
        FROM     idempotency_keys
        WHERE    answer IS NULL AND claimed_until IS NULL
        """,
}


def describe_connection() -> str:
    """Return how the connection to the database is protected."""
    database = db.current()
    if database.socket:
        return "a local socket"
    row = db.fetch_one("SHOW SESSION STATUS LIKE 'Ssl_cipher'")
    cipher = row["Value"] if row else ""
    if not cipher:
        return "not encrypted"
    return f"encrypted ({cipher}), certificate {'verified' if database.ssl_ca else 'not verified: see DB_SSL_CA'}"


def run() -> dict[str, list[db.Row]]:
    """Return by check up to 20 violations with `id`, `is_now` and `should_be`; empty lists mean that all is well."""
    found = {name: db.fetch_all(f"{sql} LIMIT 20") for name, sql in CHECKS.items()}
    return {**found, "the audit chain is intact": audit_chain.faults()}
