"""The templates of all e-mails by name and language, one module per area."""

from __future__ import annotations

from mail.templates import accounts, api_keys, courses, events, sales, system
from mail.templates.template import Template

# Below every e-mail.
CLOSING = {
    "en": "{shop_name} has sent this e-mail automatically; replies are not read.",
    "id": "Email ini dikirim otomatis oleh {shop_name}; balasannya tidak dibaca.",
}

TEMPLATES: dict[str, dict[str, Template]] = {
    **accounts.TEMPLATES,
    **courses.TEMPLATES,
    **sales.TEMPLATES,
    **api_keys.TEMPLATES,
    **events.TEMPLATES,
    **system.TEMPLATES,
}
