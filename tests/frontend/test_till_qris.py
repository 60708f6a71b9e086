"""The till asks for the amount of a sale by QRIS without a network, by the same code as the shop."""

from __future__ import annotations

import io
import random
import sys

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser
from till_parity import Run

from domain.payments import qris
from support.app import ROOT

sys.path.append(str(ROOT / "tests" / "sales"))

from incoming_calls import QRIS, code_of, field


def asked(text: str, amount: int) -> str | dict[str, str]:
    try:
        return qris.with_amount(text, amount)
    except qris.Unreadable as refused:
        return {"raised": refused.code}


def test_a_static_code_gets_the_amount_or_is_refused_as_in_the_shop(run_till: Run) -> None:
    dice = random.Random(26)
    texts = [
        QRIS, "", "https://example.com", QRIS[:-1], QRIS[:-4] + "0000", QRIS[:-4] + QRIS[-4:].lower(),
        QRIS.replace("WARUNG", "WARÜNG"), QRIS + field("64", "x"), code_of(f53="702"), code_of(f58="SG"),
        code_of(f26="", f51=""), code_of(f26="", f51="", f52=""), code_of(f01="12"), code_of(f01=""), code_of(f51=""),
        code_of(f54="15000"), code_of(f26="0099x"), code_of() + code_of(), code_of(f56="100", f57="5", f80="x"),
        code_of(f62="x" * 99, f80="x" * 99, f81="x" * 99, f82="x" * 99), "0001x" * 102, "9" * 512, "0001" * 128,
        "0001x", "٠٠٠١x", QRIS + "\n",
    ]  # fmt: skip
    for _ in range(300):
        position = dice.randrange(len(QRIS))
        texts.append(QRIS[:position] + dice.choice("0123456789AZaz .") + QRIS[position + dice.choice([0, 1, 1, 2]) :])
        tags = [f"f{tag}" for tag in ("00", "01", "26", "51", "52", "53", "58", "59", "60", "62")]
        value = "".join(dice.choice("0123456789ID") for _ in range(dice.randrange(8)))
        texts.append(code_of(**{dice.choice(tags): value}))
    amounts = [dice.choice([1, 15_123, 10**13 - 1, dice.randrange(1, 10**9)]) for _ in texts]
    found = run_till(("qris.ts", "qrisWithAmount", *each) for each in zip(texts, amounts, strict=True))
    wanted = [asked(*each) for each in zip(texts, amounts, strict=True)]
    assert found == wanted
    assert {type(each) for each in wanted} == {str, dict}
    assert (
        run_till(("qris.ts", "qrisWithAmount", QRIS, amount) for amount in (0, -1, 0.5, 10**13))
        == [{"raised": "RangeError"}] * 4
    )


def test_the_picture_says_the_code(run_till: Run, browser: Browser) -> None:
    text = qris.with_amount(QRIS, 15_123)
    (drawn,) = run_till([("qris.ts", "drawQr", text)])
    page = browser.new_page(viewport={"width": 300, "height": 300})
    page.set_content(
        f'<svg width="280" viewBox="{drawn["viewBox"]}" style="background: #fff"><path d="{drawn["path"]}" /></svg>'
    )
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        (read,) = zxingcpp.read_barcodes(picture)
    page.close()
    assert read.text == text
