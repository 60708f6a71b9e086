"""Letters by SMTP (RFC 5321) to one server, encrypted and checked unless the settings say otherwise."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from mail.provider import NotNow, Refused, Unavailable, within
from settings import Settings, Smtp


class Server:
    """The server of SMTP_URL, asked anew for each letter."""

    def __init__(self, settings: Settings) -> None:
        assert settings.mail.smtp is not None
        self.smtp: Smtp = settings.mail.smtp
        self.sender = settings.mail.sender
        self.timeout = settings.mail.timeout_seconds

    def send(self, mail: EmailMessage) -> None:
        within(self.timeout, lambda: self._hand_over(mail))

    def _hand_over(self, mail: EmailMessage) -> None:
        # What the server says beside its code may hold anything, so nobody is told.
        try:
            with self._connected() as server:
                server.send_message(mail, self.sender, [str(mail["To"])])
        except smtplib.SMTPRecipientsRefused as error:
            ((code, _),) = error.recipients.values()
            raise _of_one(code, "the address") from None
        except smtplib.SMTPDataError as error:
            raise _of_one(error.smtp_code, "the letter") from None
        except smtplib.SMTPAuthenticationError as error:
            raise Unavailable(f"the mail server refused user or password ({error.smtp_code})") from None
        except smtplib.SMTPResponseException as error:
            raise Unavailable(f"the mail server answered {error.smtp_code}") from None
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(f"there is no talking to the mail server ({type(error).__name__})") from None

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        # Named, because the library would otherwise ask the name service who we are.
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
            # The letter is taken: how the farewell goes changes nothing.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
        finally:
            server.close()


def _of_one(code: int, what: str) -> Exception:
    return (Refused if code >= 500 else NotNow)(f"the mail server refused {what} ({code})")
