"""Abuse: flooding of mailboxes, text of callers in e-mails, lock-out of account owners."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path

import pytest
import requests

from queries.accounts import login_attempts
from support.accounts import enable_two_factor
from support.app import CHEAP, App, at_once, secrets_for_tests, wait_until
from support.database import Server
from support.people import PASSWORD, Person, Shop
from web import log_format

REGISTER, LOGIN, PROFILE = "/api/auth/register", "/api/auth/login", "/api/users/profile"
SEND, FORGOT, RESET = "/api/auth/verify/send", "/api/auth/password/forgot", "/api/auth/password/reset"
PHISH = "Your account is locked. Open https://evil.example"
numbers = count(1)


@pytest.fixture(scope="module")
def guarded(server: Server, run_dir: Path) -> Iterator[Shop]:
    """A shop with the default e-mail quota, behind a proxy that forwards addresses. It is never emptied."""
    name = f"finenice_abuse_{secrets.token_hex(4)}"
    env = {**server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": name, "ENV": "test", "WORKERS": "1"}
    env = {**env, "DATA_DIR": env["DATA_DIR"], "TRUSTED_PROXIES": "1", "RATE_LIMIT_EMAILS": "10/day", "THREADS": "16"}
    app = App.start(env, run_dir / f"{name}.log")
    app.shared = True
    connection = server.connect(name)
    yield Shop(app, connection, name)
    connection.close()
    code = app.stop()
    with server.connect() as last, last.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")
    assert code == 0, app.log.read_text()[-2000:]


def address() -> str:
    """Return an address that has not called yet."""
    number = next(numbers)
    return f"203.0.{number // 250}.{number % 250 + 1}"


def mailbox() -> str:
    return f"orang{next(numbers)}@example.com"


def caller(shop: Shop, at: str | None = None) -> Person:
    """Return an anonymous caller with an address, by default a new one."""
    person = shop.visitor()
    person.http.headers["X-Forwarded-For"] = at or address()
    return person


def signs_up(shop: Shop, email: str, at: str | None = None, name: str = "Budi") -> Person:
    person = caller(shop, at)
    answer = person.post(REGISTER, {"email": email, "name": name, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    person.keep_tokens(answer.json())
    return person


def has_verified(shop: Shop, person: Person) -> Person:
    shop.rows("UPDATE users SET email_verified_at = UTC_TIMESTAMP(6) WHERE id = %s", (person.id,))
    return person


def emails_to(shop: Shop, email: str, template: str = "%") -> int:
    question = "SELECT COUNT(*) FROM letters WHERE recipient = %s AND template LIKE %s"
    return int(shop.value(question, (email, template)))


def time_passes(shop: Shop, minutes: int = 2) -> None:
    """Age the counts of e-mails."""
    for column in ("began_at", "free_at"):
        shop.rows(f"UPDATE letter_counts SET {column} = {column} - INTERVAL %s MINUTE", (minutes,))


def refused(answer: requests.Response) -> int:
    """Return the seconds until another e-mail may be requested."""
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (429, "email_throttled"), answer.text
    assert problem["seconds"] == int(answer.headers["Retry-After"])
    return int(problem["seconds"])


def forgets(shop: Shop, email: str, at: str | None = None) -> None:
    """Request a password reset in a new minute, and wait until its job has run."""
    shop.rows("UPDATE jobs SET unique_name = NULL WHERE kind = 'password_reset'")
    assert caller(shop, at).post(FORGOT, {"email": email}).status_code == 202
    wait_until(lambda: not shop.rows("SELECT id FROM jobs WHERE kind = 'password_reset' AND state <> 'done'"))


# ---- e-mails


def test_text_of_users_can_not_control_a_terminal() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "found %s", ("a\x1b[2J\r\n\u202eb\tü",), None)
    line = log_format._PlainFormatter("%(levelname)s %(message)s").format(record)
    assert line == r"INFO found a\x1b[2J\r\n\u202eb\tü"


def test_unverified_recipients_get_few_emails_without_text_of_callers(guarded: Shop) -> None:
    spammer, strangers = address(), [mailbox() for _ in range(12)]
    for email in strangers:
        signs_up(guarded, email, spammer, PHISH)
    # One e-mail each, ten a day, one a minute.
    assert [emails_to(guarded, email) for email in strangers] == [1] * 10 + [0] * 2
    placeholders = ", ".join(["%s"] * 10)
    rows = guarded.rows(
        f"""
        SELECT TIMESTAMPDIFF(SECOND, MIN(j.due_at) OVER (), j.due_at) AS later
        FROM letters l JOIN jobs j ON j.unique_name = CONCAT('letter:', l.id)
        WHERE l.recipient IN ({placeholders}) AND l.id > (SELECT MIN(id) FROM letters WHERE recipient = %s)
        ORDER BY l.id
        """,
        (*strangers[:10], strangers[0]),
    )
    assert [(row["later"] + 5) // 60 for row in rows] == list(range(9))
    message = guarded.email(strangers[0], "verify")
    assert "evil" not in message.as_string() and PHISH not in message.get_content()
    # Somebody else is not kept from signing up.
    assert emails_to(guarded, signs_up_and_mail(guarded)) == 1


def signs_up_and_mail(shop: Shop) -> str:
    email = mailbox()
    signs_up(shop, email)
    return email


def test_concurrent_sign_ups_from_one_network_are_counted_exactly(guarded: Shop) -> None:
    strangers = [mailbox() for _ in range(14)]
    at_once(14, lambda number: signs_up(guarded, strangers[number], f"2001:db8:7:7::{number + 1:x}"))
    assert sum(emails_to(guarded, email) for email in strangers) == 10


def test_verification_emails_are_limited_per_minute_and_day(guarded: Shop) -> None:
    email = mailbox()
    budi = signs_up(guarded, email)
    assert 0 < refused(budi.post(SEND)) <= 60
    assert emails_to(guarded, email) == 1
    for _ in range(9):
        time_passes(guarded)
        assert budi.post(SEND).status_code == 202
    time_passes(guarded)
    assert 23 * 3600 < refused(budi.post(SEND)) < 24 * 3600
    assert emails_to(guarded, email) == 10
    time_passes(guarded, 24 * 60)
    assert budi.post(SEND).status_code == 202


def test_unverified_accounts_share_the_quota_of_their_network(guarded: Shop) -> None:
    spammer = address()
    people = [signs_up(guarded, mailbox(), spammer) for _ in range(3)]
    # Each has e-mails left for themselves; their network's next one may not go before the third's is out.
    assert 120 < refused(people[0].post(SEND)) <= 180


def test_concurrent_requests_send_one_email(guarded: Shop) -> None:
    email = mailbox()
    budi = signs_up(guarded, email)
    time_passes(guarded)
    assert sorted(at_once(8, lambda _: budi.post(SEND).status_code)) == [202] + [429] * 7
    assert emails_to(guarded, email) == 2


def test_a_new_address_gets_ten_emails_a_day_without_names(guarded: Shop) -> None:
    budi = has_verified(guarded, signs_up(guarded, mailbox()))
    budi.put(PROFILE, {"name": PHISH})
    strangers = [mailbox() for _ in range(11)]
    answers = [budi.put(PROFILE, {"email": email, "current_password": PASSWORD}) for email in strangers]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert refused(answers[-1]) > 23 * 3600
    assert [emails_to(guarded, email) for email in strangers] == [1] * 10 + [0]
    # What was refused has changed nothing.
    assert budi.get(PROFILE).json()["pending_email"] == strangers[9]
    assert "evil" not in guarded.email(strangers[0], "email_change").as_string()


def test_many_users_can_not_flood_one_mailbox(guarded: Shop) -> None:
    victim = mailbox()
    people = [has_verified(guarded, signs_up(guarded, mailbox())) for _ in range(11)]
    wanted = {"email": victim, "current_password": PASSWORD}
    assert [person.put(PROFILE, wanted).status_code for person in people] == [200] * 10 + [429]
    assert emails_to(guarded, victim) == 10


def test_password_resets_are_limited_without_revealing_accounts(guarded: Shop) -> None:
    email = mailbox()
    has_verified(guarded, signs_up(guarded, email))
    assert set(at_once(8, lambda _: caller(guarded).post(FORGOT, {"email": email}).status_code)) == {202}
    wait_until(lambda: emails_to(guarded, email, "password_reset"))
    forgets(guarded, email)
    assert emails_to(guarded, email, "password_reset") == 1
    for _ in range(11):
        time_passes(guarded)
        forgets(guarded, email)
    assert emails_to(guarded, email, "password_reset") == 10


def test_strangers_keep_no_owner_from_a_password_reset(guarded: Shop) -> None:
    email, home = mailbox(), address()
    has_verified(guarded, signs_up(guarded, email, home))
    assert caller(guarded, home).post(LOGIN, {"email": email, "password": PASSWORD}).status_code == 200
    for _ in range(12):
        time_passes(guarded)
        forgets(guarded, email)
    assert emails_to(guarded, email, "password_reset") == 10
    # Who is first in a minute does not take the turn of another network.
    assert caller(guarded).post(FORGOT, {"email": email}).status_code == 202
    assert caller(guarded, home).post(FORGOT, {"email": email}).status_code == 202
    wait_until(lambda: emails_to(guarded, email, "password_reset") == 11)
    # From other places, one is sent whenever the last link has ended: the mailbox always has one that works.
    sent = []
    for _ in range(4):
        time_passes(guarded, 23)
        forgets(guarded, email)
        sent.append(emails_to(guarded, email, "password_reset") - 11)
    assert sent == [0, 1, 1, 2]


def test_strangers_can_not_fill_the_queue_of_resets(guarded: Shop) -> None:
    email, home = mailbox(), address()
    has_verified(guarded, signs_up(guarded, email, home))
    assert caller(guarded, home).post(LOGIN, {"email": email, "password": PASSWORD}).status_code == 200
    waiting = "SELECT COUNT(*) FROM jobs WHERE kind = 'password_reset' AND state = 'queued'"
    entries = guarded.value("SELECT COUNT(*) FROM audit_entries")
    guarded.rows("INSERT INTO lane_pauses VALUES ('resets', 1, UTC_TIMESTAMP(6) + INTERVAL 1 HOUR)")
    began = int(time.time()) // 60

    def asks(site: int) -> None:
        """Request resets from many networks of a /48."""
        person = guarded.visitor()
        for network in range(25):
            person.http.headers["X-Forwarded-For"] = f"2001:db8:{site:x}:{network:x}::1"
            assert person.post(FORGOT, {"email": mailbox()}).status_code == 202

    def minutes() -> int:
        return int(time.time()) // 60 - began + 1

    asks(0)
    assert guarded.value(waiting) <= 20 * minutes()
    at_once(34, lambda number: asks(number + 1))
    # Those who come at once with the last may be taken as well.
    assert guarded.value(waiting) <= 620 * minutes()
    assert guarded.value("SELECT COUNT(*) FROM audit_entries") == entries

    # The owner is known at this network, and overtakes them. The clean-up does not wait for them, either.
    assert caller(guarded, home).post(FORGOT, {"email": email}).status_code == 202
    guarded.rows("DELETE FROM lane_pauses WHERE lane = 'resets'")
    wait_until(lambda: emails_to(guarded, email, "password_reset"))
    guarded.rows("INSERT INTO jobs (kind, payload) VALUES ('sweep', '{}')")
    wait_until(lambda: not guarded.rows("SELECT id FROM jobs WHERE kind = 'sweep' AND state <> 'done'"))
    assert guarded.value(waiting) > 100
    guarded.rows("DELETE FROM jobs WHERE kind = 'password_reset' AND state = 'queued'")

    # A day later nothing is left of all that.
    wait_until(lambda: not guarded.rows("SELECT id FROM jobs WHERE kind = 'password_reset' AND state <> 'done'"))
    guarded.rows("UPDATE jobs SET due_at = due_at - INTERVAL 25 HOUR WHERE kind = 'password_reset'")
    guarded.rows("INSERT INTO jobs (kind, payload) VALUES ('sweep', '{}')")
    wait_until(lambda: not guarded.rows("SELECT id FROM jobs WHERE kind = 'password_reset'"))


def test_a_flooded_mailbox_still_gets_its_password_reset(guarded: Shop) -> None:
    """Sign up with another user's address and request e-mails to it until the quota is used up."""
    victim = mailbox()
    squatter = signs_up(guarded, victim)
    for _ in range(9):
        time_passes(guarded)
        assert squatter.post(SEND).status_code == 202
    time_passes(guarded)
    refused(squatter.post(SEND))
    forgets(guarded, victim)
    assert emails_to(guarded, victim, "password_reset") == 1
    (token,) = re.findall(r"#token=(\S+)", guarded.email(victim, "password_reset").get_content())
    assert caller(guarded).post(RESET, {"token": token, "password": "kopi-tubruk-tanpa-gula"}).status_code == 200
    # Who opened the link has proven the address, so that the notice is not counted.
    assert emails_to(guarded, victim, "password_changed") == 1


def test_only_a_verified_owner_is_notified_of_keys(guarded: Shop) -> None:
    owner, squatter = (signs_up(guarded, mailbox()) for _ in range(2))
    has_verified(guarded, owner)
    emails = [person.get(PROFILE).json()["email"] for person in (owner, squatter)]
    for person in (owner, squatter):
        guarded.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'developer')", (person.id,))
        for _ in range(12):
            answer = person.post("/api/developer/key", {"name": PHISH})
            assert answer.status_code == 201, answer.text
    assert [emails_to(guarded, email, "key_created") for email in emails] == [12, 0]
    message = guarded.email(emails[0], "key_created")
    assert "evil" not in message["Subject"] and PHISH in message.get_content()


def test_notifications_to_an_unverified_address_are_limited(guarded: Shop) -> None:
    email = mailbox()
    squatter = signs_up(guarded, email)
    words = [PASSWORD, *(f"kata-sandi-nomor-{number}" for number in range(12))]
    for old, new in pairwise(words):
        answer = squatter.post("/api/auth/password/change", {"current_password": old, "new_password": new})
        assert answer.status_code == 200, answer.text
        squatter.keep_tokens(answer.json())
    assert emails_to(guarded, email) == 10
    has_verified(guarded, squatter)
    answer = squatter.post("/api/auth/password/change", {"current_password": words[-1], "new_password": PASSWORD})
    assert answer.status_code == 200
    assert emails_to(guarded, email) == 11


def test_ten_receipts_a_day_are_sent(guarded: Shop) -> None:
    sari, budi = (has_verified(guarded, signs_up(guarded, mailbox())) for _ in range(2))
    guarded.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'seller')", (sari.id,))
    coffee, email = sari.offers(PHISH, stock=20), budi.get(PROFILE).json()["email"]
    for _ in range(12):
        assert budi.buys(coffee).status_code == 201
    states = "SELECT sent_at IS NOT NULL AS sent FROM letters WHERE recipient = %s AND template = 'receipt'"
    given_up = """SELECT COUNT(*) FROM jobs j JOIN letters l ON j.unique_name = CONCAT('letter:', l.id)
        WHERE l.recipient = %s AND j.state = 'failed' AND j.error LIKE '%%RATE_LIMIT_EMAILS%%'"""
    wait_until(lambda: sum(row["sent"] for row in guarded.rows(states, (email,))) == 10)
    wait_until(lambda: guarded.value(given_up, (email,)) == 2)
    assert "evil" not in guarded.email(email, "receipt")["Subject"]


# ---- guesses


def guesses(shop: Shop, login: str, at: str, password: str = "salah") -> int:
    return caller(shop, at).post(LOGIN, {"email": login, "password": password}).status_code


def test_failed_sign_ins_do_not_lock_known_networks(guarded: Shop) -> None:
    email, home, phone = mailbox(), address(), f"2001:db8:{next(numbers):x}:1::"
    signs_up(guarded, email, home)
    assert guesses(guarded, email, phone + "7", PASSWORD) == 200
    assert [guesses(guarded, email, address()) for _ in range(41)] == [401] * 40 + [429]
    # From elsewhere even the right password waits; at home and anywhere in the phone's network it counts.
    assert guesses(guarded, email, address(), PASSWORD) == 429
    for _ in range(2):
        assert guesses(guarded, email, home, PASSWORD) == 200
        assert guesses(guarded, email, phone + "a:b", PASSWORD) == 200
    # The owner's success has forgiven no stranger.
    assert guesses(guarded, email, address(), PASSWORD) == 429


def test_guesses_from_a_known_network_are_limited(guarded: Shop) -> None:
    email, home = mailbox(), address()
    signs_up(guarded, email, home)
    assert [guesses(guarded, email, home) for _ in range(11)] == [401] * 10 + [429]
    assert guesses(guarded, email, address(), PASSWORD) == 200
    shop_side = "SELECT COUNT(*) FROM known_networks k JOIN users u ON u.id = k.user_id WHERE u.email = %s"
    assert guarded.value(shop_side, (email,)) == 2
    # After three months the network is anybody's.
    guarded.rows("UPDATE known_networks SET last_used_at = last_used_at - INTERVAL 91 DAY")
    assert [guesses(guarded, email, address()) for _ in range(41)] == [401] * 40 + [429]
    assert guesses(guarded, email, home, PASSWORD) == 429


def test_one_stranger_does_not_lock_an_owner_out_at_a_new_place(guarded: Shop) -> None:
    email, stranger, hotel = mailbox(), address(), address()
    signs_up(guarded, email)
    assert [guesses(guarded, email, stranger) for _ in range(12)] == [401] * 10 + [429] * 2
    # Who is wrong three times elsewhere and then right has a free count there again.
    assert [guesses(guarded, email, hotel) for _ in range(3)] == [401] * 3
    assert guesses(guarded, email, hotel, PASSWORD) == 200
    assert guesses(guarded, email, stranger, PASSWORD) == 429


def test_a_password_reset_unlocks_the_place_where_it_is_made(guarded: Shop) -> None:
    email, hotel = mailbox(), address()
    signs_up(guarded, email)
    assert [guesses(guarded, email, hotel) for _ in range(11)] == [401] * 10 + [429]
    forgets(guarded, email)
    (token,) = re.findall(r"#token=(\S+)", guarded.email(email, "password_reset").get_content())
    words = {"token": token, "password": "kopi-tubruk-tanpa-gula"}
    assert caller(guarded, hotel).post(RESET, words).status_code == 200
    assert guesses(guarded, email, hotel, "kopi-tubruk-tanpa-gula") == 200


def test_a_password_reset_lets_the_owner_in_while_strangers_guess_on(guarded: Shop) -> None:
    email, hotel, new = mailbox(), address(), "kopi-tubruk-tanpa-gula"
    signs_up(guarded, email)
    assert [guesses(guarded, email, address()) for _ in range(41)] == [401] * 40 + [429]
    refused = caller(guarded, hotel).post(LOGIN, {"email": email, "password": PASSWORD})
    assert refused.status_code == 429 and "reset the password by e-mail" in refused.json()["detail"]
    forgets(guarded, email)
    (token,) = re.findall(r"#token=(\S+)", guarded.email(email, "password_reset").get_content())
    assert caller(guarded, hotel).post(RESET, {"token": token, "password": new}).status_code == 200
    assert [guesses(guarded, email, address()) for _ in range(41)] == [401] * 40 + [429]
    assert guesses(guarded, email, hotel, new) == 200


def test_one_network_of_ipv6_sprays_few_accounts(guarded: Shop) -> None:
    network = f"2001:db8:{next(numbers):x}:2::"
    statuses = at_once(4, lambda turn: [guesses(guarded, mailbox(), f"{network}{turn}:{n + 1:x}") for n in range(28)])
    told = [status for each in statuses for status in each]
    assert (told.count(401), told.count(429)) == (100, 12)
    # The neighbours of the network are not touched.
    assert guesses(guarded, mailbox(), network.replace(":2::", ":3::") + "1") == 401


def test_a_password_reset_forgets_known_networks(guarded: Shop) -> None:
    email, thief = mailbox(), address()
    signs_up(guarded, email)
    assert guesses(guarded, email, thief, PASSWORD) == 200
    forgets(guarded, email)
    (token,) = re.findall(r"#token=(\S+)", guarded.email(email, "password_reset").get_content())
    assert caller(guarded).post(RESET, {"token": token, "password": "kopi-tubruk-tanpa-gula"}).status_code == 200
    assert [guesses(guarded, email, address()) for _ in range(40)] == [401] * 40
    assert guesses(guarded, email, thief) == 429


def test_wrong_codes_of_a_thief_do_not_lock_the_owner_out(guarded: Shop) -> None:
    email, home = mailbox(), address()
    phone = enable_two_factor(signs_up(guarded, email, home))

    def sign_in(at: str, **code: str) -> int:
        return caller(guarded, at).post(LOGIN, {"email": email, "password": PASSWORD, **code}).status_code

    wrong = phone.wrong()
    for _ in range(4):
        thief = address()
        assert [sign_in(thief, code=wrong) for _ in range(6)] == [401] * 5 + [429]
    # All strangers together have had their guesses, so even the right code waits at a new place.
    assert sign_in(address(), code=phone.code()) == 429
    assert sign_in(home, code=phone.code()) == 200
    assert sign_in(home, recovery_code=phone.recovery_codes[0]) == 200


def test_all_strangers_together_have_100_guesses_a_day() -> None:
    day, now, count_, made = 24 * 3600, 0, 0, 0
    while now < day:
        made, count_ = made + 1, count_ + 1
        now += login_attempts.lock_seconds("account", count_)
    assert 80 < made <= 100


def test_idempotency_keys_of_anonymous_callers_are_separate_by_network(guarded: Shop) -> None:
    """Idempotency keys of anonymous callers can be guessed, so they are separate for each network."""
    for _ in range(2):
        body = {"username": f"orang{next(numbers)}", "password": PASSWORD}
        answer = caller(guarded).post("/api/auth/register", body, headers={"Idempotency-Key": "1"})
        assert answer.status_code == 201


def test_plus_addresses_share_the_count_of_their_mailbox(guarded: Shop) -> None:
    local = f"orang{next(numbers)}"
    for number in range(4):
        signs_up(guarded, f"{local}+{number}@example.com")
    sent = "SELECT COUNT(*) FROM letters WHERE recipient LIKE %s AND sent_at IS NOT NULL"
    wait_until(lambda: guarded.value(sent, (f"{local}+%",)) == 1)
    waiting = "SELECT COUNT(*) FROM letters WHERE recipient LIKE %s AND sent_at IS NULL"
    assert guarded.value(waiting, (f"{local}+%",)) == 3
