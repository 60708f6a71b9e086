"""The SMTP provider (RFC 5321): one server, over verified TLS unless the settings say otherwise."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from mail.provider import Refused, TemporarilyRefused, Unavailable, call_with_timeout
from settings import Settings, Smtp


class SmtpServer:
    """The server of SMTP_URL, with a new connection for each e-mail."""

    def __init__(self, settings: Settings) -> None:
        assert settings.mail.smtp is not None
        self.smtp: Smtp = settings.mail.smtp
        self.sender = settings.mail.sender
        self.timeout = settings.mail.timeout_seconds

    def send(self, message: EmailMessage) -> None:
        call_with_timeout(self.timeout, lambda: self._deliver(message))

    def _deliver(self, message: EmailMessage) -> None:
        # The text beside a status code may hold secrets, so only the code is shown.
        try:
            with self._connection() as server:
                server.send_message(message, self.sender, [str(message["To"])])
        except smtplib.SMTPRecipientsRefused as error:
            ((code, _),) = error.recipients.values()
            raise _refusal(code, "the address") from None
        except smtplib.SMTPDataError as error:
            raise _refusal(error.smtp_code, "the e-mail") from None
        except smtplib.SMTPAuthenticationError as error:
            raise Unavailable(f"the mail server refused user or password ({error.smtp_code})") from None
        except smtplib.SMTPResponseException as error:
            raise Unavailable(f"the mail server answered {error.smtp_code}") from None
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(f"the mail server can't be reached ({type(error).__name__})") from None

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        # Explicit, because the library would otherwise resolve the name of this machine.
        host, name = (self.smtp.host, self.smtp.port), self.sender.rsplit("@", 1)[1]
        trusted = ssl.create_default_context()
        server = (
            smtplib.SMTP_SSL(*host, local_hostname=name, timeout=self.timeout, context=trusted)
            if self.smtp.tls == "smtps"
            else smtplib.SMTP(*host, local_hostname=name, timeout=self.timeout)
        )
        try:
            if self.smtp.tls == "starttls":
                server.starttls(context=trusted)
            if self.smtp.user:
                server.login(self.smtp.user, self.smtp.password)
            yield server
            # The e-mail is accepted, so a failing QUIT does not matter.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
        finally:
            server.close()


def _refusal(code: int, what: str) -> Exception:
    return (Refused if code >= 500 else TemporarilyRefused)(f"the mail server refused {what} ({code})")
