"""Helpers for tests of product files, and exports of Shopify and WooCommerce."""

from __future__ import annotations

from typing import Any

import pytest

from domain import imports


def opened(content: bytes | str, part: int = 7) -> imports.ProductFile:
    """Return the file read in small parts, so that boundaries fall everywhere."""
    raw = content.encode() if isinstance(content, str) else content
    return imports.ProductFile(lambda: (raw[start : start + part] for start in range(0, len(raw), part)))


def values(content: bytes | str) -> list[dict[str, Any]]:
    rows = list(opened(content).rows())
    assert not [row for row in rows if row.faults], rows
    return [row.values for row in rows]


def faults(content: bytes | str) -> list[tuple[int, str, str]]:
    return [(row.line, fault.field, fault.code) for row in opened(content).rows() for fault in row.faults]


def refusal(content: bytes | str) -> str:
    with pytest.raises(imports.InvalidFile) as caught:
        list(opened(content, 4096).rows())
    return caught.value.code


SHOPIFY_OLD = """Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,\
Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,\
Variant Compare At Price,Variant Barcode,Image Src,Image Position,Variant Weight Unit,Cost per item,Status
kaos,Kaos Polos,"<p>Katun <em>halus</em></p>",Gayo,Apparel > Shirts,Kaos,,TRUE,Warna,Merah,Ukuran,M,K-M,200,shopify,5,\
75000.00,90000.00,'8990001,https://x.example/1.jpg,1,g,40000.00,active
kaos,,,,,,,,,Biru,,L,K-L,200,shopify,-2,75000.00,,,,,g,,
kaos,,,,,,,,,Hitam,,L,K-H,200,shopify,3,75.000,,,,,g,,
kaos,,,,,,,,,,,,,,,,,,,https://x.example/2.jpg,2,,,
mug,Mug,,Gayo,,,,FALSE,Title,Default Title,,,,300,,,25,,,,,g,,draft
"""


WOO_HEADER = (
    'ID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,"Is featured?","Visibility in catalog","Short description",'
    'Description,"Date sale price starts","Date sale price ends","Tax status","In stock?",Stock,"Sale price",'
    '"Regular price",Categories,Tags,Images,Parent,"Attribute 1 name","Attribute 1 value(s)",Brands\n'
)


WOO = (
    WOO_HEADER
    + """10,variable,KM,,Kaos,1,0,visible,Pendek,"Katun\\nhalus",,,taxable,1,,,,"Baju > Kaos, Obral",,https://x.example/1.jpg,,\
Ukuran,"S, M",Gayo
11,variation,KM-S,,"Kaos - S",1,0,visible,,,,,taxable,1,5,,75000,,,,KM,Ukuran,S,
12,variation,KM-M,,,1,0,visible,,,,,taxable,1,parent,,"75000,00",,,,id:10,Ukuran,M,
13,"simple, downloadable, virtual",EB,8991,Buku,-1,0,visible,<b>Tipis</b>,,,,taxable,1,,40000,50000,,,,,,,
14,simple,OB,,Topi,1,0,visible,,,2026-11-01,2026-12-01,taxable,1,3,20000,30000,,,,,,,
15,grouped,SET,,Paket,1,0,visible,,,,,taxable,1,,,,,,,,,,
16,simple,FR,,Pin,1,0,visible,,,,,taxable,1,1,,11.050,,,,,,,
"""
)
