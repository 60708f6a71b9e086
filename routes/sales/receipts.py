"""Receipts in all forms, their prints, and links that open them without a login."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, NamedTuple

from apiflask import APIBlueprint
from flask import Response, current_app, g
from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

import queries.sales.receipts
import queries.system.shop
from auth import signed_in
from domain.commerce.money import rupiah
from domain.commerce.orders import Caller
from domain.receipts import Format, Language, Width, content, escpos, html, layout, whatsapp
from domain.receipts.content import Receipt, Shop
from domain.security.signed_links import Link, LinkSigner
from problems import Problem
from queries.sales.receipts import Printed
from web.idempotency import names_customer, read_only
from web.openapi.field_types import Body, Instant, Query, Reply, problems
from web.server import long_work

bp = APIBlueprint("receipts", __name__, tag="transactions")

LINK_DAYS = 90
# Nobody but the holder of a link may find a receipt, and the next print may say that it is a copy.
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
POLICY = (
    f"default-src 'none'; style-src '{html.STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
MESSAGES: dict[Language, str] = {
    "id": "{title} dari {shop}, {total}: {url}",
    "en": "{title} of {shop}, {total}: {url}",
}
MEDIA_TYPES: dict[Format, str] = {
    "html": "text/html",
    "pdf": "application/pdf",
    "escpos": "application/x-escpos",
}
FILE = {"schema": {"type": "string", "format": "binary"}}
RECEIPT: dict[int | str, Any] = {
    200: {
        "description": "The receipt, by `format`.",
        "headers": {"Content-Disposition": {"required": True, "schema": {"type": "string"}}},
        "content": {
            media_type: {"schema": {"type": "string"}} if media_type == "text/html" else FILE
            for media_type in MEDIA_TYPES.values()
        },
    }
}


class Form(BaseModel):
    format: Annotated[Format, Field(description="html, pdf, or escpos: bytes for a thermal printer.")] = "html"
    width: Annotated[
        Width | None,
        Field(
            description="The paper: rolls of 58 or 80 mm, or A4. Omitted: 80 for `escpos`, a4 otherwise.",
            validate_default=True,
        ),
    ] = None
    language: Annotated[Language, Field(description="Receipts are for buyers: Indonesian unless asked otherwise.")] = (
        "id"
    )

    @field_validator("width")
    @classmethod
    def _is_of_the_printer(cls, width: Width | None, info: ValidationInfo) -> Width | None:
        if info.data.get("format") != "escpos":
            return width or "a4"
        if width == "a4":
            raise PydanticCustomError("printers_have_rolls", "no roll")
        return width or "80"


class ReceiptQuery(Form, Query):
    pass


class NewReceiptPrint(Form, Body):
    pass


class ReceiptPrint(Reply):
    number: Annotated[int, Field(description="1: the original; all others say that they are copies.")]
    is_copy: bool
    media_type: str
    content: Annotated[str, Field(description="The receipt in base64.", json_schema_extra={"format": "byte"})]


def _phone(text: str) -> str:
    number = whatsapp.phone_number(text)
    if number is None:
        raise PydanticCustomError("phone_number", "no phone number")
    return number


class NewReceiptLink(Body):
    phone: Annotated[
        Annotated[str, Field(max_length=30), AfterValidator(_phone)] | None,
        Field(description="Whom WhatsApp opens a chat with, as 0812… or +62 812…. Omitted: the sender chooses."),
    ] = None
    language: Annotated[Language, Field(description="The language of the message.")] = "id"


class ReceiptLink(Reply):
    url: Annotated[str, Field(description="The page of the receipt, which needs no login.")]
    whatsapp_url: Annotated[str, Field(description="Opens WhatsApp with a message that has the link.")]
    expires_at: Instant


class File(NamedTuple):
    content: bytes
    media_type: str
    name: str


@bp.get("/<int:transaction_id>/receipt")
@bp.input(ReceiptQuery, location="query")
@bp.doc(operation_id="transactions_show_receipt", responses=RECEIPT)
@signed_in(scope="transactions:read", till=True)
def show(transaction_id: int, query_data: ReceiptQuery) -> Response:
    """Return the receipt of a sale, or the bill of an order that is not paid.

    Whoever sees the sale sees its receipt, sellers that of their own part. Who has signed in at a till sees those of
    all sales of its owner at the counter and at tills. It is headed by the outlet of the sale; an order of the web, by
    the default outlet of its only seller. The seller and their tills see the name of a known customer, and what is
    still owed for the sale; API keys with `customers:read` only. It says that it is a copy as soon as a print was
    counted. `escpos` never opens the drawer here.
    """
    return _shown(_seen(transaction_id), query_data)


@bp.post("/<int:transaction_id>/receipt/prints")
@bp.input(NewReceiptPrint)
@bp.output(ReceiptPrint, 201)
@bp.doc(operation_id="transactions_print_receipt")
@problems(403, "order_of_others", "order_not_paid")
@signed_in(scope="transactions:write", till=True)
def count_print(transaction_id: int, json_data: NewReceiptPrint) -> tuple[dict[str, Any], int]:
    """Count a print of the receipt, and return it; for the seller of all items, at their tills, and for admins.

    The first one is the original, all others say that they are copies. After a jam, repeat the call with its
    `Idempotency-Key`: the answer is the same. The `escpos` of a first print opens the drawer if cash was paid.
    """
    return _counted(transaction_id, json_data)


@bp.get("/<int:transaction_id>/refunds/<int:refund_id>/receipt")
@bp.input(ReceiptQuery, location="query")
@bp.doc(operation_id="transactions_show_refund_receipt", responses=RECEIPT)
@problems("refund_not_found")
@signed_in(scope="transactions:read", till=True)
def show_refund(transaction_id: int, refund_id: int, query_data: ReceiptQuery) -> Response:
    """Return the receipt of a refund: what came back, what was given for it and how, and the tax in it.

    Whoever sees the refund sees its receipt, as that of the sale. It is headed by the outlet that gave the money.
    """
    return _shown(_seen(transaction_id, refund_id), query_data)


@bp.post("/<int:transaction_id>/refunds/<int:refund_id>/receipt/prints")
@bp.input(NewReceiptPrint)
@bp.output(ReceiptPrint, 201)
@bp.doc(operation_id="transactions_print_refund_receipt")
@problems(403, "order_of_others", "order_not_paid", "refund_not_found")
@signed_in(scope="transactions:write", till=True)
def count_print_of_refund(
    transaction_id: int, refund_id: int, json_data: NewReceiptPrint
) -> tuple[dict[str, Any], int]:
    """Count a print of the receipt of a refund, and return it, as that of a sale.

    The `escpos` of a first print opens the drawer if cash was given back.
    """
    return _counted(transaction_id, json_data, refund_id)


@bp.post("/<int:transaction_id>/receipt/link")
@bp.input(NewReceiptLink)
@bp.output(ReceiptLink)
@bp.doc(operation_id="transactions_link_receipt")
@read_only
@signed_in(scope="transactions:read", till=True)
def link(transaction_id: int, json_data: NewReceiptLink) -> dict[str, Any]:
    """Return a link that opens the receipt without a login, and one that sends it by WhatsApp.

    It shows what the caller may see (at a till: what its owner may), for 90 days; that of an API key without
    `customers:read` names no customer. Nothing is stored, so it can't be withdrawn.
    """
    found = _seen(transaction_id)
    receipt = _receipt(found)
    expires_at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=LINK_DAYS)
    token = _signer().sign(Link(transaction_id, _viewer_id(found), expires_at, anonymous=not _knows_customers()))
    url = f"{current_app.config['PUBLIC_URL']}/r/{token}"
    text = MESSAGES[json_data.language].format(
        title=layout.title(receipt, json_data.language), shop=receipt.shop.name, total=rupiah(receipt.total), url=url
    )
    return {"url": url, "whatsapp_url": whatsapp.url(text, json_data.phone or ""), "expires_at": expires_at}


def page(token: str, language: Language) -> Response:
    """Return the page of the receipt that a link opens. Raises Problem: 404, or 410 for one that has expired."""
    opened = _signer().read(token)
    if opened is None:
        raise Problem("receipt_link_invalid")
    if opened.expires_at <= datetime.now(UTC):
        raise Problem("receipt_link_expired")
    found = queries.sales.receipts.get(opened.row_id, opened.viewer_id, admin=opened.viewer_id == 0)
    if opened.anonymous:
        found = found.without_customer()
    body = html.render(_receipt(found, copy=found.prints > 0), "80", language)
    return Response(body, mimetype="text/html", headers={**PRIVATE, "Content-Security-Policy": POLICY})


def _seen(transaction_id: int, refund_id: int | None = None) -> Printed:
    """Return what the caller may see of an order, or of a refund of it, or raise a 404."""
    if g.identity.till_id is not None:
        return queries.sales.receipts.get_at_till(transaction_id, g.identity.till_id, refund_id)
    admin = g.identity.has_role("admin")
    found = queries.sales.receipts.get(transaction_id, g.identity.user_id, admin, refund_id)
    return found if _knows_customers() else found.without_customer()


def _knows_customers() -> bool:
    return bool(g.identity.has_scope("customers:read"))


def _shown(found: Printed, query: ReceiptQuery) -> Response:
    file = _render(_receipt(found, copy=found.prints > 0), query)
    response = Response(file.content, mimetype=file.media_type, headers=PRIVATE)
    response.headers.set("Content-Disposition", "inline", filename=file.name)
    if file.media_type == "text/html":
        response.headers["Content-Security-Policy"] = POLICY
    return response


def _counted(transaction_id: int, form: NewReceiptPrint, refund_id: int | None = None) -> tuple[dict[str, Any], int]:
    caller = Caller(g.identity.user_id, g.identity.roles, till_id=g.identity.till_id)
    return queries.sales.receipts.count_print(transaction_id, caller, lambda found: _print(found, form), refund_id), 201


def _viewer_id(found: Printed) -> int:
    """Return whose view of an order a link opens; 0: an admin's."""
    if g.identity.has_role("admin"):
        return 0
    # At a till, that of the owner, who has sold all of it: cashiers come and go.
    seller_id: int = found.order["items"][0]["seller_id"]
    return g.identity.user_id if g.identity.till_id is None else seller_id


def _print(found: Printed, form: Form) -> dict[str, Any]:
    """Return a counted print. The first one opens the drawer if cash was paid or given back."""
    if not _knows_customers():
        found = found.without_customer()
    # The reason of a refund may name them, too.
    if found.order["customer_name"] or (found.refund and found.order["customer_id"] is not None):
        names_customer(found.order["customer_id"])
    receipt = _receipt(found, copy=found.prints > 1)
    moves_cash = any(payment.method == "cash" for payment in receipt.payments)
    file = _render(receipt, form, open_drawer=moves_cash and not receipt.copy)
    return {
        "number": found.prints,
        "is_copy": receipt.copy,
        "media_type": file.media_type,
        "content": b64encode(file.content).decode(),
    }


def _receipt(found: Printed, copy: bool = False) -> Receipt:
    if found.refund:
        return content.of_refund(found.order, found.refund, _shop_of(found), found.pbjt_bp, copy)
    return content.of_order(found.order, _shop_of(found), found.pbjt_bp, copy)


def _shop_of(found: Printed) -> Shop:
    """Return the shop as the receipts of an order name it: by its outlet, if there is one."""
    if found.outlet is None:
        return Shop(queries.system.shop.get(current_app.config["SHOP_NAME"])["name"])
    return Shop.of_outlet(found.outlet)


def _render(receipt: Receipt, form: Form, open_drawer: bool = False) -> File:
    width = form.width or "a4"
    name = layout.title(receipt, form.language).replace(" ", "-").lower()
    suffix = "bin" if form.format == "escpos" else form.format
    return File(_content(receipt, form, width, open_drawer), MEDIA_TYPES[form.format], f"{name}.{suffix}")


def _content(receipt: Receipt, form: Form, width: Width, open_drawer: bool) -> bytes:
    if form.format == "html":
        return html.render(receipt, width, form.language).encode()
    rows = layout.rows(receipt, form.language)
    if form.format == "escpos":
        return escpos.render(rows, width, open_drawer)
    # Imported on first use, because most processes never write a PDF.
    from domain.receipts import pdf

    title = layout.title(receipt, form.language)
    return long_work.document(
        lambda: pdf.render(rows, width, title, receipt.shop.name, form.language), pdf.expected_seconds(rows)
    )


def _signer() -> LinkSigner:
    signer: LinkSigner = current_app.extensions["receipt_links"]
    return signer
